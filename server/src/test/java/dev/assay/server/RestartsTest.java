package dev.assay.server;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.server.acquisition.Definitions;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.Item;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client of the SDK works on, call after call, while its server is restarted. */
class RestartsTest {
  private static final ProjectName PROJECT = ProjectName.of("restarts");
  private static final int RESTARTS = 20;

  /** More than the SDK's five attempts lasted, now and then; less in between. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int EVERY = 10;

  private static final int PEOPLE = 24;
  private static final int ITEMS = 60_000;
  private static final int PRICE = 10;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void callsOutlastTwentyRestartsAndNoneIsLostOrDoubled() throws Exception {
    int port = freePort();
    Map<String, String> settings = Map.of("listen", "127.0.0.1:" + port);
    AssayServer server = AssayServer.start(ServerFixture.config(folder, settings));
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    AtomicBoolean working = new AtomicBoolean(true);
    Map<String, String> answered = new ConcurrentHashMap<>();
    try (AssayClient client = AssayClient.connect("127.0.0.1:" + port)) {
      client
          .projects()
          .createProject(
              Definitions.threeClasses(Policy.newBuilder()).toBuilder()
                  .setName(PROJECT.toString())
                  .build(),
              1_000_000_000);
      client.pool().putItems(PROJECT, items());
      List<Future<Integer>> work = new ArrayList<>();
      for (int p = 0; p < PEOPLE; p++) {
        work.add(people.submit(person(client, "ann-" + p, working, answered)));
      }
      for (int r = 1; r <= RESTARTS; r++) {
        int before = answered.size();
        await().atMost(ofSeconds(30)).until(() -> answered.size() > before + PEOPLE);
        server.close();
        pause(r % EVERY == 0 ? LONG : SHORT);
        server = AssayServer.start(ServerFixture.config(folder, settings));
      }
      working.set(false);
      int labels = 0;
      for (Future<Integer> person : work) {
        labels += person.get(60, TimeUnit.SECONDS);
      }
      Budget budget = client.budget().getBudget(PROJECT);
      assertThat(labels).isGreaterThan(RESTARTS * PEOPLE);
      assertThat(answered).hasSize(labels);
      assertThat(budget.getChargedMicros()).isEqualTo((long) labels * PRICE);
      assertThat(budget.getHeldMicros()).isZero();
    } finally {
      working.set(false);
      people.shutdownNow();
      server.close();
    }
  }

  /** Takes an item and answers it, again and again; every call must be answered. */
  private static Callable<Integer> person(
      AssayClient client, String name, AtomicBoolean working, Map<String, String> answered) {
    return () -> {
      int labels = 0;
      while (working.get()) {
        NextBatchResponse batch = client.acquisition().nextBatch(PROJECT, name, 1);
        for (Assignment assignment : batch.getAssignmentsList()) {
          assertThat(answered.put(assignment.getItemId(), name)).as("given twice").isNull();
          client.labels().submitLabels(PROJECT, name, List.of(LabelClient.answer(assignment, "a")));
          labels++;
        }
        client.budget().getBudget(PROJECT);
      }
      return labels;
    };
  }

  private static List<Item> items() {
    return IntStream.range(0, ITEMS)
        .mapToObj(i -> Item.newBuilder().setId("i" + i).build())
        .toList();
  }

  private static void pause(Duration duration) throws InterruptedException {
    // Nothing is waited for: the time without a server is what the test is about.
    assertThat(new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
