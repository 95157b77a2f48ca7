package dev.assay.sampling.evaluate;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.strata.Strata;

/**
 * What the labels of earlier rounds teach of the errors of a later one: in each stratum of the
 * scores' errors, the scores are worth {@value #PRIOR_LABELS} labels and the labels themselves. The
 * strata are those of all units together, of earlier rounds and of this one, so that a stratum
 * means the same in both. Any function of earlier labels leaves a round unbiased given the past.
 */
public final class Learning {
  /** How many labels the scores of a stratum are worth, as in the adaptive designs' own runs. */
  static final double PRIOR_LABELS = 2;

  private Learning() {}

  /**
   * The frame with what was learnt in its errors and sizes; strata stay those of the scores.
   *
   * @param learntError how likely the scores found each judged unit to be wrong, in [0, 1]
   * @param wrong whether it was
   */
  public static RoundFrame applied(RoundFrame frame, double[] learntError, boolean[] wrong) {
    Require.sameLength(learntError.length, wrong.length, "labels");
    if (wrong.length == 0) {
      return frame;
    }
    int units = frame.units();
    double[] all = new double[units + wrong.length];
    System.arraycopy(frame.error(), 0, all, 0, units);
    System.arraycopy(learntError, 0, all, units, wrong.length);
    Strata strata = RoundFrame.ofErrors(all, frame.floorShare(), frame.strataCount()).strata();
    double[] labels = new double[strata.count()];
    double[] errors = new double[strata.count()];
    for (int k = 0; k < wrong.length; k++) {
      int stratum = strata.stratumOf()[units + k];
      labels[stratum]++;
      errors[stratum] += wrong[k] ? 1 : 0;
    }
    double[] error = new double[units];
    double[] sizes = new double[units];
    for (int i = 0; i < units; i++) {
      int stratum = strata.stratumOf()[i];
      double before = frame.error()[i];
      error[i] = (PRIOR_LABELS * before + errors[stratum]) / (PRIOR_LABELS + labels[stratum]);
      double deviation = RoundFrame.deviation(before);
      sizes[i] =
          deviation > 0
              ? frame.sizes()[i] * RoundFrame.deviation(error[i]) / deviation
              : RoundFrame.deviation(error[i]);
    }
    return new RoundFrame(error, sizes, frame.floorShare(), frame.strataCount());
  }
}
