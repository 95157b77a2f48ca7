package dev.assay.sampling.stop;

/**
 * What later labels said of one model version.
 *
 * @param labelCount labels that there were when it was published, at least 1
 * @param error its error rate on what was left then, as estimated; it may lie a little outside [0,
 *     1]
 * @param deviation the standard error of that, positive
 */
public record JudgedVersion(double labelCount, double error, double deviation) {
  public JudgedVersion {
    if (!(labelCount >= 1) || !Double.isFinite(labelCount)) {
      throw new IllegalArgumentException("a version of " + labelCount + " labels; give at least 1");
    }
    if (!Double.isFinite(error)) {
      throw new IllegalArgumentException("the error is " + error + "; give a finite one");
    }
    if (!(deviation > 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "the standard error is " + deviation + "; give a positive one");
    }
  }
}
