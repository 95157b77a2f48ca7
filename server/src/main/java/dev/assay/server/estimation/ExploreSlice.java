package dev.assay.server.estimation;

import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.MultiRoundDifference;

/**
 * Estimates from the exploration slice alone, whose items all had the same probability in their
 * wave.
 *
 * <p>Wave t says of the population: the labels of the waves before it are known, and its
 * exploration items are a random sample of the |R_t| items that were left. The waves are combined
 * with weights proportional to their planned exploration over |R_t|, fixed before any label, so
 * that the samples can be pooled into one share p: the estimate is K + S p, with K what is known
 * and S the part of the population that p speaks of, and the interval is Clopper and Pearson's for
 * p, which holds for every sample size. That finite pools make the sample better than independent
 * draws is not used.
 */
final class ExploreSlice {
  static final String ESTIMATOR = "explore-slice-proportion";

  private ExploreSlice() {}

  /** The exploration items that are there to estimate from. */
  static int labelCount(Evidence evidence) {
    return (int) evidence.items().stream().filter(SettledItem::isExploration).count();
  }

  /** The share of yes. At least one exploration item. */
  static Reading share(Evidence evidence) {
    int waveCount = evidence.rounds().length;
    double[] yes = new double[waveCount];
    long[] count = new long[waveCount];
    double[] exploreYes = new double[waveCount];
    long[] exploreCount = new long[waveCount];
    for (int i = 0; i < evidence.items().size(); i++) {
      int wave = evidence.round()[i];
      yes[wave] += evidence.z(i);
      count[wave]++;
      if (evidence.items().get(i).isExploration()) {
        exploreYes[wave] += evidence.z(i);
        exploreCount[wave]++;
      }
    }
    double weightSum = 0;
    double knownYes = 0;
    double knownSum = 0;
    double pooledPart = 0;
    double pooledYes = 0;
    long pooledCount = 0;
    for (int t = 0; t < waveCount; t++) {
      MultiRoundDifference.Round round = evidence.rounds()[t];
      if (exploreCount[t] > 0) {
        double weight =
            evidence.explorationShares()[t] * round.plannedCount() / round.remainingCount();
        weightSum += weight;
        knownSum += weight * knownYes;
        pooledPart += weight * round.remainingCount();
        pooledYes += exploreYes[t];
        pooledCount += exploreCount[t];
      }
      if (t + 1 < waveCount && count[t] > 0) {
        long served = round.remainingCount() - evidence.rounds()[t + 1].remainingCount();
        knownYes += yes[t] * served / count[t];
      }
    }
    double known = knownSum / (weightSum * evidence.populationCount());
    double part = pooledPart / (weightSum * evidence.populationCount());
    return reading(known, part, Math.round(pooledYes), pooledCount);
  }

  private static Reading reading(double known, double part, long yes, long count) {
    double share = (double) yes / count;
    return new Reading(
        known + part * share,
        part * Math.sqrt(share * (1 - share) / count),
        ESTIMATOR,
        (int) count,
        level -> {
          Interval interval = ClopperPearson.of(yes, count, level);
          return new Interval(
              known + part * interval.low(),
              known + part * interval.high(),
              level,
              interval.method());
        });
  }
}
