package dev.assay.server.rpc;

import dev.assay.server.config.ServerConfig;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that calls run on. Those of the call executor never wait for the store, and its queue
 * holds at most one task for each call in flight, whose number is limited elsewhere. Those of the
 * query executor do wait, and its queue refuses what does not fit.
 */
public final class CallExecutors implements AutoCloseable {
  /** How long a caller who is refused for lack of room is asked to wait. */
  static final long RETRY_MILLIS = 200;

  private final ExecutorService calls;
  private final ExecutorService queries;
  private final int maxWaitingQueries;

  public CallExecutors(ServerConfig.Calls limits) {
    this.calls = pool("assay-call", limits.threads(), new LinkedBlockingQueue<>());
    this.maxWaitingQueries = limits.maxWaitingQueries();
    this.queries =
        pool("assay-query", limits.queryThreads(), new ArrayBlockingQueue<>(maxWaitingQueries));
  }

  private static ExecutorService pool(String name, int threads, BlockingQueue<Runnable> queue) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, queue, factory);
  }

  Executor calls() {
    return calls;
  }

  Executor queries() {
    return queries;
  }

  int maxWaitingQueries() {
    return maxWaitingQueries;
  }

  /** Ends the threads once no call is in flight. */
  @Override
  public void close() {
    queries.shutdown();
    calls.shutdown();
  }
}
