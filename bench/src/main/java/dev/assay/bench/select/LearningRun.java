package dev.assay.bench.select;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.sampling.acquire.phase.TwoPhase;
import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.IntervalEstimate;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;

/**
 * Labels bought in rounds, which train a learner and judge a model that was trained before on other
 * labels: its error on the pool, by differences from what was believed, rounds weighted by the
 * inverse of the variance that was planned for them.
 */
final class LearningRun {
  private static final double LEVEL = .9;

  private final LearningSet set;
  private final double[][] judged;
  private final int[] pool;
  private final int[] test;
  private final long seed;
  private final int[] labelled;
  private int labels;
  private double accuracies;

  /**
   * What came of a run.
   *
   * @param curve the learner's mean accuracy over the rounds
   * @param error of the judged model on the pool, the truth
   * @param estimate of it
   * @param holds whether the interval holds it
   */
  record Outcome(double curve, double error, double estimate, boolean holds) {}

  LearningRun(LearningSet set, long seed) {
    this.set = set;
    this.seed = seed;
    Examples all = set.examples();
    int[] items = new int[all.size()];
    Arrays.setAll(items, i -> i);
    new SeededStream(seed).shuffle(items);
    int[] frozen = Arrays.copyOf(items, LearningSet.FROZEN);
    this.judged = all.of(frozen).logistic(set.c()).probabilities(all.features());
    int end = LearningSet.FROZEN + set.poolSize();
    this.pool = Arrays.copyOfRange(items, LearningSet.FROZEN, end);
    this.test = Arrays.copyOfRange(items, end, items.length);
    this.labelled = new int[LearningSet.ROUNDS * set.batch()];
  }

  /** Buys labels by a strategy. */
  Outcome run(Strategy strategy, double explorationShare, double sharpness) {
    int rounds = LearningSet.ROUNDS;
    Round[] drawn = new Round[rounds];
    double[] roundWeights = new double[rounds];
    int[] round = new int[labelled.length];
    double[] z = new double[labelled.length];
    double[] g = new double[labelled.length];
    double[] pi = new double[labelled.length];
    int[] open = pool;
    double totalWeight = 0;
    for (int t = 0; t < rounds; t++) {
      Candidates candidates = new ExampleCandidates(set.examples(), open, bought(), judged);
      long roundSeed = new SeededStream(seed, t).nextLong();
      WaveDraw draw =
          WaveDesign.draw(
              new Recipe(strategy, explorationShare, sharpness),
              candidates,
              set.batch(),
              roundSeed);
      double[] believed = TwoPhase.errorBeliefs(candidates, roundSeed);
      double total = 0;
      double planned = 0;
      for (int i = 0; i < open.length; i++) {
        total += believed[i];
        planned += believed[i] * (1 - believed[i]) * (1 / draw.inclusionProbabilities()[i] - 1);
      }
      drawn[t] = new Round(open.length, total, set.batch());
      roundWeights[t] = 1 / planned;
      totalWeight += roundWeights[t];
      boolean[] isTaken = new boolean[open.length];
      for (int unit : draw.units()) {
        isTaken[unit] = true;
        round[labels] = t;
        z[labels] = isWrong(open[unit]) ? 1 : 0;
        g[labels] = believed[unit];
        pi[labels] = draw.inclusionProbabilities()[unit];
        labelled[labels++] = open[unit];
      }
      open = without(open, isTaken);
      accuracies += accuracy();
    }
    for (int t = 0; t < rounds; t++) {
      roundWeights[t] /= totalWeight;
    }
    DifferenceEstimate estimate =
        MultiRoundDifference.estimate(
            pool.length, drawn, roundWeights, SampleSize.FIXED, round, z, g, pi);
    double error = Arrays.stream(pool).filter(this::isWrong).count() / (double) pool.length;
    boolean holds = IntervalEstimate.of(estimate, LEVEL).interval().contains(error);
    return new Outcome(accuracies / rounds, error, estimate.mean(), holds);
  }

  private int[] bought() {
    return Arrays.copyOf(labelled, labels);
  }

  private static int[] without(int[] open, boolean[] isTaken) {
    int[] rest = new int[open.length];
    int count = 0;
    for (int i = 0; i < open.length; i++) {
      if (!isTaken[i]) {
        rest[count++] = open[i];
      }
    }
    return Arrays.copyOf(rest, count);
  }

  private boolean isWrong(int item) {
    return greatest(judged[item]) != set.examples().labels()[item];
  }

  private double accuracy() {
    Examples held = set.examples().of(test);
    double[][] p = set.examples().of(bought()).logistic(set.c()).probabilities(held.features());
    int right = 0;
    for (int i = 0; i < p.length; i++) {
      right += greatest(p[i]) == held.labels()[i] ? 1 : 0;
    }
    return (double) right / p.length;
  }

  private static int greatest(double[] p) {
    int greatest = 0;
    for (int k = 1; k < p.length; k++) {
      greatest = p[k] > p[greatest] ? k : greatest;
    }
    return greatest;
  }
}
