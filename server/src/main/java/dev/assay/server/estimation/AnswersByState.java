package dev.assay.server.estimation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.store.Tables;
import java.util.function.Supplier;

/**
 * Answers that stay true for as long as nothing happens in their project: each is kept with the
 * audit sequence that it was computed at, which every change moves on.
 */
final class AnswersByState<Q, R> {
  /** The most answers kept; the least used go first. */
  static final int MAX_ANSWERS = 1_000;

  private record State<Q>(long projectId, long auditSequence, Q request) {}

  private final Cache<State<Q>, R> answers = Caffeine.newBuilder().maximumSize(MAX_ANSWERS).build();

  /** The answer in the state that the tables show, computed if it is not there. */
  R get(Tables tables, long projectId, Q request, Supplier<R> compute) {
    State<Q> state =
        new State<>(projectId, tables.progress().get(projectId).auditSequence(), request);
    R known = answers.getIfPresent(state);
    if (known == null) {
      known = compute.get();
      answers.put(state, known);
    }
    return known;
  }
}
