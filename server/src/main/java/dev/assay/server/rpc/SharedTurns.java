package dev.assay.server.rpc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that run a task only when they have a turn, of which several such pools share a number.
 * So pools with queues of their own take no more processors together than there are turns, and what
 * a caller waits for is not behind all of them. Turns are given in the order in which they were
 * asked for.
 */
final class SharedTurns extends ThreadPoolExecutor {
  private final Semaphore turns;

  /**
   * A pool of a fixed size.
   *
   * @param turns shared with the other pools, and fair
   */
  SharedTurns(int threads, BlockingQueue<Runnable> queue, ThreadFactory factory, Semaphore turns) {
    super(threads, threads, 0, TimeUnit.SECONDS, queue, factory);
    this.turns = turns;
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    turns.acquireUninterruptibly();
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    turns.release();
  }
}
