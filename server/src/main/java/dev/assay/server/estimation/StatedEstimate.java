package dev.assay.server.estimation;

import dev.assay.server.store.WaveRow;
import dev.assay.v1.Estimate;
import dev.assay.v1.WithheldEstimate;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An estimate with what it takes to say it again after more items were served: that changes how
 * many are missing, and nothing else of it.
 *
 * @param waves numbers of the waves whose served items it rests on; none where it counts none
 * @param settledCount their settled items
 */
record StatedEstimate(
    Estimate estimate, Set<Long> waves, int settledCount, EstimationLimits limits) {

  /** An estimate that rests on the sample. */
  static StatedEstimate of(Estimate estimate, WaveSample sample, EstimationLimits limits) {
    return new StatedEstimate(
        estimate,
        sample.waves().stream().map(WaveRow::waveNumber).collect(Collectors.toUnmodifiableSet()),
        sample.items().size(),
        limits);
  }

  /** One that says the same however many items are served. */
  static StatedEstimate always(Estimate estimate, EstimationLimits limits) {
    return new StatedEstimate(estimate, Set.of(), 0, limits);
  }

  /** Whether it has all that it takes: a value, unless that is withheld for good. */
  boolean isLasting() {
    return estimate.getWithheld().getReason() != WithheldEstimate.Reason.REASON_TOO_MANY_MISSING;
  }

  /** The estimate where the waves are served as far as the state has it, and no item is settled. */
  Estimate at(SettledState state) {
    if (waves.isEmpty()) {
      return estimate;
    }
    int served = state.sample().servedCount(waves);
    int missing = served - settledCount;
    Estimate.Builder stated =
        estimate.toBuilder().setMissingCount(missing).setUnstaffedCount(state.unstaffedCount());
    if (estimate.hasValue() && limits.areTooMany(missing, served)) {
      stated.setWithheld(limits.tooManyMissing(missing, served));
    }
    return stated.build();
  }
}
