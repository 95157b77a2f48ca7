package dev.assay.bench;

import dev.assay.report.ProgressLine;
import dev.assay.v1.NextBatchResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code assay bench ingest}: a pool and its scores streamed in through the SDK, and the first
 * batch from them.
 */
@Command(
    name = "ingest",
    description =
        "Streams items and class probabilities in through the SDK to a server in the same process,"
            + " over the loopback interface and to a real store, and takes a batch from them.",
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  private static final int BATCH_SIZE = 100;
  private static final double NANOS = 1e9;

  @Option(names = "--items", paramLabel = "N", description = "Items. Default: ${DEFAULT-VALUE}.")
  private int items = 1_000_000;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Classes. Default: ${DEFAULT-VALUE}.")
  private int classes = 10;

  @Mixin private FigureOptions output = new FigureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Figure> figures = new ArrayList<>();
    try (ScratchFolder folder = ScratchFolder.make();
        LoadedPool pool = LoadedPool.start(folder, items, classes)) {
      figures.add(new Figure("live heap with an empty pool", Heap.liveMebibytes(), "MiB"));
      double itemSeconds = seconds(() -> pool.putItems(progress("items")));
      figures.add(new Figure("put items", itemSeconds, "s"));
      figures.add(new Figure("put items rate", Math.rint(items / itemSeconds), "items/s"));
      double scoreSeconds = seconds(() -> pool.putScores("v1", progress("rows of scores")));
      figures.add(new Figure("put scores", scoreSeconds, "s"));
      figures.add(new Figure("put scores rate", Math.rint(items / scoreSeconds), "rows/s"));
      double first = seconds(() -> take(pool));
      figures.add(new Figure("first batch of " + BATCH_SIZE + ", wave drawn", first * 1000, "ms"));
      double second = seconds(() -> take(pool));
      figures.add(new Figure("second batch of " + BATCH_SIZE, second * 1000, "ms"));
      figures.add(new Figure("live heap with the pool", Heap.liveMebibytes(), "MiB"));
      figures.add(new Figure("store files", Math.rint(pool.storeBytes() / 1048576.0), "MiB"));
    }
    String command = "./assay bench ingest --items " + items + " --classes " + classes;
    output.report(
        spec.commandLine().getOut(),
        "Ingest",
        command,
        figures,
        List.of(
            "Client and server share one process and its processors. The live heap is what is"
                + " reachable after a collection. The store is SQLite with synchronous=FULL."));
    return 0;
  }

  private static void take(LoadedPool pool) {
    NextBatchResponse batch =
        pool.client().acquisition().nextBatch(LoadedPool.PROJECT, "ann", BATCH_SIZE);
    if (batch.getAssignmentsCount() != BATCH_SIZE) {
      throw new IllegalStateException(
          "a batch of " + batch.getAssignmentsCount() + ": " + batch.getStopReason());
    }
  }

  private Consumer<Long> progress(String what) {
    ProgressLine line = ProgressLine.on(spec.commandLine().getErr());
    return sent -> {
      line.show(String.format(Locale.ROOT, "%,d %s", sent, what));
      if (sent >= items) {
        line.end();
      }
    };
  }

  static double seconds(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / NANOS;
  }
}
