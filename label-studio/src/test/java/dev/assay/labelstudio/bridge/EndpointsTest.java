package dev.assay.labelstudio.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.assay.labelstudio.bridge.BridgeConfig.LeverKind;
import dev.assay.labelstudio.bridge.BridgeFixture.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge answers over HTTP, also while nobody else answers; and steering by score. */
final class EndpointsTest {
  private static final long ANN = 11;

  /** What Label Studio waits for a health check. */
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private BridgeFixture link;

  @BeforeEach
  void start() throws Exception {
    link = new BridgeFixture(folder, new Settings(LeverKind.SCORE, 12, 3, 8, 1));
    link.settle();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  private HttpResponse<String> send(String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(link.web() + path)).timeout(HEALTH_TIMEOUT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void scoresPutTheLeasedTasksFirst() {
    List<Long> served = new ArrayList<>();
    assertThat(link.work()).isEqualTo(link.pool);
    assertThat(link.studio.openTasks(link.pool)).hasSize(12);
    for (int i = 0; i < 8; i++) {
      long task = link.studio.next(ANN, link.pool).orElseThrow();
      assertThat(link.bridge.openTasks()).contains(task);
      served.add(task);
      link.studio.annotate(ANN, task, "cat");
      link.settle();
    }
    assertThat(served).doesNotHaveDuplicates();
    assertThat(link.labels()).hasSize(8);
    assertThat(link.bridge.status().stopReason()).isEqualTo("BUDGET_EXHAUSTED");
    assertThat(link.bridge.status().conditions()).isEmpty();
    long unpaid = link.studio.next(ANN, link.pool).orElseThrow();
    link.studio.annotate(ANN, unpaid, "cat");
    link.settle();
    assertThat(link.count("OUT_OF_BAND")).as("beyond the budget").isEqualTo(1);
    assertThat(link.budget().getChargedMicros()).isEqualTo(8 * BridgeFixture.PRICE_MICROS);
  }

  @Test
  void ranksLieWithinZeroAndOne() {
    for (int count : new int[] {1, 2, 500}) {
      assertThat(ScoreSteering.score(1, count)).isGreaterThan(0);
      assertThat(ScoreSteering.score(count, count)).isLessThan(1);
    }
  }

  @Test
  void theBackendAnswersWhileAssayAndLabelStudioAreDown() throws Exception {
    link.stopAssay();
    link.labelStudio.close();
    link.clockMillis.addAndGet(16_000); // the next poll is due
    assertThat(link.bridge.step()).isFalse();
    assertThat(send("/health", null).statusCode()).isEqualTo(200);
    assertThat(send("/setup", "{}").body()).contains(link.bridge.modelVersion());
    assertThat(send("/versions", null).body()).contains(link.bridge.modelVersion());
    assertThat(send("/", null).body()).contains("label_studio");
    long open = link.bridge.openTasks().iterator().next();
    JsonObject answer =
        JsonParser.parseString(
                send("/predict", "{\"tasks\":[{\"id\":9999},{\"id\":" + open + "}]}").body())
            .getAsJsonObject();
    JsonArray results = answer.getAsJsonArray("results");
    assertThat(results).hasSize(2);
    assertThat(results.get(0).getAsJsonObject().get("score").getAsDouble()).isEqualTo(1.0);
    assertThat(results.get(1).getAsJsonObject().get("score").getAsDouble()).isLessThan(1.0);
  }

  @Test
  void aWebhookWithoutTheSecretIsRefusedAndCounted() throws Exception {
    String event = "{\"action\":\"ANNOTATION_CREATED\",\"annotation\":{\"id\":1,\"task\":1}}";
    assertThat(send("/webhook", event).statusCode()).isEqualTo(401);
    assertThat(send("/webhook", event, "X-Assay-Secret", "guess").statusCode()).isEqualTo(401);
    assertThat(link.state.notices().count()).isZero();
    assertThat(link.bridge.status().refusedWebhooks()).isEqualTo(2);
    assertThat(send("/webhook", event, "X-Assay-Secret", "webhook-secret").statusCode())
        .isEqualTo(200);
    assertThat(link.state.notices().count()).isEqualTo(1);
    assertThat(send("/webhook", "no json", "X-Assay-Secret", "webhook-secret").statusCode())
        .isEqualTo(400);
  }

  @Test
  void webhooksAreAcknowledgedWithinTwoHundredMilliseconds() {
    for (int i = 0; i < 5; i++) {
      long task = link.studio.next(ANN, link.pool).orElseThrow();
      link.studio.annotate(ANN, task, "dog");
    }
    assertThat(link.studio.delivery().sent()).isEqualTo(5);
    // The first one loads classes; the bound is for the bridge at work.
    long begin = System.nanoTime();
    link.studio.skip(ANN, link.studio.next(ANN, link.pool).orElseThrow());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void thePageShowsBudgetAndLink() throws Exception {
    link.studio.annotate(ANN, link.studio.next(ANN, link.pool).orElseThrow(), "dog");
    link.settle();
    String page = send("/", null).body();
    assertThat(page).contains("0.05 EUR").contains("Last webhook").contains("Out-of-band");
    assertThat(page).doesNotContain("<script");
    assertThat(send("/elsewhere", null).statusCode()).isEqualTo(404);
  }
}
