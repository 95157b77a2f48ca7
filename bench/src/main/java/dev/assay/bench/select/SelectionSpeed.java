package dev.assay.bench.select;

import dev.assay.bench.verdict.SpeedGoal;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.TreeOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures how long strategies take to select, beside what was promised for two cores and what
 * peers took on two cores of a shared machine.
 */
public final class SelectionSpeed {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String TREE = "tree";

  /** What is selected from what. */
  private record Task(
      String strategy,
      int drawn,
      int candidates,
      int dimension,
      int labelled,
      int classes,
      double promisedSeconds,
      String peer) {

    Task times(double scale) {
      return new Task(
          strategy,
          Math.max(1, (int) (drawn * scale)),
          Math.max(2, (int) (candidates * scale)),
          dimension,
          (int) (labelled * scale),
          classes,
          promisedSeconds,
          peer);
    }

    String what() {
      String of = String.format(Locale.ROOT, "%,d", candidates);
      String each = dimension > 0 ? of + " x " + dimension : of;
      String scored = classes > 0 ? each + ", " + classes + " classes" : each;
      return strategy.equals(TREE)
          ? "order along the tree, " + each
          : String.format(Locale.ROOT, "%s, %,d of %s", strategy, drawn, scored);
    }
  }

  private static final List<Task> TASKS =
      List.of(
          new Task("margin", 1000, 1_000_000, 0, 0, 10, .04, "numpy 0.120 s"),
          new Task("entropy", 1000, 1_000_000, 0, 0, 10, .08, "numpy 0.074 s"),
          new Task(
              "k-center",
              1000,
              100_000,
              128,
              0,
              0,
              4,
              "numpy 9.3 s; scikit-activeml 2.3 s for 50 of 20,000"),
          new Task(
              "facility-location",
              500,
              10_000,
              64,
              0,
              0,
              2,
              "numpy 6.8 s; apricot 11.8 s; submodlib 9.4 s"),
          new Task(
              "graph-cut",
              1000,
              10_000,
              64,
              0,
              0,
              .2,
              "numpy 0.08 s with the matrix given; apricot 3.3 s for 500"),
          new Task("uncertainty-herding", 100, 100_000, 64, 0, 10, 3, "-"),
          new Task("ranked-batch", 50, 20_000, 64, 1000, 10, .2, "modAL 8.7 s"),
          new Task("neighbour-density", 100, 100_000, 64, 0, 0, 9, "scikit-learn 91 s, exact"),
          new Task("information-density", 100, 100_000, 64, 0, 0, 1, "-"),
          new Task("cells-first", 100, 100_000, 64, 0, 0, 5, "-"),
          new Task("typicality", 100, 100_000, 64, 100, 0, 10, "-"),
          new Task(TREE, 1, 1_000_000, 64, 0, 0, 5, "-"));

  private final int shots;
  private final double scale;
  private final Consumer<String> progress;

  /**
   * Prepares the measurement.
   *
   * @param shots how often each is measured; the least time counts, for other programs share the
   *     machine
   * @param scale of the numbers of candidates and of those drawn, in (0, 1]
   * @param progress told what is being measured
   */
  public SelectionSpeed(int shots, double scale, Consumer<String> progress) {
    this.shots = shots;
    this.scale = scale;
    this.progress = progress;
  }

  /** Measures all. */
  public List<SpeedGoal> run() {
    List<SpeedGoal> goals = new ArrayList<>();
    for (Task task : TASKS) {
      Task scaled = task.times(scale);
      progress.accept(scaled.what());
      Clouds clouds =
          new Clouds(
              scaled.candidates(), scaled.dimension(), scaled.labelled(), scaled.classes(), 1);
      double least = Double.MAX_VALUE;
      for (int shot = 0; shot < shots; shot++) {
        long begin = System.nanoTime();
        run(scaled, clouds, shot);
        least = Math.min(least, (System.nanoTime() - begin) / NANOS_PER_SECOND);
      }
      goals.add(new SpeedGoal(scaled.what(), least, task.promisedSeconds(), task.peer(), ""));
    }
    return goals;
  }

  private static void run(Task task, Clouds clouds, int shot) {
    if (task.strategy().equals(TREE)) {
      if (TreeOrder.of(clouds.vectors(), shot).length != clouds.size()) {
        throw new IllegalStateException("the order lacks candidates");
      }
      return;
    }
    Strategy strategy = Strategies.named(task.strategy());
    if (strategy.select(clouds, task.drawn(), shot).utilities().length != clouds.size()) {
      throw new IllegalStateException("the selection lacks candidates");
    }
  }
}
