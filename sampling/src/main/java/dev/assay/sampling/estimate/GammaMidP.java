package dev.assay.sampling.estimate;

/**
 * The residual gamma mid-p interval: what stays calibrated when errors are few and weights unequal.
 *
 * <p>Wald and beta intervals take the spread of the errors seen for the spread of the errors there
 * are, and fail when none of weight was seen. This one adds a phantom error of typical weight w to
 * the sum before it looks upwards, and none before it looks downwards, and averages the two
 * (mid-p). What is certain given the past (units of probability 1, and labels of earlier rounds) is
 * taken out first and put back as a constant.
 */
/*
 * Implementation note.
 *
 * Single round, s the labels, N the pool, z = 1 an error, g its probability believed beforehand:
 *
 *   y_c = sum_{s, pi=1} z/N          y = max(T - y_c, 0)
 *   v   = sum_s (1-pi)/pi^2 z(1-g)/N^2
 *   p_i = (1-lambda) g_i + lambda mean(g),  c_i = (1-pi_i) p_i (1-g_i)
 *   w^2 = sum_U c_i/pi_i^2 / (N^2 sum_U c_i)
 *
 * v expects the beliefs to hold: where they are too high it is below the variance of the residuals z -
 * g, by sum g (g - e) in place of e in expectation. So v is taken no smaller than the design's own
 * estimate of the residuals' variance, once an uncertain error has been seen at all. With many errors
 * the interval is then never narrower than the normal one would be; with few, v is the greater anyway.
 *
 * and GammaBounds(y, v, w^2) + y_c, clipped to [sum_s z/N, 1 - sum_s (1-z)/N], which are certain.
 *
 * Several rounds. T = sum c_t A_t estimates theta, and A_t = base_t + y_t, where base_t is known
 * given the past: the labels bought before, and the units that round t takes for certain. So theta =
 * K + E(y) with K = sum c_t base_t and y = T - K, and everything above holds with the weights of
 * DesignWeights: 1[pi=1] becomes the certain part of W_i, (1-pi)/pi^2 its variance term, 1/pi the
 * random part ("jump") of W_i. For one round these are the same numbers.
 *
 * w^2 is the mean square jump of one more error, weighted by where in the pool an error is to be
 * expected. Both its sums run over the pool; here they are estimated from the labels, each weighted
 * by c_r/pi, so that no column of the pool's length is needed. Sums over the sample without these
 * weights would ask where a *sampled* error is expected: that w is too small by a third, and the
 * upper bound fails under drift, when errors sit where the probabilities are low.
 *
 * lambda mixes a flat error rate into g: with lambda = 0 a second opinion that is confidently wrong
 * after a drift leaves w too small (coverage .71 of nominal .90 was measured); 0.1 held in every
 * case tried. The construction has no finite-sample proof; its coverage is simulated.
 */
public final class GammaMidP {
  /** The name that its intervals carry. */
  public static final String NAME = "gamma-mid-p";

  /** The share of a flat error rate mixed into the beliefs g. */
  public static final double DEFAULT_LAMBDA = 0.1;

  private GammaMidP() {}

  /** {@link #of(DifferenceEstimate, double, double)} with the default lambda. */
  public static Interval of(DifferenceEstimate estimate, double level) {
    return of(estimate, level, DEFAULT_LAMBDA);
  }

  /**
   * Interval for the mean of an error indicator z.
   *
   * <p>No error seen: the low end is 0. Every unit labelled: the interval is the point. Only units
   * of probability 1 labelled: w falls back on the rounds' mean weight. It takes the errors for the
   * rare side: for a share anywhere in [0, 1] use {@link ResidualMidP}.
   *
   * @param lambda in [0, 1]
   */
  public static Interval of(DifferenceEstimate estimate, double level, double lambda) {
    Require.level(level);
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new InvalidInputException("lambda", "is " + lambda + "; give a share in [0, 1]");
    }
    DesignWeights weights = estimate.designWeights();
    double count = estimate.populationCount();
    double known = 0;
    double variance = 0;
    double found = 0;
    double cleared = 0;
    for (int i = 0; i < weights.count(); i++) {
      double z = estimate.z(i);
      found += z;
      cleared += 1 - z;
      known += weights.certain(i) * z;
      variance += weights.varianceTerm(i, z * (1 - estimate.g(i)), z);
    }
    known /= count;
    GammaBounds bounds =
        new GammaBounds(
            Math.max(estimate.mean() - known, 0),
            greaterVariance(
                estimate, Require.noOverflow("the variance", variance / (count * count))),
            jumpSquare(estimate, lambda));
    double tail = (1 - level) / 2;
    double floor = found / count;
    double ceiling = Math.max(floor, 1 - cleared / count);
    double low = Math.min(Math.max(known + bounds.lower(tail), floor), ceiling);
    double high = Math.min(Math.max(known + bounds.upper(tail), low), ceiling);
    return new Interval(low, high, level, NAME);
  }

  /** Of the two estimates of the variance; none where no uncertain error was seen. */
  private static double greaterVariance(DifferenceEstimate estimate, double ofErrors) {
    return ofErrors > 0 ? Math.max(ofErrors, estimate.variance()) : 0;
  }

  private static double jumpSquare(DifferenceEstimate estimate, double lambda) {
    DesignWeights weights = estimate.designWeights();
    // Without any belief (g = 0 throughout) errors are as likely everywhere.
    double flat = estimate.controlMean() > 0 ? estimate.controlMean() : 1;
    double squares = 0;
    double mass = 0;
    for (int i = 0; i < weights.count(); i++) {
      double g = estimate.g(i);
      double belief = (1 - lambda) * g + lambda * flat;
      double anticipated = weights.unseen(i) * belief * (1 - g);
      double jump = weights.jump(i) / estimate.populationCount();
      squares += anticipated * jump * jump;
      mass += anticipated;
    }
    return mass > 0 ? squares / mass : estimate.typicalJump() * estimate.typicalJump();
  }
}
