package dev.assay.server.estimation;

import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.SecondOpinionGain;
import dev.assay.v1.WaveOpinion;
import java.util.List;

/** What second opinions gained an estimate of a model's errors, by the standard error without. */
final class OpinionGain {
  private OpinionGain() {}

  /** The estimate that says so, where it rests on any. */
  static StatedEstimate told(StatedEstimate stated, WaveSample sample, WaveOpinions opinions) {
    Estimate estimate = stated.estimate();
    List<WaveOpinion> used = opinions.of(sample);
    if (used.isEmpty()
        || !estimate.hasValue()
        || estimate.getBasis() != EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS) {
      return stated;
    }
    ModelErrors own = ModelErrors.asBelieved();
    Reading without = EstimateAccuracy.shifted(own, Evidence.of(sample, own), sample);
    double share = estimate.getValue().getPoint();
    double with = estimate.getValue().getStandardError();
    SecondOpinionGain.Builder gain =
        SecondOpinionGain.newBuilder()
            .setVersion(used.stream().mapToLong(WaveOpinion::getVersion).max().orElseThrow())
            .setWaveCount(used.size());
    if (with > 0 && without.standardError() > 0) {
      gain.setEffectiveLabels(effective(share, with))
          .setEffectiveLabelsWithout(effective(share, without.standardError()));
    }
    return new StatedEstimate(
        estimate.toBuilder().setSecondOpinion(gain).build(),
        stated.waves(),
        stated.settledCount(),
        stated.limits());
  }

  /** Labels drawn at random with replacement that have the standard error. */
  private static double effective(double share, double standardError) {
    return share * (1 - share) / (standardError * standardError);
  }
}
