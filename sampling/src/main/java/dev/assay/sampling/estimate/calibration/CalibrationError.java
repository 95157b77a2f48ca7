package dev.assay.sampling.estimate.calibration;

import dev.assay.sampling.estimate.NoLabelException;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import java.util.List;

/**
 * The expected calibration error over the bins of a reliability diagram.
 *
 * <p>The plain sum of the bins' |gap| is too large, since noise has a size but no sign. Its bias is
 * estimated bin by bin as what normal noise of the gap's variance adds to the gap's size, and taken
 * off: source Kumar, Liang and Ma (2019), "Verified uncertainty calibration", section 5. The square
 * error is corrected exactly, by gap^2 - variance.
 *
 * @param plain sum of the bins' shares times |gap|
 * @param corrected the same less its estimated bias, at least 0
 * @param standardError of both
 * @param squareCorrected sum of the bins' shares times (gap^2 - variance); unbiased, may be
 *     negative
 */
public record CalibrationError(
    double plain, double corrected, double standardError, double squareCorrected) {
  /** Of a reliability diagram with at least one bin. */
  public static CalibrationError of(List<ReliabilityBin> bins) {
    double units = 0;
    for (ReliabilityBin bin : bins) {
      units += bin.unitCount();
    }
    if (units == 0) {
      throw new NoLabelException();
    }
    double plain = 0;
    double corrected = 0;
    double variance = 0;
    double square = 0;
    for (ReliabilityBin bin : bins) {
      double share = bin.unitCount() / units;
      double size = Math.abs(bin.gap());
      double noisy = meanSize(bin.gap(), bin.gapVariance());
      plain += share * size;
      corrected += share * (2 * size - noisy);
      square += share * (size * size - bin.gapVariance());
      double spread = Math.max(0, bin.gapVariance() + size * size - noisy * noisy);
      variance += share * share * spread;
    }
    return new CalibrationError(plain, Math.max(0, corrected), StrictMath.sqrt(variance), square);
  }

  /** E|X| of a normal X. */
  static double meanSize(double mean, double variance) {
    if (variance == 0) {
      return Math.abs(mean);
    }
    double deviation = StrictMath.sqrt(variance);
    double ratio = mean / deviation;
    return deviation * StrictMath.sqrt(2 / StrictMath.PI) * StrictMath.exp(-ratio * ratio / 2)
        + mean * (1 - 2 * NormalLaw.cdf(-ratio));
  }
}
