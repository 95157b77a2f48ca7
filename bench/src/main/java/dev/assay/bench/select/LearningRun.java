package dev.assay.bench.select;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.sampling.acquire.phase.TwoPhase;
import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.IntervalEstimate;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labels bought in rounds, which train a learner and judge a model that was trained before on other
 * labels: its error on the pool, by differences from what was believed, as a server would say.
 */
final class LearningRun {
  private static final double LEVEL = .9;

  private final LearningSet set;
  private final LearningSplit split;
  private final long seed;
  private final int[] labelled;
  private final Round[] rounds;
  private final int[] round;
  private final double[] z;
  private final double[] g;
  private final double[] pi;
  private int[] open;
  private int labels;
  private double accuracies;
  private @Nullable LogisticRegression learner;

  /**
   * What came of a run.
   *
   * @param curve the learner's mean accuracy over the rounds
   * @param error of the judged model on the pool, the truth
   * @param estimate of it
   * @param variance of the estimate, as it says itself
   * @param holds whether the interval holds it
   */
  record Outcome(double curve, double error, double estimate, double variance, boolean holds) {}

  LearningRun(LearningSet set, LearningSplit split, long seed) {
    this.set = set;
    this.split = split;
    this.seed = seed;
    this.labelled = new int[set.rounds() * set.batch()];
    this.rounds = new Round[set.rounds()];
    this.round = new int[labelled.length];
    this.z = new double[labelled.length];
    this.g = new double[labelled.length];
    this.pi = new double[labelled.length];
    this.open = split.pool();
  }

  /** Buys labels by a recipe. To be run once. */
  Outcome run(Recipe recipe) {
    for (int t = 0; t < rounds.length; t++) {
      int[] bought = Arrays.copyOf(labelled, labels);
      Candidates candidates = new ExampleCandidates(split.examples(), open, bought, split.judged());
      long roundSeed = new SeededStream(seed, t).nextLong();
      Remembering strategy = new Remembering(recipe.strategy());
      Recipe remembered = new Recipe(strategy, recipe.explorationShare(), recipe.sharpness());
      buy(t, WaveDesign.draw(remembered, candidates, set.batch(), roundSeed), strategy.beliefs);
      learner = split.learner(Arrays.copyOf(labelled, labels), set.c(), learner);
      accuracies += split.accuracy(learner);
    }
    DifferenceEstimate estimate = estimate();
    double error = split.error();
    return new Outcome(
        accuracies / rounds.length,
        error,
        estimate.mean(),
        estimate.variance(),
        IntervalEstimate.of(estimate, LEVEL).interval().contains(error));
  }

  /**
   * A strategy, and what is believed of the model's errors when it selects. One that looks at
   * scores and at no answers gets those of the learner, as after each round they would be put; its
   * first wave is random.
   */
  private final class Remembering implements Strategy {
    private final Strategy strategy;
    private double[] beliefs = {};

    Remembering(Strategy strategy) {
      this.strategy = strategy;
    }

    @Override
    public Selection select(Candidates candidates, int drawCount, long seed) {
      if (strategy instanceof TwoPhase twoPhase) {
        TwoPhase.Believing both = twoPhase.selectBelieving(candidates, drawCount, seed);
        beliefs = both.errors();
        return both.selection();
      }
      beliefs = TwoPhase.errorBeliefs(candidates, seed);
      if (!strategy.needs().contains(Need.SCORES)) {
        return strategy.select(candidates, drawCount, seed);
      }
      LogisticRegression current = learner;
      return current == null
          ? new RandomStrategy().select(candidates, drawCount, seed)
          : strategy.select(scoredBy(current), drawCount, seed);
    }

    @Override
    public String name() {
      return strategy.name();
    }

    @Override
    public Profile profile() {
      return strategy.profile();
    }

    @Override
    public Set<Need> needs() {
      return strategy.needs();
    }
  }

  private Candidates scoredBy(LogisticRegression model) {
    double[][] scores = new double[split.examples().size()][];
    for (int item : open) {
      scores[item] = new double[split.examples().classCount()];
      model.probabilities(split.examples().features()[item], scores[item]);
    }
    return new ExampleCandidates(split.examples(), open, Arrays.copyOf(labelled, labels), scores);
  }

  private void buy(int t, WaveDraw draw, double[] believed) {
    rounds[t] = Round.planned(believed, draw.inclusionProbabilities(), set.batch());
    boolean[] isTaken = new boolean[open.length];
    for (int unit : draw.units()) {
      isTaken[unit] = true;
      round[labels] = t;
      z[labels] = split.isWrong(open[unit]) ? 1 : 0;
      g[labels] = believed[unit];
      pi[labels] = draw.inclusionProbabilities()[unit];
      labelled[labels++] = open[unit];
    }
    open = without(open, isTaken);
  }

  private DifferenceEstimate estimate() {
    return MultiRoundDifference.estimate(split.pool().length, rounds, round, z, g, pi);
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
}
