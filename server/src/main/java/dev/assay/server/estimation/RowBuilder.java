package dev.assay.server.estimation;

import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.server.request.Levels;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateSource;
import dev.assay.v1.IntervalValidity;
import dev.assay.v1.WithheldEstimate;
import java.util.List;
import java.util.function.Supplier;

/** Makes the numbers of one answer, or says why one is withheld. */
final class RowBuilder {
  private final EstimationLimits limits;
  private final List<Double> levels;
  private final EstimateSource source;
  private final IntervalValidity validity;

  RowBuilder(
      EstimationLimits limits,
      List<Double> levels,
      EstimateSource source,
      IntervalValidity validity) {
    this.limits = limits;
    this.levels = Levels.orDefault(levels);
    this.source =
        source == EstimateSource.ESTIMATE_SOURCE_UNSPECIFIED
            ? EstimateSource.ESTIMATE_SOURCE_ALL_LABELS
            : source;
    this.validity =
        validity == IntervalValidity.INTERVAL_VALIDITY_UNSPECIFIED
            ? IntervalValidity.INTERVAL_VALIDITY_FIXED
            : validity;
  }

  /** Of all labels, for one look. */
  RowBuilder(EstimationLimits limits, List<Double> levels) {
    this(
        limits,
        levels,
        EstimateSource.ESTIMATE_SOURCE_ALL_LABELS,
        IntervalValidity.INTERVAL_VALIDITY_FIXED);
  }

  boolean isOfExploration() {
    return source == EstimateSource.ESTIMATE_SOURCE_EXPLORE_SLICE;
  }

  boolean isAnytime() {
    return validity == IntervalValidity.INTERVAL_VALIDITY_ANYTIME;
  }

  int minLabels() {
    return limits.minLabels();
  }

  /** A number that is withheld, however many items are served. */
  StatedEstimate withheld(WithheldEstimate reason) {
    return StatedEstimate.always(frame().setWithheld(reason).build(), limits);
  }

  /** A number that was made elsewhere, said to rest on what was asked for. */
  StatedEstimate as(StatedEstimate made) {
    return new StatedEstimate(
        made.estimate().toBuilder().setSource(source).setValidity(validity).build(),
        made.waves(),
        made.settledCount(),
        limits);
  }

  private Estimate.Builder frame() {
    return Estimate.newBuilder().setSource(source).setValidity(validity);
  }

  /**
   * A number that rests on some of the settled items of waves.
   *
   * @param waves with all their items
   * @param items those that it rests on
   * @param counted how many of them tell something of it
   * @param population the items that it speaks of
   * @param reading the number, which may be undefined
   */
  StatedEstimate row(
      WaveSample waves,
      LabelledItems items,
      int counted,
      long population,
      Supplier<Reading> reading) {
    int served = waves.servedCount();
    int missing = served - waves.items().size();
    Estimate.Builder estimate =
        frame()
            .setLabelCount(items.count())
            .setEffectiveLabelCount(items.weights().effectiveCount())
            .setMissingCount(missing)
            .setContestedCount(waves.contested().size())
            .setPopulationCount(population)
            .setWaveCount(waves.waves().size());
    if (counted < limits.minLabels()) {
      estimate.setWithheld(
          EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
              "it rests on %s settled items, %s are needed; label more"
                  .formatted(counted, limits.minLabels())));
    } else if (limits.areTooMany(missing, served)) {
      estimate.setWithheld(limits.tooManyMissing(missing, served));
    } else {
      setValue(estimate, reading);
    }
    return StatedEstimate.of(estimate.build(), waves, limits);
  }

  private void setValue(Estimate.Builder estimate, Supplier<Reading> reading) {
    try {
      estimate.setValue(reading.get().toValue(levels, WaveDesign.NAME));
    } catch (UndefinedMetricException e) {
      estimate.setWithheld(
          EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_UNDEFINED,
              "the labels show nothing that it is about, as where no item has the class, or none is"
                  + " predicted to; label more"));
    }
  }
}
