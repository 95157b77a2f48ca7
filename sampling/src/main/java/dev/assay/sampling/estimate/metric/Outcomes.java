package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.Require;

/**
 * What each labelled item could have turned out to be: one of several outcomes, with the
 * probability that is believed of each. Immutable.
 */
public final class Outcomes {
  /**
   * The share of an even spread mixed into the beliefs, so that no outcome is thought impossible.
   */
  static final double FLATTENED_SHARE = 0.05;

  private final int[] outcome;
  private final double[][] belief;

  /**
   * @param outcome of each item, in [0, K)
   * @param belief of each item and outcome, in [0, 1], about summing to 1
   */
  public Outcomes(int[] outcome, double[][] belief) {
    Require.sameLength("belief", belief.length, outcome.length);
    this.outcome = outcome.clone();
    this.belief = new double[belief.length][];
    for (int i = 0; i < belief.length; i++) {
      Require.unitInterval("belief[" + i + "]", belief[i]);
      ClassTotals.check(outcome[i], belief[i].length);
      this.belief[i] = belief[i].clone();
    }
  }

  /**
   * Whether each item is of one class.
   *
   * @param belief that it is, in [0, 1]
   */
  public static Outcomes binary(boolean[] positive, double[] belief) {
    int[] outcome = new int[positive.length];
    double[][] both = new double[positive.length][];
    for (int i = 0; i < outcome.length; i++) {
      outcome[i] = positive[i] ? 1 : 0;
      both[i] = new double[] {1 - belief[i], belief[i]};
    }
    return new Outcomes(outcome, both);
  }

  /** The number of items. */
  public int count() {
    return outcome.length;
  }

  /** What the item turned out to be. */
  public int outcome(int item) {
    return outcome[item];
  }

  /** What an item adds to a metric, to first order, with each outcome that it could have. */
  @FunctionalInterface
  public interface Contribution {
    /** Of an item with an outcome. */
    double of(int item, int outcome);
  }

  /** The moments of what the item could add, by beliefs that think nothing impossible. */
  ResidualMoments moments(int item, Contribution contribution) {
    double[] p = belief[item];
    double mean = 0;
    for (int k = 0; k < p.length; k++) {
      mean += flat(p, k) * contribution.of(item, k);
    }
    double up = 0;
    double upSquare = 0;
    double downSquare = 0;
    for (int k = 0; k < p.length; k++) {
      double residual = contribution.of(item, k) - mean;
      up += flat(p, k) * Math.max(residual, 0);
      upSquare += flat(p, k) * (residual > 0 ? residual * residual : 0);
      downSquare += flat(p, k) * (residual < 0 ? residual * residual : 0);
    }
    return new ResidualMoments(mean, up, upSquare, downSquare);
  }

  private static double flat(double[] p, int k) {
    return (1 - FLATTENED_SHARE) * p[k] + FLATTENED_SHARE / p.length;
  }
}
