package dev.assay.bench.trial;

import dev.assay.bench.trial.CellSummary.Coverage;
import dev.assay.bench.trial.CellSummary.Ratio;
import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes summaries of tallies. */
final class Summaries<P extends Pool> {
  private static final int RESAMPLES = 1000;

  private final Study<P> study;
  private final long seed;

  Summaries(Study<P> study, long seed) {
    this.study = study;
    this.seed = seed;
  }

  /** One summary a cell; a cell's tallies are in the order of the splits. */
  List<CellSummary> of(Map<CellKey, List<Tally>> cells) {
    List<CellSummary> summaries = new ArrayList<>();
    cells.forEach(
        (key, tallies) -> {
          String none = CellSummary.NO_SCORE;
          List<Tally> with = cells.get(at(key, none, study.randomWithReplacement()));
          List<Tally> without = cells.get(at(key, none, study.randomWithoutReplacement()));
          List<Tally> best = cells.get(at(key, recommendedScore(key, cells), study.recommended()));
          summaries.add(
              new CellSummary(
                  key,
                  tallies.size(),
                  tallies.get(0).draws(),
                  mean(tallies),
                  tallies.stream().allMatch(Tally::isExact),
                  ratio(with, tallies),
                  ratio(without, tallies),
                  ratio(best, tallies),
                  average(tallies, Tally::bias),
                  biasZ(tallies),
                  coverages(tallies)));
        });
    return summaries;
  }

  /** The method's own score; of a method without any, the first that the recommended one had. */
  private String recommendedScore(CellKey key, Map<CellKey, List<Tally>> cells) {
    if (!key.score().equals(CellSummary.NO_SCORE)) {
      return key.score();
    }
    return cells.keySet().stream()
        .filter(other -> other.equals(at(key, other.score(), study.recommended())))
        .map(CellKey::score)
        .findFirst()
        .orElse(key.score());
  }

  private CellKey at(CellKey key, String score, Method<P> method) {
    return new CellKey(key.metric(), score, key.size(), method.design(), method.estimator());
  }

  private Ratio ratio(@Nullable List<Tally> of, List<Tally> to) {
    if (of == null) {
      return new Ratio(Double.NaN, Double.NaN);
    }
    double value = mean(of) / mean(to);
    if (to.size() == 1) {
      double relative = Math.hypot(of.get(0).relativeError(), to.get(0).relativeError());
      return new Ratio(value, of == to ? 0 : value * relative);
    }
    SeededStream random = new SeededStream(seed);
    double sum = 0;
    double squares = 0;
    int finite = 0;
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double above = 0;
      double below = 0;
      for (int k = 0; k < to.size(); k++) {
        int split = random.nextBelow(to.size());
        above += of.get(split).meanSquaredError();
        below += to.get(split).meanSquaredError();
      }
      // Of very few splits a resample may hold none with an error.
      if (below > 0) {
        finite++;
        sum += above / below;
        squares += above / below * (above / below);
      }
    }
    double mean = sum / finite;
    return new Ratio(value, Math.sqrt(Math.max(0, squares / finite - mean * mean)));
  }

  private static double mean(List<Tally> tallies) {
    return average(tallies, Tally::meanSquaredError);
  }

  private static double average(List<Tally> tallies, ToDoubleFunction<Tally> of) {
    return tallies.stream().mapToDouble(of).average().orElseThrow();
  }

  private static double biasZ(List<Tally> tallies) {
    double bias = tallies.stream().mapToDouble(Tally::bias).sum();
    double variance = tallies.stream().mapToDouble(Tally::biasVariance).sum();
    return variance > 0 ? bias / Math.sqrt(variance) : 0;
  }

  private static List<Coverage> coverages(List<Tally> tallies) {
    List<Coverage> coverages = new ArrayList<>();
    Tally first = tallies.get(0);
    for (int k = 0; k < first.claimCount(); k++) {
      int index = k;
      double[] shares = tallies.stream().mapToDouble(tally -> tally.coverage(index)).toArray();
      double mean = 0;
      for (double share : shares) {
        mean += share / shares.length;
      }
      double squares = 0;
      for (double share : shares) {
        squares += (share - mean) * (share - mean);
      }
      double error =
          shares.length > 1
              ? Math.sqrt(squares / (shares.length - 1) / shares.length)
              : Math.sqrt(mean * (1 - mean) / first.draws());
      coverages.add(
          new Coverage(
              first.method(k),
              mean,
              error,
              average(tallies, tally -> tally.low(index)),
              average(tallies, tally -> tally.high(index))));
    }
    return coverages;
  }
}
