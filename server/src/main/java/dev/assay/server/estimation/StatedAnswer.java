package dev.assay.server.estimation;

import dev.assay.v1.Estimate;
import java.util.List;
import java.util.function.Function;

/**
 * An answer and the estimates that it is made of.
 *
 * @param evidenceSequence of the state that they were computed from
 * @param response makes the answer from the estimates, in their order
 */
record StatedAnswer<R>(
    long evidenceSequence, List<StatedEstimate> estimates, Function<List<Estimate>, R> response) {

  static <R> StatedAnswer<R> of(
      SettledState state, List<StatedEstimate> estimates, Function<List<Estimate>, R> response) {
    return new StatedAnswer<>(state.evidenceSequence(), List.copyOf(estimates), response);
  }

  /** Whether it holds in the state but for how many items are missing. */
  boolean speaksOf(SettledState state) {
    return evidenceSequence == state.evidenceSequence()
        && estimates.stream().allMatch(StatedEstimate::isLasting);
  }

  /** The answer in a state that it speaks of, or that it was computed from. */
  R at(SettledState state) {
    return response.apply(estimates.stream().map(stated -> stated.at(state)).toList());
  }
}
