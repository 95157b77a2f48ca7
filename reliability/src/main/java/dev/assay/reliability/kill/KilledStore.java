package dev.assay.reliability.kill;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.RetryPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One store whose server is killed again and again while the same clients work with it. */
final class KilledStore implements AutoCloseable {
  private static final ProjectName PROJECT = ProjectName.of("kill");
  private static final int CLIENTS = 6;
  private static final int FIRST_ITEMS = 200;
  private static final long CEILING_MICROS = 100 * Worker.PRICE_MICROS;
  private static final int MAX_ANSWERS = 400;
  private static final int MAX_MORE_MILLIS = 20;
  private static final long MAX_WORK_NANOS = 10_000_000_000L;
  private static final int MAX_START_MILLIS = 900;
  private static final int REPLAYED_LAST = 40;
  private static final int REPLAYED_BEFORE = 20;
  private static final long JOIN_MILLIS = 60_000;

  private final ServerCommand command;
  private final Path store;
  private final Path log;
  private final Disturbance disturbance;
  private final SplittableRandom random;
  private final List<Worker> workers = new ArrayList<>();
  private final List<AckLog> logs = new ArrayList<>();
  private final KillCounts counts;
  private long counted;
  private ServerProcess server;
  private AssayClient client;

  /**
   * Starts the server with a project.
   *
   * @param folder an empty folder
   */
  KilledStore(
      ServerCommand command,
      Path folder,
      Disturbance disturbance,
      SplittableRandom random,
      KillCounts counts)
      throws IOException {
    this.command = command;
    this.store = folder.resolve("assay.db");
    this.log = Files.createFile(folder.resolve("server.log"));
    this.disturbance = disturbance;
    this.random = random;
    this.counts = counts;
    this.server = start();
    this.client = connect(server.awaitTarget());
    makeProject();
    for (int i = 0; i < CLIENTS; i++) {
      AckLog noted = new AckLog(folder.resolve("acknowledged-" + i));
      logs.add(noted);
      workers.add(new Worker(i, PROJECT, random.split(), noted));
    }
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(command, store, log, List.of());
  }

  private static AssayClient connect(String target) {
    return AssayClient.builder()
        .target(target)
        .deadline(Duration.ofSeconds(20))
        .retryPolicy(new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(50), 2))
        .build();
  }

  private void makeProject() {
    client
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(PROJECT.toString())
                .setLabelSchema(LabelSchemas.binary("no", "yes"))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(Worker.PRICE_MICROS)
                .build(),
            CEILING_MICROS);
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, FIRST_ITEMS)
                .mapToObj(i -> Item.newBuilder().setId("first-" + i).build()));
  }

  /** Lets the clients work, kills the server, starts it again and returns what is wrong. */
  List<String> round() throws IOException, InterruptedException {
    disturbance.beforeWork(store);
    List<Thread> threads = new ArrayList<>();
    AssayClient working = client;
    for (Worker worker : workers) {
      Thread thread = new Thread(() -> worker.work(working), worker.annotatorId());
      thread.start();
      threads.add(thread);
    }
    awaitMoment();
    kill();
    for (Thread thread : threads) {
      thread.join(JOIN_MILLIS);
    }
    client.close();
    if (random.nextInt(5) == 0) {
      killWhileItStarts();
    }
    server = start();
    client = connect(server.awaitTarget());
    counts.rounds++;
    return reckon();
  }

  private long answers() {
    return workers.stream().mapToLong(Worker::acknowledgedCount).sum();
  }

  /** Waits for a random number of answers, then for a random time. */
  private void awaitMoment() throws InterruptedException {
    long before = answers();
    long wanted = before + random.nextInt(MAX_ANSWERS);
    long deadline = System.nanoTime() + MAX_WORK_NANOS;
    while (answers() < wanted
        && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(MAX_MORE_MILLIS));
  }

  private void kill() throws IOException, InterruptedException {
    server.kill();
    counts.kills++;
    disturbance.afterKill(store);
  }

  private void killWhileItStarts() throws IOException, InterruptedException {
    try (ServerProcess starting = start()) {
      Thread.sleep(random.nextInt(MAX_START_MILLIS));
      starting.kill();
      counts.kills++;
    }
  }

  private List<String> reckon() throws IOException {
    List<String> violations = new ArrayList<>();
    Map<String, List<AckLog.Entry>> told = new LinkedHashMap<>();
    long before = counted;
    counted = answers();
    counts.acknowledged += counted - before;
    for (Worker worker : workers) {
      counts.unknown += worker.resolve(client) ? 1 : 0;
      violations.addAll(worker.faults());
    }
    for (int i = 0; i < workers.size(); i++) {
      List<AckLog.Entry> entries = logs.get(i).read();
      told.put(workers.get(i).annotatorId(), entries);
      if (entries.size() != workers.get(i).acknowledgedCount()) {
        throw new IllegalStateException("a client's own log has lost something");
      }
    }
    Reckoning reckoning = new Reckoning(client, PROJECT);
    violations.addAll(reckoning.compare(told)); // before a repeated request makes good what is lost
    counts.entries += reckoning.entryCount();
    told.values().forEach(entries -> replay(entries, violations));
    return violations;
  }

  /** Sends requests that were answered before, the last ones and some others. */
  private void replay(List<AckLog.Entry> entries, List<String> violations) {
    int last = Math.max(entries.size() - REPLAYED_LAST, 0);
    for (AckLog.Entry entry : entries.subList(last, entries.size())) {
      replay(entry, violations);
    }
    for (int i = 0; i < REPLAYED_BEFORE && last > 0; i++) {
      replay(entries.get(random.nextInt(last)), violations);
    }
  }

  private void replay(AckLog.Entry entry, List<String> violations) {
    if (!entry.operation().isAnsweredAlike()) {
      return;
    }
    Answer again = entry.operation().send(client);
    counts.replays++;
    if (!again.equals(entry.answer())) {
      violations.add(
          "request %s was answered %s, and now %s"
              .formatted(entry.operation().requestId(), entry.answer(), again));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    for (AckLog noted : logs) {
      noted.close();
    }
  }
}
