package dev.assay.labelstudio.bridge;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.state.BridgeState;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes webhooks down before they are acknowledged. Only the ids are kept: payloads carry the
 * project's invite token, and their contents are not believed anyway. Thread-safe.
 */
public final class WebhookIntake {
  /** The header that proves that a request comes from the webhook. */
  public static final String SECRET_HEADER = "X-Assay-Secret";

  private final BridgeState state;
  private final InstantSource clock;
  private final Runnable wake;
  private final AtomicLong lastMillis = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  WebhookIntake(BridgeState state, InstantSource clock, Runnable wake) {
    this.state = state;
    this.clock = clock;
    this.wake = wake;
  }

  /** Takes a payload; when this returns it is on the disk. */
  public void take(JsonObject payload) {
    long now = clock.millis();
    String action = Json.text(payload, "action");
    JsonObject annotation = Json.objectOrEmpty(payload, "annotation");
    state.together(
        () -> {
          if (annotation.has("id")) {
            Long taskId = Json.number(annotation, "task");
            state.notices().add(action, taskId, Json.number(annotation, "id"), now);
          }
          for (JsonElement each : Json.array(payload, "annotations")) {
            state.notices().add(action, null, Json.number(Json.object(each), "id"), now);
          }
          for (JsonElement each : Json.array(payload, "tasks")) {
            state.notices().add(action, Json.number(Json.object(each), "id"), null, now);
          }
          if (action.equals("PROJECT_UPDATED")) {
            state.facts().put(Bridge.CONFIG_DOUBTED, "yes");
          }
        });
    lastMillis.set(now);
    wake.run();
  }

  /** A request came that did not prove to be the webhook's. */
  public void refuse() {
    refused.incrementAndGet();
  }

  long lastMillis() {
    return lastMillis.get();
  }

  long refusedCount() {
    return refused.get();
  }
}
