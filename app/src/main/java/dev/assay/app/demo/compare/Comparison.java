package dev.assay.app.demo.compare;

import dev.assay.datasets.Dataset;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The learning curves of strategies on a data set, over several seeds.
 *
 * @param labels bought after each batch
 * @param full accuracy with the labels of the whole pool, for each seed
 * @param curves one for each strategy, random labels first
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record Comparison(String dataset, double[] labels, double[] full, List<Curves> curves) {
  /** A bandit over {@link #TUNED}, as a policy's self_tuning is. */
  static final String SELF_TUNING = "self-tuning";

  /** What it chooses among. */
  static final List<String> TUNED = List.of("margin", "k-center", "uncertainty-herding");

  /** The strategies that are compared, the reference first. */
  public static final List<String> STRATEGIES =
      List.of(
          "random",
          "margin",
          "k-center",
          "typicality",
          "uncertainty-herding",
          "measure-first",
          "two-phase",
          SELF_TUNING);

  /** What strategies leave to chance. */
  static final double EXPLORATION_SHARE = .1;

  /** How much strategies that look at one candidate at a time prefer the more useful. */
  static final double SHARPNESS = 6;

  /** The inverse strength of the learner's penalty. */
  static final double C = 5;

  /** Labels of a batch, where the pool has so many times as many. */
  private static final int BATCH = 20;

  private static final int LEAST_BATCHES_OF_POOL = 40;

  /**
   * The curves of a strategy.
   *
   * @param accuracies held-out, for each seed one after each batch
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over; not compared
  public record Curves(String strategy, double[][] accuracies) {}

  /**
   * Runs all of them.
   *
   * @param strategies names, random labels' first
   * @param seeds how many, from 1 on, at least 2
   * @param batches of each run, at least 1
   * @param progress told of each seed
   */
  public static Comparison of(
      Dataset dataset, List<String> strategies, int seeds, int batches, Consumer<String> progress) {
    double[][] scaled = LearningTask.scaled(dataset);
    List<Curves> curves = new ArrayList<>();
    strategies.forEach(name -> curves.add(new Curves(name, new double[seeds][])));
    double[] full = new double[seeds];
    int batch = 0;
    for (int seed = 0; seed < seeds; seed++) {
      progress.accept(dataset.name() + ", seed " + (seed + 1) + " of " + seeds);
      LearningTask task = LearningTask.of(dataset, scaled, seed + 1L);
      batch = batch(task.pool().length, batches);
      full[seed] = task.accuracy(task.learner(task.pool(), C, null));
      for (Curves each : curves) {
        each.accuracies()[seed] =
            new LearningCurve(task, C, batch * batches)
                .of(choice(each.strategy(), seed + 1L), batches, seed + 1L);
      }
    }
    double[] labels = new double[batches];
    for (int t = 0; t < batches; t++) {
      labels[t] = (t + 1.0) * batch;
    }
    return new Comparison(dataset.name(), labels, full, curves);
  }

  private static int batch(int poolSize, int batches) {
    int most = Math.min(BATCH, Math.max(1, poolSize / LEAST_BATCHES_OF_POOL));
    return Math.min(most, Math.max(1, poolSize / (batches + 1)));
  }

  private static BatchChoice choice(String strategy, long seed) {
    return strategy.equals(SELF_TUNING)
        ? new TunedChoice(TUNED.stream().map(Comparison::recipe).toList(), seed)
        : BatchChoice.always(recipe(strategy));
  }

  private static Recipe recipe(String strategy) {
    boolean isRandom = strategy.equals(STRATEGIES.get(0));
    return new Recipe(
        Strategies.named(strategy), isRandom ? 1 : EXPLORATION_SHARE, isRandom ? 0 : SHARPNESS);
  }
}
