package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Study;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The comparison on one data set.
 *
 * @param dataset its name
 * @param splitLimit the most splits that differ
 * @param units the number of items of each pool
 * @param standardSizes the budgets of the published tables
 * @param source the pools of a split
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record ErrorStudy(
    String dataset,
    int splitLimit,
    int units,
    int[] standardSizes,
    IntFunction<List<ErrorPool>> source)
    implements Study<ErrorPool> {

  @Override
  public List<ErrorPool> pools(int split) {
    return source.apply(split);
  }

  @Override
  public List<Method<ErrorPool>> methods() {
    return ErrorMethods.all();
  }

  @Override
  public Method<ErrorPool> randomWithReplacement() {
    return Baselines.withReplacement();
  }

  @Override
  public Method<ErrorPool> randomWithoutReplacement() {
    return Baselines.withoutReplacement();
  }

  @Override
  public Method<ErrorPool> recommended() {
    return FixedProbabilityMethods.recommended();
  }

  @Override
  public ErrorPool drifted(ErrorPool pool, double rate, long seed) {
    return pool.drifted(rate, seed);
  }
}
