package dev.assay.server.estimation;

import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.server.request.Levels;
import dev.assay.server.request.Violations;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.WithheldEstimate;
import java.util.List;
import java.util.function.Function;

/** Makes the answer to one question: the number with its intervals, or why it is withheld. */
final class EstimateBuilder {
  private final EstimationLimits limits;
  private final EstimateBasis basis;
  private final List<Double> levels;

  EstimateBuilder(EstimationLimits limits, EstimateBasis basis, List<Double> levels) {
    this.limits = limits;
    this.basis =
        basis == EstimateBasis.ESTIMATE_BASIS_UNSPECIFIED
            ? EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS
            : basis;
    this.levels = Levels.orDefault(levels);
  }

  /** Checks the fields that every request for estimates has. */
  static void check(List<Double> levels, EstimateBasis basis, Violations violations) {
    Levels.check(levels, violations);
    violations.require(basis != EstimateBasis.UNRECOGNIZED, "basis", "is not known to this server");
  }

  /** Why an estimate is withheld, and what would help. */
  static WithheldEstimate reason(WithheldEstimate.Reason reason, String description) {
    return WithheldEstimate.newBuilder().setReason(reason).setDescription(description).build();
  }

  /** An estimate that is withheld, however many items are served. */
  StatedEstimate withheld(WithheldEstimate reason) {
    return StatedEstimate.always(without(reason), limits);
  }

  private Estimate without(WithheldEstimate reason) {
    return Estimate.newBuilder().setBasis(basis).setWithheld(reason).build();
  }

  /**
   * The estimate of offset + scale * share.
   *
   * @param evidence on the share
   * @param allDraws the estimator for the basis of all draws
   * @param waves the sample that the evidence was gathered from
   * @param populationCount the items that the answer speaks of
   */
  StatedEstimate build(
      Evidence evidence,
      Function<Evidence, Reading> allDraws,
      WaveSample waves,
      double offset,
      double scale,
      long populationCount) {
    int served = waves.servedCount();
    int missing = served - waves.items().size();
    int labels =
        basis == EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE
            ? ExploreSlice.labelCount(evidence)
            : evidence.items().size();
    Estimate.Builder estimate =
        (labels < limits.minLabels()
                ? without(
                    reason(
                        WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
                        labels
                            + " settled items are there, "
                            + limits.minLabels()
                            + " are needed; label more"))
                : limits.areTooMany(missing, served)
                    ? without(limits.tooManyMissing(missing, served))
                    : value(evidence, allDraws, offset, scale))
            .toBuilder();
    estimate
        .setLabelCount(labels)
        .setMissingCount(missing)
        .setContestedCount(waves.contested().size())
        .setPopulationCount(populationCount)
        .setWaveCount(waves.waves().size());
    return StatedEstimate.of(estimate.build(), waves, limits);
  }

  private Estimate value(
      Evidence evidence, Function<Evidence, Reading> allDraws, double offset, double scale) {
    Reading reading =
        basis == EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE
            ? ExploreSlice.share(evidence)
            : allDraws.apply(evidence);
    return Estimate.newBuilder()
        .setBasis(basis)
        .setValue(reading.toValue(offset, scale, levels, WaveDesign.NAME))
        .build();
  }
}
