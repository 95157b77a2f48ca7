package dev.assay.bench.verdict;

import dev.assay.bench.data.CrowdVotes;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Measures methods on crowds whose truth is known. */
public final class CrowdStudy {
  private static final int BINS = 10;
  private static final double LEAST_PROBABILITY = 1e-6;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What is published of a data set.
   *
   * @param set its name
   * @param majority error of the majority, ties shared
   * @param best the least error that anybody reports, majority included
   * @param by who reports it
   * @param before the error of {@code auto} while it chose one model, by commit 0a73c3c
   */
  public record Published(String set, double majority, double best, String by, double before) {
    /** How far above the best figure a method of ours may stay. */
    public static final double ALLOWANCE = 0.005;

    /** Figures have four places. */
    private static final double ROUNDING = 5e-5;

    /**
     * Whether an error is as good as promised, against the best figure and the majority's.
     *
     * @param truths the number of items that it is measured on, of which one may always be wrong
     */
    public boolean isMet(double error, int truths) {
      double allowance = Math.max(ALLOWANCE, 1.0 / truths);
      return error <= best + allowance + ROUNDING && error <= majority + ROUNDING;
    }
  }

  /** What is published of the data sets. */
  public static final List<Published> PUBLISHED =
      List.of(
          new Published("bluebird", 0.2407, 0.1019, "Dawid-Skene", 0.1019),
          new Published("rte", 0.1031, 0.0688, "EBCC", 0.0713),
          new Published("dog", 0.1778, 0.1574, "Dawid-Skene", 0.1586),
          new Published("web", 0.2693, 0.1711, "Dawid-Skene", 0.1560),
          new Published("trec", 0.3486, 0.2945, "iBCC", 0.2941),
          new Published("CF", 0.1178, 0.1067, "BWA", 0.1100),
          new Published("ZenCrowd_all", 0.1699, 0.1377, "EBCC", 0.1221),
          new Published("fact_eval", 0.0981, 0.0981, "majority", 0.0972));

  private CrowdStudy() {}

  /** What is published of one data set. */
  public static Published published(String set) {
    return PUBLISHED.stream().filter(one -> one.set().equals(set)).findFirst().orElseThrow();
  }

  /** Runs one method. */
  public static CrowdResult run(CrowdVotes crowd, VerdictMethod method) {
    long begin = System.nanoTime();
    Verdicts verdicts = method.fit(Evidence.of(crowd.votes()));
    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    int[] known =
        IntStream.range(0, crowd.truth().length)
            .filter(item -> crowd.truth()[item] >= 0)
            .boxed()
            .sorted(Comparator.comparingDouble(verdicts::probability))
            .mapToInt(Integer::intValue)
            .toArray();
    double apart = 0;
    double total = 0;
    double loss = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double gap = 0;
      for (int at = known.length * bin / BINS; at < known.length * (bin + 1) / BINS; at++) {
        int item = known[at];
        int truth = crowd.truth()[item];
        total += verdicts.probability(item);
        gap += verdicts.probability(item) - (verdicts.verdict(item) == truth ? 1 : 0);
        loss -= StrictMath.log(Math.max(LEAST_PROBABILITY, verdicts.posterior(item, truth)));
      }
      apart += Math.abs(gap);
    }
    return new CrowdResult(
        crowd.name(),
        method.name(),
        verdicts.method(),
        crowd.error(verdicts),
        crowd.errorWithTiesShared(verdicts),
        verdicts.tieCount(),
        millis,
        total / known.length,
        apart / known.length,
        loss / known.length);
  }
}
