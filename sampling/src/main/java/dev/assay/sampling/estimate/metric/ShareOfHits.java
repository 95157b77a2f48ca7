package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.SignedGamma;
import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.sampling.estimate.numeric.MonotoneRoot;

/**
 * Interval for a share H/(H + M) of two totals that no item adds to both of: hits and misses.
 * Recall is one (true positives, false negatives), and so are precision, specificity, accuracy and
 * F-beta.
 *
 * <p>Both totals are weighted sums of rare events and get gamma mid-p bounds as those of {@link
 * SignedGamma}. A share r is in the interval where 0 is between MOVER's bounds for (1 - r) H - r M,
 * which is 0 at the true share: Donner and Zou (2012), "Closed-form confidence intervals for
 * functions of the normal mean and standard deviation", Statistical Methods in Medical Research 21.
 * No variance of the ratio is asked for, which would be 0 where no miss was seen.
 *
 * <p>An event that was not seen is taken to weigh what labels weigh where it could have been: of
 * the items predicted positive those are true and false positives, of the others false and true
 * negatives.
 */
public final class ShareOfHits {
  /** The name that its intervals carry. */
  public static final String NAME = "gamma-ratio";

  private ShareOfHits() {}

  /**
   * The interval.
   *
   * @param metric a ratio over the totals of {@link Confusion} in which each counts in numerator
   *     and denominator alike, or in the denominator alone, or in neither
   * @param sample with the rows of {@link Confusion}
   * @throws dev.assay.sampling.estimate.UndefinedMetricException where nothing that counts was seen
   */
  public static Interval of(LinearRatio metric, MetricSample sample, double level) {
    Require.level(level);
    Require.sameLength("rows", sample.width(), Confusion.WIDTH);
    double[] hit = new double[Confusion.WIDTH];
    double[] miss = new double[Confusion.WIDTH];
    for (int cell = 0; cell < Confusion.WIDTH; cell++) {
      hit[cell] = metric.residual(cell, 0);
      miss[cell] = -metric.residual(cell, 1);
      if (hit[cell] != 0 && miss[cell] != 0) {
        throw new InvalidInputException(
            "metric", "'" + metric.name() + "' is no share of hits among hits and misses");
      }
    }
    return between(
        Bounds.of(hit, sample, (1 - level) / 2),
        Bounds.of(miss, sample, (1 - level) / 2),
        metric.name(),
        level);
  }

  private static Interval between(Bounds hits, Bounds misses, String metric, double level) {
    double total = hits.total() + misses.total();
    if (!(total > 0)) {
      throw new UndefinedMetricException(metric);
    }
    double share = hits.total() / total;
    double low =
        MonotoneRoot.solve(
            r ->
                StrictMath.hypot((1 - r) * hits.below(), r * misses.above())
                    - ((1 - r) * hits.total() - r * misses.total()),
            0,
            0,
            share);
    double high =
        MonotoneRoot.solve(
            r ->
                r * misses.total()
                    - (1 - r) * hits.total()
                    - StrictMath.hypot((1 - r) * hits.above(), r * misses.below()),
            0,
            share,
            1);
    return new Interval(low, high, level, NAME);
  }

  /** An estimated total, and how far below and above it the true one may be. */
  private record Bounds(double total, double below, double above) {

    /**
     * Of the total.
     *
     * @param size how much an item of each cell adds to it
     */
    static Bounds of(double[] size, MetricSample sample, double tail) {
      DesignWeights weights = sample.weights();
      double ofPredicted = Math.max(size[Confusion.TRUE_POSITIVE], size[Confusion.FALSE_POSITIVE]);
      double ofOthers = Math.max(size[Confusion.FALSE_NEGATIVE], size[Confusion.TRUE_NEGATIVE]);
      double total = 0;
      double sum = 0;
      double variance = 0;
      double squares = 0;
      double mass = 0;
      double typical = 0;
      for (int i = 0; i < sample.count(); i++) {
        double own = 0;
        for (int cell = 0; cell < Confusion.WIDTH; cell++) {
          own += size[cell] * sample.row(i, cell);
        }
        boolean isPredicted =
            sample.row(i, Confusion.TRUE_POSITIVE) + sample.row(i, Confusion.FALSE_POSITIVE) > 0;
        double possible = isPredicted ? ofPredicted : ofOthers;
        double jump = weights.jump(i);
        double units = possible > 0 ? weights.unseen(i) : 0;
        total += weights.total(i) * own;
        sum += jump * own;
        variance += weights.varianceTerm(i, own * own, own * own);
        squares += units * possible * possible * jump * jump;
        mass += units;
        typical = Math.max(typical, Math.max(ofPredicted, ofOthers) * jump);
      }
      SignedGamma.Side side =
          new SignedGamma.Side(sum, variance, mass > 0 ? squares / mass : typical * typical);
      return new Bounds(total, side.below(tail), side.above(tail));
    }
  }
}
