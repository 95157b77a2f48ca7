package dev.assay.bench.select;

import dev.assay.bench.verdict.SpeedGoal;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Neighbours;
import dev.assay.sampling.vector.TreeOrder;
import java.lang.management.ManagementFactory;
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
  private static final int NEIGHBOURS = 10;
  private static final String TREE = "tree";
  private static final String EXACT = "neighbours-exact";
  private static final String MOST = "neighbours";

  /** Nothing is measured again after as many seconds. */
  private static final double ENOUGH_SECONDS = 4.5;

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
      return switch (strategy) {
        case TREE -> "order along the tree, " + each;
        case EXACT -> drawn + " neighbours, all, " + each;
        case MOST -> drawn + " neighbours, most, " + each;
        default -> String.format(Locale.ROOT, "%s, %,d of %s", strategy, drawn, scored);
      };
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
          new Task("uncertainty-herding", 100, 1_000_000, 384, 0, 10, 20, "-"),
          new Task("ranked-batch", 50, 20_000, 64, 1000, 10, .2, "modAL 8.7 s"),
          new Task(EXACT, NEIGHBOURS, 100_000, 64, 0, 0, 25, "scikit-learn 91 s"),
          new Task(MOST, NEIGHBOURS, 100_000, 64, 0, 0, 4, "-"),
          new Task("neighbour-density", 100, 100_000, 64, 0, 0, 9, "-"),
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
   * @param shots how often each is measured, but not again after some seconds; the least time
   *     counts, for other programs share the machine
   * @param scale of the numbers of candidates and of those drawn, in (0, 1]
   * @param progress told what is being measured, and how long it took
   */
  public SelectionSpeed(int shots, double scale, Consumer<String> progress) {
    this.shots = shots;
    this.scale = scale;
    this.progress = progress;
  }

  /** Measures all. */
  public List<TaskSpeed> run() {
    List<TaskSpeed> speeds = new ArrayList<>();
    for (Task task : TASKS) {
      Task scaled = task.times(scale);
      progress.accept(scaled.what());
      Clouds clouds =
          new Clouds(
              scaled.candidates(), scaled.dimension(), scaled.labelled(), scaled.classes(), 1);
      TaskSpeed speed = measured(scaled, clouds);
      progress.accept(String.format(Locale.ROOT, "%.3f s", speed.goal().seconds()));
      speeds.add(speed);
    }
    return speeds;
  }

  private TaskSpeed measured(Task task, Clouds clouds) {
    double least = Double.MAX_VALUE;
    double leastProcessor = Double.MAX_VALUE;
    double sum = 0;
    for (int shot = 0; shot < shots && (shot == 0 || sum < ENOUGH_SECONDS); shot++) {
      double processor = processorSeconds();
      long begin = System.nanoTime();
      run(task, clouds, shot);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      sum += seconds;
      least = Math.min(least, seconds);
      leastProcessor = Math.min(leastProcessor, processorSeconds() - processor);
    }
    SpeedGoal goal = new SpeedGoal(task.what(), least, task.promisedSeconds(), task.peer(), "");
    return new TaskSpeed(task.strategy(), goal, leastProcessor);
  }

  /** Of all threads of this process; 0 where the machine does not tell. */
  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / NANOS_PER_SECOND
        : 0;
  }

  private static void run(Task task, Clouds clouds, int shot) {
    int found =
        switch (task.strategy()) {
          case TREE -> TreeOrder.of(clouds.vectors(), shot).length;
          case EXACT -> {
            int[] units = ContentOrder.of(clouds.vectors(), shot);
            Neighbours.exact(clouds.vectors(), units, task.drawn(), shot);
            yield units.length;
          }
          case MOST -> {
            int[] units = ContentOrder.of(clouds.vectors(), shot);
            Neighbours.most(clouds.vectors(), units, task.drawn(), shot);
            yield units.length;
          }
          default ->
              Strategies.named(task.strategy())
                  .select(clouds, task.drawn(), shot)
                  .utilities()
                  .length;
        };
    if (found != clouds.size()) {
      throw new IllegalStateException("the result lacks candidates");
    }
  }
}
