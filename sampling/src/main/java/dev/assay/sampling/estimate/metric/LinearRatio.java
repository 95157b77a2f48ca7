package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.UndefinedMetricException;

/**
 * The ratio of two linear combinations of the totals: sum f/sum g of "Sample efficient model
 * evaluation", eq. 1. Immutable.
 */
public final class LinearRatio implements Metric {
  private final String name;
  private final double[] numerator;
  private final double[] denominator;
  private final double greatest;

  /** A ratio in [0, 1]. */
  public LinearRatio(String name, double[] numerator, double[] denominator) {
    this(name, numerator, denominator, 1);
  }

  private LinearRatio(String name, double[] numerator, double[] denominator, double greatest) {
    if (numerator.length != denominator.length || numerator.length == 0) {
      throw new InvalidInputException(
          "denominator", "has " + denominator.length + " coefficients for " + numerator.length);
    }
    this.name = name;
    this.numerator = numerator.clone();
    this.denominator = denominator.clone();
    this.greatest = greatest;
  }

  /**
   * A metric of the user's own: the items' numerators over their denominators, both at least 0 and
   * the ratio without an upper end. Rows are (numerator, denominator).
   */
  public static LinearRatio perItem(String name) {
    return new LinearRatio(
        name, new double[] {1, 0}, new double[] {0, 1}, Double.POSITIVE_INFINITY);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int width() {
    return numerator.length;
  }

  @Override
  public double value(double[] totals) {
    return dot(numerator, totals) / positiveDenominator(totals);
  }

  @Override
  public void gradient(double[] totals, double[] gradient) {
    double scale = positiveDenominator(totals);
    double value = dot(numerator, totals) / scale;
    for (int k = 0; k < numerator.length; k++) {
      gradient[k] = (numerator[k] - value * denominator[k]) / scale;
    }
  }

  @Override
  public double greatest() {
    return greatest;
  }

  /** What an item of the column adds to numerator - value * denominator. */
  double residual(int column, double value) {
    return numerator[column] - value * denominator[column];
  }

  /** Whether an item of the column counts in the denominator. */
  public boolean counts(int column) {
    return denominator[column] != 0;
  }

  /** Whether the denominator is positive at these totals. */
  boolean isDefined(double[] totals) {
    return dot(denominator, totals) > 0;
  }

  private double positiveDenominator(double[] totals) {
    double sum = dot(denominator, totals);
    if (!(sum > 0)) {
      throw new UndefinedMetricException(name);
    }
    return sum;
  }

  private static double dot(double[] coefficients, double[] totals) {
    double sum = 0;
    for (int k = 0; k < coefficients.length; k++) {
      sum += coefficients[k] * totals[k];
    }
    return sum;
  }
}
