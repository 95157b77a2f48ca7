package dev.assay.client;

import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an estimate as labels come: {@link AssayClient#watchAccuracy}. The server is asked
 * again after a pause, which grows while nothing changes; what it says again is left out. The first
 * element is the estimate of now.
 *
 * <pre>{@code
 * for (AccuracyNow now : client.watchAccuracy(request, WatchOptions.defaults())) {
 *   System.out.println(now); // v7: 0.9403, 0.9 from 0.9123 to 0.9653, by 125 labels
 * }
 * }</pre>
 *
 * <p>It ends by itself: after the most changes, or when nothing has changed for as long as {@link
 * WatchOptions} says. {@link #close}, from any thread, ends it after the pause that it is in; an
 * interrupt ends it at once. To be read by one thread.
 */
public final class EstimateWatch implements Iterable<AccuracyNow>, AutoCloseable {
  /** Waits; a test's takes no time. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  private final EstimationClient estimation;
  private final EstimateAccuracyRequest request;
  private final WatchOptions options;
  private final Pause pause;
  private final Iterator<AccuracyNow> changes = new Changes();
  private volatile boolean closed;

  EstimateWatch(
      EstimationClient estimation,
      EstimateAccuracyRequest request,
      WatchOptions options,
      Pause pause) {
    this.estimation = estimation;
    this.request = request;
    this.options = options;
    this.pause = pause;
  }

  /** Returns the changes that were not read yet: the same iterator each time. */
  @Override
  public Iterator<AccuracyNow> iterator() {
    return changes;
  }

  /** Ends the watch. */
  @Override
  public void close() {
    closed = true;
  }

  private final class Changes implements Iterator<AccuracyNow> {
    private @Nullable EstimateAccuracyResponse last;
    private @Nullable AccuracyNow next;
    private int count;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (next == null && !ended && count < options.maxChanges()) {
        next = await();
        ended = next == null;
      }
      return next != null;
    }

    @Override
    public AccuracyNow next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      AccuracyNow change = next;
      next = null;
      return change;
    }

    /** The next answer that is another than the last; null at the end. */
    private @Nullable AccuracyNow await() {
      Duration waited = Duration.ZERO;
      Duration wait = options.firstPause();
      while (!closed && waited.compareTo(options.quietLimit()) <= 0) {
        if (last != null) {
          sleep(wait);
          waited = waited.plus(wait);
          wait = options.pauseAfter(wait);
        }
        if (closed) {
          return null;
        }
        EstimateAccuracyResponse answer = estimation.estimateAccuracy(request);
        if (!answer.equals(last)) {
          last = answer;
          count++;
          return new AccuracyNow(answer);
        }
      }
      return null;
    }

    private void sleep(Duration wait) {
      try {
        pause.sleep(wait);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw FailureReader.interrupted(interruption);
      }
    }
  }
}
