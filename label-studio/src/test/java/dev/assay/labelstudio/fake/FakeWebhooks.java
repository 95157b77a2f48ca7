package dev.assay.labelstudio.fake;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Delivery of events. Observed: each is posted once, inside the annotator's own request, with one
 * second to answer; whatever the answer is, it is ignored, and nothing is ever sent again.
 */
public final class FakeWebhooks {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** What happens to the events. */
  public enum Mode {
    DELIVERED,
    /** The receiver was down. */
    LOST,
    /** Sent twice: as when both a webhook and a backend's own webhook are registered. */
    DOUBLED,
    /** Kept until released, and then sent the latest first: several workers have no order. */
    KEPT
  }

  private record Event(JsonObject webhook, JsonObject payload) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Event> kept = new ArrayList<>();
  private Mode mode = Mode.DELIVERED;
  private long slowestMillis;
  private int sent;

  public synchronized void mode(Mode value) {
    mode = value;
  }

  /** How long the slowest answer took. */
  public synchronized long slowestMillis() {
    return slowestMillis;
  }

  /** How many were sent. */
  public synchronized int sent() {
    return sent;
  }

  /** Sends what was kept, the latest first. */
  public synchronized void releaseBackwards() {
    Collections.reverse(kept);
    kept.forEach(event -> post(event.webhook(), event.payload()));
    kept.clear();
  }

  synchronized void send(JsonObject webhook, JsonObject payload) {
    switch (mode) {
      case DELIVERED -> post(webhook, payload);
      case LOST -> {}
      case DOUBLED -> {
        post(webhook, payload);
        post(webhook, payload);
      }
      case KEPT -> kept.add(new Event(webhook, payload));
    }
  }

  private void post(JsonObject webhook, JsonObject payload) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(webhook.get("url").getAsString()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(payload.toString()));
    webhook
        .getAsJsonObject("headers")
        .asMap()
        .forEach((name, value) -> request.header(name, value.getAsString()));
    long begin = System.nanoTime();
    try {
      client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      sent++;
      slowestMillis = Math.max(slowestMillis, (System.nanoTime() - begin) / 1_000_000);
    } catch (IOException e) {
      // Lost: this is what Label Studio does.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
