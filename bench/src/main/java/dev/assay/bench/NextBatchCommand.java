package dev.assay.bench;

import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code assay bench next-batch}: how long a batch takes, from a small pool and from a large one,
 * in one run.
 */
@Command(
    name = "next-batch",
    description =
        "Takes batches over the loopback interface from a small and from a large pool, and"
            + " compares: the cost of a batch must depend on the batch, not on the pool. From the"
            + " large one also while scores stream in.",
    mixinStandardHelpOptions = true)
final class NextBatchCommand implements Callable<Integer> {
  private static final int CLASSES = 10;
  private static final int WARM_UP_BATCHES = 50;
  private static final long MAX_NANOS = 60_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int HUGE = 10_000_000;
  private static final double MEDIAN_GOAL_MILLIS = 2;
  private static final double P99_GOAL_MILLIS = 8;
  private static final double HUGE_P99_GOAL_MILLIS = 20;
  private static final double USABLE_GOAL_SECONDS = 5;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Items of the large pool. Default: ${DEFAULT-VALUE}.")
  private int items = 1_000_000;

  @Option(
      names = "--small-items",
      paramLabel = "N",
      description = "Items of the small pool. Default: ${DEFAULT-VALUE}.")
  private int smallItems = 50_000;

  @Option(
      names = "--batches",
      paramLabel = "N",
      description = "Batches to take from each. Default: ${DEFAULT-VALUE}.")
  private int batches = 300;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Assignments in a batch. Default: ${DEFAULT-VALUE}.")
  private int size = 100;

  @Mixin private FigureOptions output = new FigureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<LoadFigure> figures = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((long) size * (batches + WARM_UP_BATCHES) > smallItems) {
      throw new ParameterException(
          spec.commandLine(),
          "--small-items must be at least --size * (--batches + " + WARM_UP_BATCHES + ")");
    }
    Histogram small = measure(smallItems, false);
    add("pool of " + smallItems, small, Double.NaN, Double.NaN);
    Histogram large = measure(items, true);
    figures.add(
        new LoadFigure(
            "median, large over small",
            "0.746",
            (double) large.getValueAtPercentile(50) / small.getValueAtPercentile(50),
            "ratio",
            Double.NaN));
    output.report(
        spec.commandLine().getOut(),
        "NextBatch",
        "./assay bench next-batch --items %d --small-items %d --batches %d --size %d"
            .formatted(items, smallItems, batches, size),
        figures.stream().map(LoadFigure::figure).toList(),
        LoadFigure.table(figures),
        List.of(
            "One caller, batch after batch, over gRPC with client and server in one process; every"
                + " batch is durable before it is answered. The longest batches are those that"
                + " waited for a wave to be drawn. Scores stream in as fast as they are taken, from"
                + " the same process and for every item. What is said of before was measured on"
                + " 2026-11-21 with one million items. Goals are those of one million items, and"
                + " from ten million on those of ten million in a heap of 4 GB"
                + " (`ASSAY_JAVA_OPTS=-Xmx4g`)."));
    return 0;
  }

  private Histogram measure(int itemCount, boolean isLarge)
      throws IOException, InterruptedException {
    try (ScratchFolder folder = ScratchFolder.make();
        LoadedPool pool = LoadedPool.start(folder, itemCount, CLASSES)) {
      spec.commandLine().getErr().printf("loading %,d items%n", itemCount);
      spec.commandLine().getErr().flush();
      pool.putItems(sent -> {});
      pool.putScores("v1", sent -> {});
      take(pool, WARM_UP_BATCHES, new Histogram(MAX_NANOS, 3));
      Histogram alone = new Histogram(MAX_NANOS, 3);
      take(pool, batches, alone);
      if (isLarge) {
        add("pool of " + itemCount, alone, Double.NaN, Double.NaN);
        boolean huge = itemCount >= HUGE;
        add(
            "pool of " + itemCount + " while scores stream in",
            besideScores(pool),
            huge ? Double.NaN : MEDIAN_GOAL_MILLIS,
            huge ? HUGE_P99_GOAL_MILLIS : P99_GOAL_MILLIS);
        addUsable(pool, itemCount);
      }
      return alone;
    }
  }

  /** Batches from when a new version's first scores are sent until it is taken into use. */
  private Histogram besideScores(LoadedPool pool) throws InterruptedException {
    Histogram times = new Histogram(MAX_NANOS, 3);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    Thread scores =
        new Thread(
            () -> {
              try {
                pool.putScores("v2", sent -> {});
              } catch (RuntimeException e) {
                failure.set(e);
              }
            },
            "scores");
    scores.start();
    while (scores.isAlive()) {
      take(pool, 1, times);
    }
    scores.join();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return times;
  }

  /** From the first byte of a version until a batch that was drawn by it is there. */
  private void addUsable(LoadedPool pool, int itemCount) {
    long begin = System.nanoTime();
    pool.putScores("v3", sent -> {});
    take(pool, 1, new Histogram(MAX_NANOS, 3));
    figures.add(
        new LoadFigure(
            "scores of " + itemCount + " x " + CLASSES + " usable after",
            "3.1",
            (System.nanoTime() - begin) / 1e9,
            "s",
            itemCount >= HUGE ? Double.NaN : USABLE_GOAL_SECONDS));
  }

  private void take(LoadedPool pool, int count, Histogram times) {
    for (int batch = 0; batch < count; batch++) {
      long begin = System.nanoTime();
      NextBatchResponse response = NextBatchResponse.getDefaultInstance();
      while (response.getAssignmentsCount() == 0) {
        response =
            pool.client().acquisition().nextBatch(LoadedPool.PROJECT, "ann" + batch % 4, size);
        if (response.getAssignmentsCount() == 0
            && response.getStopReason() != StopReason.STOP_REASON_WAVE_PENDING) {
          throw new IllegalStateException("an empty batch: " + response.getStopReason());
        }
      }
      times.recordValue(System.nanoTime() - begin);
    }
  }

  private void add(String name, Histogram times, double medianGoal, double p99Goal) {
    boolean isAlone = Double.isNaN(p99Goal);
    boolean isSmall = name.equals("pool of " + smallItems);
    figures.add(
        new LoadFigure(
            name + ", median",
            !isAlone ? "-" : isSmall ? "7.2" : "5.3",
            times.getValueAtPercentile(50) / NANOS_PER_MILLI,
            "ms",
            medianGoal));
    figures.add(
        new LoadFigure(
            name + ", p99",
            !isAlone ? "-" : isSmall ? "30.1" : "175.2",
            times.getValueAtPercentile(99) / NANOS_PER_MILLI,
            "ms",
            p99Goal));
    figures.add(
        new LoadFigure(
            name + ", longest", "-", times.getMaxValue() / NANOS_PER_MILLI, "ms", Double.NaN));
    figures.add(
        new LoadFigure(
            name + ", throughput",
            "-",
            Math.rint(size * 1e9 / times.getMean()),
            "assignments/s",
            Double.NaN));
  }
}
