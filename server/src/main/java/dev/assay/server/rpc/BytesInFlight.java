package dev.assay.server.rpc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of messages that have come in and are not done with, or have been answered and are not
 * taken by their callers, over all calls. What would be held beyond the limit is refused or waits.
 *
 * <p>A call that holds no more than its even share of the limit is never refused for it, so that
 * those who fill the budget do not keep small requests out. All together hold at most twice the
 * limit.
 */
final class BytesInFlight {
  private final long limit;
  private final long evenShare;
  private final AtomicLong held = new AtomicLong();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /**
   * @param limit in bytes
   * @param maxCalls the most calls in flight
   */
  BytesInFlight(long limit, int maxCalls) {
    this.limit = limit;
    this.evenShare = limit / maxCalls;
  }

  long limit() {
    return limit;
  }

  /** What a call may always hold. */
  long evenShare() {
    return evenShare;
  }

  void take(long bytes) {
    held.addAndGet(bytes);
  }

  void give(long bytes) {
    if (bytes > 0) {
      held.addAndGet(-bytes);
      wakeOne();
    }
  }

  long held() {
    return held.get();
  }

  boolean isFull() {
    return held.get() >= limit;
  }

  /** Runs the task, once, when there is room: now, or when something is given back. */
  void whenRoom(Runnable task) {
    waiting.add(task);
    wakeOne();
  }

  /** One at a time: each takes of the room that the next would need. */
  private void wakeOne() {
    if (!isFull()) {
      Runnable next = waiting.poll();
      if (next != null) {
        next.run();
      }
    }
  }
}
