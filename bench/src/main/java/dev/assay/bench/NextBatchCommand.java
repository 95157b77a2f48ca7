package dev.assay.bench;

import dev.assay.v1.NextBatchResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
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
        "Takes batches over the loopback interface from a small and from a large pool, and compares: the cost of a"
            + " batch must depend on the batch, not on the pool.",
    mixinStandardHelpOptions = true)
final class NextBatchCommand implements Callable<Integer> {
  private static final int CLASSES = 10;
  private static final int WARM_UP_BATCHES = 50;
  private static final long MAX_NANOS = 60_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;

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

  @Override
  public Integer call() throws IOException {
    if ((long) size * (batches + WARM_UP_BATCHES) > smallItems) {
      throw new ParameterException(
          spec.commandLine(),
          "--small-items must be at least --size * (--batches + " + WARM_UP_BATCHES + ")");
    }
    Histogram small = measure(smallItems);
    Histogram large = measure(items);
    List<Figure> figures = new ArrayList<>();
    add(figures, "pool of " + smallItems, small);
    add(figures, "pool of " + items, large);
    figures.add(
        new Figure(
            "median, large over small",
            (double) large.getValueAtPercentile(50) / small.getValueAtPercentile(50),
            "ratio"));
    output.report(
        spec.commandLine().getOut(),
        "NextBatch",
        "./assay bench next-batch --items "
            + items
            + " --small-items "
            + smallItems
            + " --batches "
            + batches
            + " --size "
            + size,
        figures,
        List.of(
            "One caller, batch after batch, over gRPC with client and server in one process; every batch is durable before"
                + " it is answered. The longest batches are those that waited for a wave to be drawn."));
    return 0;
  }

  private Histogram measure(int itemCount) throws IOException {
    Histogram histogram = new Histogram(MAX_NANOS, 3);
    try (ScratchFolder folder = ScratchFolder.make();
        LoadedPool pool = LoadedPool.start(folder, itemCount, CLASSES)) {
      spec.commandLine().getErr().printf("loading %,d items%n", itemCount);
      spec.commandLine().getErr().flush();
      pool.putItems(sent -> {});
      pool.putScores("v1", sent -> {});
      for (int batch = 0; batch < WARM_UP_BATCHES + batches; batch++) {
        long begin = System.nanoTime();
        NextBatchResponse response =
            pool.client().acquisition().nextBatch(LoadedPool.PROJECT, "ann" + batch % 4, size);
        long nanos = System.nanoTime() - begin;
        if (response.getAssignmentsCount() == 0) {
          throw new IllegalStateException("an empty batch: " + response.getStopReason());
        }
        if (batch >= WARM_UP_BATCHES) {
          histogram.recordValue(nanos);
        }
      }
    }
    return histogram;
  }

  private void add(List<Figure> figures, String name, Histogram histogram) {
    figures.add(
        new Figure(name + ", median", histogram.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms"));
    figures.add(
        new Figure(name + ", p99", histogram.getValueAtPercentile(99) / NANOS_PER_MILLI, "ms"));
    figures.add(new Figure(name + ", longest", histogram.getMaxValue() / NANOS_PER_MILLI, "ms"));
    figures.add(
        new Figure(
            name + ", throughput", Math.rint(size * 1e9 / histogram.getMean()), "assignments/s"));
  }
}
