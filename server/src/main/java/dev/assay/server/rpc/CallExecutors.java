package dev.assay.server.rpc;

import dev.assay.server.config.ServerConfig;
import dev.assay.server.failure.Overloaded;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that calls run on. Those of the call executor read, check and answer and never wait
 * for the store; the others do wait. What reads little does not queue behind what reads much: each
 * has threads and a queue of its own, which refuses what does not fit. The other queues hold at
 * most one task for each call in flight, whose number is limited. Scans and estimates together run
 * on no more threads at once than there are for scans.
 */
public final class CallExecutors implements AutoCloseable {
  /** How long a caller who is refused for lack of room is asked to wait. */
  static final long RETRY_MILLIS = 200;

  /** The least turns of scans and estimates together, so that neither holds the other up. */
  static final int MIN_HEAVY_TURNS = 2;

  private final ExecutorService calls;
  private final ExecutorService queries;
  private final ExecutorService scans;
  private final ExecutorService estimates;
  private final ExecutorService ingests;
  private final int maxWaitingQueries;
  private final BytesInFlight bytes;

  public CallExecutors(ServerConfig.Calls limits) {
    this.calls = pool("assay-call", limits.threads(), new LinkedBlockingQueue<>());
    this.ingests = pool("assay-ingest", limits.ingestThreads(), new LinkedBlockingQueue<>());
    this.maxWaitingQueries = limits.maxWaitingQueries();
    this.bytes =
        new BytesInFlight(
            Runtime.getRuntime().maxMemory() / 100 * limits.maxBytesPercent(), limits.maxCalls());
    this.queries =
        pool("assay-query", limits.queryThreads(), new ArrayBlockingQueue<>(maxWaitingQueries));
    Semaphore turns = new Semaphore(Math.max(limits.scanThreads(), MIN_HEAVY_TURNS), true);
    this.scans =
        new SharedTurns(
            limits.scanThreads(),
            new ArrayBlockingQueue<>(maxWaitingQueries),
            threads("assay-scan"),
            turns);
    this.estimates =
        new SharedTurns(
            1, new ArrayBlockingQueue<>(maxWaitingQueries), threads("assay-estimate"), turns);
  }

  private static ExecutorService pool(String name, int threads, BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, queue, threads(name));
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs what does not wait. */
  public Executor calls() {
    return calls;
  }

  /** Runs what reads little of the store; throws RejectedExecutionException when too much waits. */
  Executor queries() {
    return queries;
  }

  /** Runs what reads much; throws RejectedExecutionException when too much waits. */
  Executor scans() {
    return scans;
  }

  /**
   * Runs what computes for long, one after the other: those who wait mostly want what the one
   * before them gets. Throws RejectedExecutionException when too much waits.
   */
  Executor estimates() {
    return estimates;
  }

  /** Runs what takes streams in. */
  Executor ingests() {
    return ingests;
  }

  /** What the messages of all calls may hold. */
  BytesInFlight bytes() {
    return bytes;
  }

  /** The refusal of a call that finds the queue of its executor full. */
  Overloaded queueFull() {
    return new Overloaded(maxWaitingQueries, "reading calls wait", RETRY_MILLIS);
  }

  /** The refusal of a call whose answer there is no room for. */
  Overloaded bytesFull() {
    return new Overloaded(bytes.limit(), "bytes of messages are in flight", RETRY_MILLIS);
  }

  /** Ends the threads, after the last call and the last change of the store. */
  @Override
  public void close() {
    queries.shutdown();
    scans.shutdown();
    estimates.shutdown();
    ingests.shutdown();
    calls.shutdown();
  }
}
