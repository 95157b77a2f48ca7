package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench load}: what a server bears, beside what it bore before. */
@Command(
    name = "load",
    description =
        "Brings heavy reads, silent callers and large pages to a server in a process of its own,"
            + " and compares with what was measured before it had limits and lanes for them.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final int CLASSES = 10;
  private static final int HEAP_MEBIBYTES = 2_048;
  private static final int BATCH = 500;
  private static final int SMALL_BATCH = 20;
  private static final long MAX_NANOS = 300_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MAX_MILLIS = 50;
  private static final double MAX_READ_MILLIS = 1_000;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Items of the pool. Default: ${DEFAULT-VALUE}.")
  private int items = 1_000_000;

  @Option(
      names = "--labels",
      paramLabel = "N",
      description = "Labels before the reads begin. Default: ${DEFAULT-VALUE}.")
  private int labels = 301_000;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long each mix is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds = 10;

  @Option(
      names = "--projects",
      paramLabel = "N",
      description =
          "Projects with a thousand long class names each, for the pages of 102 MB; 0 leaves this"
              + " out. Default: ${DEFAULT-VALUE}.")
  private int projects = 1_000;

  @Mixin private FigureOptions output = new FigureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<LoadFigure> figures = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ScratchFolder folder = ScratchFolder.make()) {
      reads(folder.path().resolve("reads.db"));
    }
    try (ScratchFolder folder = ScratchFolder.make()) {
      LoadAttacks.run(folder.path().resolve("attacks.db"), projects, figures, this::progress);
    }
    output.report(
        spec.commandLine().getOut(),
        "Load",
        "./assay bench load --items %d --labels %d --seconds %s --projects %d"
            .formatted(items, labels, seconds, projects),
        figures.stream().map(LoadFigure::figure).toList(),
        LoadFigure.table(figures),
        List.of(
            "The server is a process of its own on the same machine as its callers. What is said of"
                + " before was reported of commit 0a73c3c, of the same pool, on two cores. A heavy"
                + " read is timed by its caller, beside the other reads of the mix."));
    return 0;
  }

  private void progress(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }

  private void reads(Path store) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(store, HEAP_MEBIBYTES);
        AssayClient client = server.client();
        LoadedPool pool = LoadedPool.on(client, items, CLASSES)) {
      progress("loading %,d items".formatted(items));
      pool.putItems(sent -> {});
      pool.putScores("v1", sent -> {});
      progress("labelling %,d items".formatted(labels));
      label(client);
      progress("reads alone");
      ProjectName project = LoadedPool.PROJECT;
      HeavyReads.of(project)
          .forEach(
              (name, read) -> {
                long begin = System.nanoTime();
                read.accept(client);
                add(
                    name + " alone, for the first time",
                    name.equals("EstimatePrevalence") ? "13000" : "-",
                    (System.nanoTime() - begin) / NANOS_PER_MILLI,
                    MAX_READ_MILLIS);
              });
      budgetAndBatches(client, "alone", "8");
      progress("twelve GetPoolSummary");
      HeavyReads summaries = HeavyReads.twelve(server, project, "GetPoolSummary");
      try (summaries) {
        budgetAndBatches(client, "beside twelve GetPoolSummary", "23000");
      }
      addReads(summaries, "twelve at once");
      progress("a mix of twelve reads");
      HeavyReads mix = HeavyReads.start(server, project);
      try (mix) {
        budgetAndBatches(client, "beside the mix", "-");
      }
      addReads(mix, "in the mix"); // each has ended by now, and was timed
      progress("batches while waves are stored");
      Histogram batches = new Histogram(MAX_NANOS, 3);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        batch(client, BATCH / 5, batches);
      }
      add(
          "NextBatch of 100 while waves are stored, p99",
          "137",
          batches.getValueAtPercentile(99) / NANOS_PER_MILLI,
          40);
      server.stopSeconds();
    }
    progress("after a restart");
    try (ServerProcess server = ServerProcess.start(store, HEAP_MEBIBYTES);
        AssayClient client = server.client()) {
      long begin = System.nanoTime();
      client.estimation().estimatePrevalence(LoadedPool.PROJECT);
      add(
          "EstimatePrevalence at once after a restart",
          "-",
          (System.nanoTime() - begin) / NANOS_PER_MILLI,
          MAX_READ_MILLIS);
    }
  }

  private void label(AssayClient client) {
    int given = 0;
    while (given < labels) {
      String annotator = "ann" + given / BATCH % 20;
      NextBatchResponse batch =
          client.acquisition().nextBatch(LoadedPool.PROJECT, annotator, BATCH);
      if (batch.getAssignmentsCount() == 0) {
        throw new IllegalStateException("an empty batch: " + batch.getStopReason());
      }
      List<LabelSubmission> answers = new ArrayList<>();
      for (Assignment assignment : batch.getAssignmentsList()) {
        answers.add(
            LabelSubmission.newBuilder()
                .setToken(assignment.getToken())
                .setValue(
                    LabelValue.newBuilder()
                        .addClassNames(
                            "class" + Math.floorMod(assignment.getItemId().hashCode(), CLASSES)))
                .build());
      }
      client.labels().submitLabels(LoadedPool.PROJECT, annotator, answers);
      given += answers.size();
    }
  }

  private void budgetAndBatches(AssayClient client, String where, String budgetBefore) {
    Histogram budgets = new Histogram(MAX_NANOS, 3);
    Histogram batches = new Histogram(MAX_NANOS, 3);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      client.budget().getBudget(LoadedPool.PROJECT);
      budgets.recordValue(System.nanoTime() - begin);
      batch(client, SMALL_BATCH, batches);
    }
    add(
        "GetBudget " + where + ", p99",
        budgetBefore,
        budgets.getValueAtPercentile(99) / NANOS_PER_MILLI,
        MAX_MILLIS);
    add(
        "NextBatch of 20 " + where + ", p99",
        "-",
        batches.getValueAtPercentile(99) / NANOS_PER_MILLI,
        MAX_MILLIS);
  }

  private static void batch(AssayClient client, int size, Histogram times) {
    long begin = System.nanoTime();
    client.acquisition().nextBatch(LoadedPool.PROJECT, "reader", size);
    times.recordValue(System.nanoTime() - begin);
  }

  private void addReads(HeavyReads reads, String where) {
    reads
        .longest()
        .forEach(
            (name, nanos) ->
                add(
                    name + " " + where + ", longest",
                    "-",
                    nanos / NANOS_PER_MILLI,
                    MAX_READ_MILLIS));
  }

  private void add(String name, String before, double millis, double goal) {
    figures.add(new LoadFigure(name, before, millis, "ms", goal));
    progress("%s: %.1f ms".formatted(name, millis));
  }
}
