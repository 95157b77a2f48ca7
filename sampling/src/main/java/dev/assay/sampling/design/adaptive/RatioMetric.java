package dev.assay.sampling.design.adaptive;

/**
 * A metric that is a sum over units divided by another, of a binary outcome that a label tells:
 * {@code F = sum f_i(y_i) / sum g_i(y_i)} ("Sample Efficient Model Evaluation", equation 1).
 */
public interface RatioMetric {

  /** The unit's part of the numerator, were its outcome this (0 or 1). */
  double numerator(int unit, int outcome);

  /** The unit's part of the denominator, were its outcome this (0 or 1). */
  double denominator(int unit, int outcome);

  /**
   * The share of units whose outcome is 1, such as the error rate where the outcome is an error.
   */
  static RatioMetric rate() {
    return new RatioMetric() {
      @Override
      public double numerator(int unit, int outcome) {
        return outcome;
      }

      @Override
      public double denominator(int unit, int outcome) {
        return 1;
      }
    };
  }

  /**
   * The F-measure of a binary classifier, where the outcome is the true class: f = [both 1], g =
   * ([predicted] + beta^2 [true]) / (1 + beta^2).
   *
   * @param predicted whether the class predicted for each unit is 1
   * @param beta weight of recall against precision; 1 for F1, 0 for precision
   */
  static RatioMetric fMeasure(boolean[] predicted, double beta) {
    double recallWeight = beta * beta / (1 + beta * beta);
    return new RatioMetric() {
      @Override
      public double numerator(int unit, int outcome) {
        return predicted[unit] ? outcome : 0;
      }

      @Override
      public double denominator(int unit, int outcome) {
        return (predicted[unit] ? 1 - recallWeight : 0) + recallWeight * outcome;
      }
    };
  }

  /**
   * The metric's value that is expected of outcome probabilities: the ratio of expected sums; 0
   * where the expected denominator is 0.
   *
   * @param probabilities of outcome 1 for each unit
   */
  default double expected(double[] probabilities) {
    double above = 0;
    double below = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double p = probabilities[i];
      above += p * numerator(i, 1) + (1 - p) * numerator(i, 0);
      below += p * denominator(i, 1) + (1 - p) * denominator(i, 0);
    }
    return below == 0 ? 0 : above / below;
  }

  /**
   * The optimal sizes, Delta of equation 12: for each unit the root of the expected square of
   * {@code f - F g}.
   *
   * @param probabilities of outcome 1 for each unit
   * @param value F, as expected or estimated so far
   */
  default double[] deviations(double[] probabilities, double value) {
    double[] deviations = new double[probabilities.length];
    for (int i = 0; i < deviations.length; i++) {
      double one = numerator(i, 1) - value * denominator(i, 1);
      double zero = numerator(i, 0) - value * denominator(i, 0);
      double p = probabilities[i];
      deviations[i] = Math.sqrt(p * one * one + (1 - p) * zero * zero);
    }
    return deviations;
  }
}
