package dev.assay.bench.trial;

import java.util.List;

/**
 * A comparison: pools, one set for each split of a data set, and methods.
 *
 * @param <P> the kind of pool
 */
public interface Study<P extends Pool> {
  /** The data set's name. */
  String dataset();

  /** The most splits that differ: 1 where the data set's predictions are given. */
  int splitLimit();

  /** The number of items of each pool. */
  int units();

  /** The budgets that are compared unless others are asked for. */
  int[] standardSizes();

  /**
   * The pools of a split: the same items with other scores or other metrics.
   *
   * @param split 0-based; equal numbers make equal pools
   */
  List<P> pools(int split);

  /** Every method there is, baselines and default among them. */
  List<Method<P>> methods();

  /** Draws with replacement, all items equally likely: the papers' baseline. */
  Method<P> randomWithReplacement();

  /** Draws without replacement, all items equally likely: the honest baseline. */
  Method<P> randomWithoutReplacement();

  /** The recommended method, which the others are compared with too. */
  Method<P> recommended();

  /**
   * The same pool after labels have drifted and no score noticed.
   *
   * @param rate the probability with which each item becomes an error
   * @param seed of who
   */
  P drifted(P pool, double rate, long seed);
}
