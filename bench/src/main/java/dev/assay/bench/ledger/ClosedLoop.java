package dev.assay.bench.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of callers, each of which sends its next request when its last was answered. The
 * callers are no threads: the answer to one request sends the next.
 */
public final class ClosedLoop {
  private static final long TIMEOUT_SECONDS = 600;
  private static final int DIGITS = 3;

  /**
   * What came of it.
   *
   * @param count what the measured requests got, all together
   * @param seconds from the first of them to the last answer
   * @param micros how long each waited
   */
  public record Result(long count, double seconds, Histogram micros) {
    /** What they got in a second. */
    public double rate() {
      return count / seconds;
    }

    /** Milliseconds within which the share of the requests, in percent, was answered. */
    public double millis(double percent) {
      return micros.getValueAtPercentile(percent) / 1000.0;
    }
  }

  private final int warmUp;
  private final int total;
  private final IntFunction<CompletableFuture<Integer>> request;
  private final ConcurrentHistogram micros = new ConcurrentHistogram(DIGITS);
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder got = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch done;
  private volatile long began;

  private ClosedLoop(
      int callers, int warmUp, int count, IntFunction<CompletableFuture<Integer>> request) {
    this.warmUp = warmUp;
    this.total = warmUp + count;
    this.request = request;
    this.done = new CountDownLatch(callers);
  }

  /**
   * Runs {@code warmUp} requests and then those that are measured.
   *
   * @param request sends the request of that number, from 0, and completes with what it got, on
   *     another thread
   * @throws IllegalStateException when a request failed, with its failure as the cause
   */
  public static Result run(
      int callers, int warmUp, int count, IntFunction<CompletableFuture<Integer>> request) {
    ClosedLoop loop = new ClosedLoop(callers, warmUp, count, request);
    loop.began = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      loop.send();
    }
    return loop.await();
  }

  private void send() {
    int number = next.getAndIncrement();
    if (number >= total || failure.get() != null) {
      done.countDown();
      return;
    }
    long sent = System.nanoTime();
    if (number == warmUp) {
      began = sent;
    }
    // The loop itself is what waits: await() sees every failure.
    CompletableFuture<?> unused =
        request
            .apply(number)
            .whenComplete(
                (answer, thrown) -> {
                  if (thrown != null) {
                    failure.compareAndSet(null, thrown);
                  } else if (number >= warmUp) {
                    got.add(answer);
                    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                  }
                  send();
                });
  }

  private Result await() {
    try {
      if (!done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not done after " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a request failed", thrown);
    }
    return new Result(got.sum(), seconds, micros);
  }
}
