package dev.assay.sampling.estimate.calibration;

/**
 * One bin of a reliability diagram.
 *
 * @param low the least confidence of its units
 * @param high the greatest
 * @param unitCount the units of the pool in it
 * @param labelCount the labels among them
 * @param meanConfidence over all its units, known exactly
 * @param accuracy estimated: mean confidence plus {@link #gap}, so that it may leave [0, 1]
 * @param gapVariance the estimated variance of accuracy and gap
 */
public record ReliabilityBin(
    double low,
    double high,
    int unitCount,
    int labelCount,
    double meanConfidence,
    double accuracy,
    double gapVariance) {
  /** accuracy - meanConfidence: positive where the model is too modest. */
  public double gap() {
    return accuracy - meanConfidence;
  }
}
