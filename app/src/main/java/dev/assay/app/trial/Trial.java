package dev.assay.app.trial;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.sampling.acquire.phase.TwoPhase;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.server.acquisition.PolicyStrategy;
import dev.assay.v1.Policy;
import dev.assay.v1.WaveInputs;
import java.util.Arrays;

/**
 * One run: a part of the past is bought again, wave by wave, by the code that a server draws its
 * waves with; the rest tests the learner. The same seed parts the past alike for every policy.
 */
final class Trial {
  /** The share of the past that tests. */
  static final double TEST_SHARE = .3;

  /** What a learner must reach of the accuracy that all of the simulated pool's labels give. */
  static final double TARGET_SHARE = .95;

  private final Past past;
  private final TrialLearner learner;
  private final int waveSize;
  private final int waves;
  private final long seed;
  private final int[] pool;
  private final int[] test;

  /**
   * What came of a run.
   *
   * @param accuracies of the learner after each wave
   * @param needed labels at which it reached the target, between waves in proportion; all that were
   *     bought where it did not
   * @param reached whether it did
   * @param error of the estimate of the model's error rate on the simulated pool; 0 without scores
   * @param simpleVariance of the estimate from as many labels drawn at random; 0 without scores
   * @param atRandom whether a wave was drawn at random, as where something needed is not known
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Outcome(
      double[] accuracies,
      double needed,
      boolean reached,
      double error,
      double simpleVariance,
      boolean atRandom) {
    double curve() {
      return Arrays.stream(accuracies).average().orElseThrow();
    }
  }

  Trial(Past past, TrialLearner learner, int waveSize, int waves, long seed) {
    this.past = past;
    this.learner = learner;
    this.waveSize = waveSize;
    this.waves = waves;
    this.seed = seed;
    int[] items = new int[past.items().size()];
    Arrays.setAll(items, i -> i);
    new SeededStream(seed).shuffle(items);
    int poolSize = poolSize(past);
    this.pool = Arrays.copyOf(items, poolSize);
    this.test = Arrays.copyOfRange(items, poolSize, items.length);
    // What weighs nothing has no part in the test; with nothing else there is none.
    if (Arrays.stream(test).allMatch(item -> past.items().get(item).weight() == 0)) {
      throw new IllegalArgumentException("no labelled item can stand for the pool yet");
    }
  }

  /** How many items of the past are bought from. */
  static int poolSize(Past past) {
    return (int) Math.round(past.items().size() * (1 - TEST_SHARE));
  }

  /** The accuracy that all labels of the simulated pool give. */
  double full() {
    return learner.accuracy(pool, test);
  }

  Outcome run(Policy policy, double full) {
    WaveInputs inputs =
        WaveInputs.newBuilder()
            .setPolicy(policy)
            .setExplorationShare(policy.getExplorationShare())
            .build();
    double[] accuracies = new double[waves];
    Buying buying = new Buying(waves, waveSize);
    int[] open = pool;
    boolean atRandom = false;
    for (int wave = 0; wave < waves; wave++) {
      long waveSeed = new SeededStream(seed, wave).nextLong();
      PastCandidates candidates = new PastCandidates(past, open, buying.labelled());
      Recipe recipe = PolicyStrategy.recipe(inputs, candidates);
      atRandom |= recipe.strategy() instanceof RandomStrategy;
      WaveDraw draw = WaveDesign.draw(recipe, candidates, waveSize, waveSeed);
      double[] beliefs =
          past.isScored()
              ? TwoPhase.errorBeliefs(candidates, WaveDesign.strategySeed(waveSeed))
              : new double[open.length];
      buying.add(open, draw, beliefs);
      open = without(open, draw.units());
      accuracies[wave] = learner.accuracy(buying.labelled(), test);
    }
    double needed = needed(accuracies, full * TARGET_SHARE);
    return new Outcome(
        accuracies,
        Math.min(needed, waves * waveSize),
        needed <= waves * waveSize,
        past.isScored() ? buying.estimate() - trueError() : 0,
        past.isScored() ? simpleVariance() : 0,
        atRandom);
  }

  private double needed(double[] accuracies, double target) {
    double before = 0;
    for (int wave = 0; wave < accuracies.length; wave++) {
      if (accuracies[wave] >= target) {
        double part = (target - before) / (accuracies[wave] - before);
        return (wave + (wave == 0 ? 1 : Math.min(1, part))) * waveSize;
      }
      before = accuracies[wave];
    }
    return Double.POSITIVE_INFINITY;
  }

  private static int[] without(int[] open, int[] units) {
    boolean[] taken = new boolean[open.length];
    for (int unit : units) {
      taken[unit] = true;
    }
    int[] rest = new int[open.length - units.length];
    int count = 0;
    for (int i = 0; i < open.length; i++) {
      if (!taken[i]) {
        rest[count++] = open[i];
      }
    }
    return rest;
  }

  private double trueError() {
    return Arrays.stream(pool).filter(this::isWrong).count() / (double) pool.length;
  }

  /** Of the share of errors by simple random sampling without replacement, as many labels. */
  private double simpleVariance() {
    double share = trueError();
    double size = pool.length;
    double labels = (double) waves * waveSize;
    return share * (1 - share) * size / (size - 1) / labels * (1 - labels / size);
  }

  private boolean isWrong(int item) {
    float[] scores = past.items().get(item).scores();
    int said = 0;
    for (int k = 1; k < scores.length; k++) {
      said = scores[k] > scores[said] ? k : said;
    }
    return said != past.items().get(item).label();
  }

  /** The labels of a run, with what the estimate of the model's errors needs of each. */
  private final class Buying {
    private final Round[] rounds;
    private final int[] items;
    private final int[] round;
    private final double[] wrong;
    private final double[] believed;
    private final double[] probabilities;
    private int count;
    private int wave;

    Buying(int waves, int waveSize) {
      rounds = new Round[waves];
      items = new int[waves * waveSize];
      round = new int[items.length];
      wrong = new double[items.length];
      believed = new double[items.length];
      probabilities = new double[items.length];
    }

    void add(int[] open, WaveDraw draw, double[] beliefs) {
      rounds[wave] = Round.planned(beliefs, draw.inclusionProbabilities(), draw.units().length);
      for (int unit : draw.units()) {
        round[count] = wave;
        wrong[count] = past.isScored() && isWrong(open[unit]) ? 1 : 0;
        believed[count] = beliefs[unit];
        probabilities[count] = draw.inclusionProbabilities()[unit];
        items[count++] = open[unit];
      }
      wave++;
    }

    int[] labelled() {
      return Arrays.copyOf(items, count);
    }

    /** By weights of rounds that were planned before their labels were seen. */
    double estimate() {
      return MultiRoundDifference.estimate(
              pool.length, rounds, round, wrong, believed, probabilities)
          .mean();
    }
  }
}
