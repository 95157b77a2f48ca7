package dev.assay.reliability.load;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.RetryPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Six clients that work with one project at once, each with a log of its own. */
public final class Crew implements AutoCloseable {
  private static final ProjectName PROJECT = ProjectName.of("crew");
  private static final int CLIENTS = 6;
  private static final int FIRST_ITEMS = 200;
  private static final long CEILING_MICROS = 100 * Worker.PRICE_MICROS;
  private static final int REPLAYED_LAST = 40;
  private static final int REPLAYED_BEFORE = 20;
  private static final long JOIN_MILLIS = 60_000;

  private final SplittableRandom random;
  private final CrewCounts counts;
  private final List<Worker> workers = new ArrayList<>();
  private final List<AckLog> logs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private long counted;

  /**
   * A crew that has done nothing yet.
   *
   * @param folder for the clients' logs
   * @param counts what they do is added to
   */
  public Crew(Path folder, SplittableRandom random, CrewCounts counts) throws IOException {
    this.random = random;
    this.counts = counts;
    for (int i = 0; i < CLIENTS; i++) {
      AckLog log = new AckLog(folder.resolve("acknowledged-" + i));
      logs.add(log);
      workers.add(new Worker(i, PROJECT, random.split(), log));
    }
  }

  /**
   * A client as a crew needs it: one that gives up at once, and does not wait for the next server.
   */
  public static AssayClient connect(String target) {
    return AssayClient.builder()
        .target(target)
        .deadline(Duration.ofSeconds(20))
        .retryPolicy(RetryPolicy.none())
        .build();
  }

  /** Makes the project that crews work with. */
  public static void makeProject(AssayClient client) {
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

  /** Begins to work; each client stops at the first call that has no answer. */
  public void begin(AssayClient client) {
    for (Worker worker : workers) {
      worker.ready();
      Thread thread = new Thread(() -> worker.work(client), worker.annotatorId());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Waits until so many more answers were noted, every client has stopped, or time is up. */
  public void awaitAnswers(long wanted, Duration longest) throws InterruptedException {
    long goal = answers() + wanted;
    long deadline = System.nanoTime() + longest.toNanos();
    while (answers() < goal
        && threads.stream().anyMatch(Thread::isAlive)
        && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
  }

  /** Stops the clients after their present calls. */
  public void end() throws InterruptedException {
    workers.forEach(Worker::stop);
    for (Thread thread : threads) {
      thread.join(JOIN_MILLIS);
      if (thread.isAlive()) {
        throw new IllegalStateException(thread.getName() + " has had no answer for long");
      }
    }
    threads.clear();
  }

  private long answers() {
    return workers.stream().mapToLong(Worker::acknowledgedCount).sum();
  }

  /** Reasons of failures that clients were given instead of answers, since the last reckoning. */
  public Set<String> takeFaults() {
    Set<String> reasons = new TreeSet<>();
    workers.forEach(worker -> reasons.addAll(worker.takeFaults()));
    return reasons;
  }

  /**
   * Sends every request of unknown outcome again, compares what the clients have noted with what
   * the server shows, and repeats some requests that were answered.
   *
   * @return what is wrong
   */
  public List<String> reckon(AssayClient client) throws IOException {
    long before = counted;
    counted = answers();
    counts.acknowledged += counted - before;
    for (Worker worker : workers) {
      counts.unknown += worker.resolve(client) ? 1 : 0;
    }
    Map<String, List<AckLog.Entry>> told = new LinkedHashMap<>();
    for (int i = 0; i < workers.size(); i++) {
      List<AckLog.Entry> entries = logs.get(i).read();
      told.put(workers.get(i).annotatorId(), entries);
      if (entries.size() != workers.get(i).acknowledgedCount()) {
        throw new IllegalStateException("a client's own log has lost something");
      }
    }
    Reckoning reckoning = new Reckoning(client, PROJECT);
    // Before a repeated request makes good what is lost.
    List<String> violations = new ArrayList<>(reckoning.compare(told));
    counts.entries += reckoning.entryCount();
    told.values().forEach(entries -> replay(client, entries, violations));
    return violations;
  }

  /** Reads journal and balance alone; returns what does not add up. */
  public List<String> addUp(AssayClient client) {
    Reckoning reckoning = new Reckoning(client, PROJECT);
    List<String> violations = reckoning.addUp();
    counts.entries += reckoning.entryCount();
    return violations;
  }

  /** Sends requests that were answered before, the last ones and some others. */
  private void replay(AssayClient client, List<AckLog.Entry> entries, List<String> violations) {
    int last = Math.max(entries.size() - REPLAYED_LAST, 0);
    for (AckLog.Entry entry : entries.subList(last, entries.size())) {
      replay(client, entry, violations);
    }
    for (int i = 0; i < REPLAYED_BEFORE && last > 0; i++) {
      replay(client, entries.get(random.nextInt(last)), violations);
    }
  }

  private void replay(AssayClient client, AckLog.Entry entry, List<String> violations) {
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
    workers.forEach(Worker::stop);
    for (AckLog log : logs) {
      log.close();
    }
  }
}
