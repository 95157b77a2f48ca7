package dev.assay.bench.metric;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Study;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The comparison of metrics on one data set.
 *
 * @param dataset its name
 * @param units the number of items of each pool
 * @param standardSizes the budgets that are compared unless others are asked for
 * @param source the pools of a split
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record MetricStudy(
    String dataset, int units, int[] standardSizes, IntFunction<List<MetricPool>> source)
    implements Study<MetricPool> {

  @Override
  public int splitLimit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<MetricPool> pools(int split) {
    return source.apply(split);
  }

  @Override
  public List<Method<MetricPool>> methods() {
    return MetricMethods.all();
  }

  @Override
  public Method<MetricPool> randomWithReplacement() {
    return MetricMethods.randomWithReplacement();
  }

  @Override
  public Method<MetricPool> randomWithoutReplacement() {
    return MetricMethods.randomWithoutReplacement();
  }

  @Override
  public Method<MetricPool> recommended() {
    return MetricMethods.recommended();
  }

  @Override
  public MetricPool drifted(MetricPool pool, double rate, long seed) {
    return pool.drifted(rate, seed);
  }
}
