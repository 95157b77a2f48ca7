package dev.assay.server.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.failure.EvaluationPoolChanged;
import dev.assay.server.failure.Failure;
import java.util.function.Supplier;

/**
 * What was computed for requests before their transactions, for these to take up. A refusal is kept
 * as well: a request that was answered before is answered so again, whatever would be said now.
 *
 * @param <Q> the request
 * @param <T> what is computed
 */
final class PreparedWork<Q, T> {
  /** The most that is kept: requests that are answered as before never take theirs. */
  static final int MAX_KEPT = 16;

  private final Cache<Q, Supplier<T>> kept =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).executor(Runnable::run).build();

  /** Does the work, and keeps what came of it. */
  void prepare(Q request, Supplier<T> work) {
    Supplier<T> outcome;
    try {
      T made = work.get();
      outcome = () -> made;
    } catch (Failure refused) {
      outcome =
          () -> {
            throw refused;
          };
    }
    kept.put(request, outcome);
  }

  /**
   * What came of the request's work, once.
   *
   * @throws EvaluationPoolChanged where it is gone: others took its place, or it was taken
   */
  T take(Q request) {
    Supplier<T> outcome = kept.asMap().remove(request);
    if (outcome == null) {
      throw new EvaluationPoolChanged();
    }
    return outcome.get();
  }
}
