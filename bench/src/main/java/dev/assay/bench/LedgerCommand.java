package dev.assay.bench;

import dev.assay.bench.ledger.ClosedLoop;
import dev.assay.bench.ledger.ForcedWrite;
import dev.assay.bench.ledger.StoreGrants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench ledger}: durable grants, at the store's interface and over gRPC. */
@Command(
    name = "ledger",
    description =
        "Leases items of one project to many callers at once, each lease durable with its hold, journal entry and"
            + " audit event before it is answered: at the store's interface, over gRPC, and the same statements alone.",
    mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
  private static final int CLASSES = 2;
  private static final int BATCH = 50;

  /** One grant in so many is recorded, so that the statements of all that are fit into memory. */
  private static final int TRACED_PART = 4;

  /** How often the store and its statements alone are measured in turns. */
  private static final int TURNS = 5;

  @Option(
      names = "--callers",
      paramLabel = "N",
      description = "Requests that are always under way. Default: ${DEFAULT-VALUE}.")
  private int callers = 64;

  @Option(
      names = "--grants",
      paramLabel = "N",
      description = "Grants of one item each to measure. Default: ${DEFAULT-VALUE}.")
  private int grants = 100_000;

  @Option(
      names = "--batches",
      paramLabel = "N",
      description = "Batches of 50 items to measure. Default: ${DEFAULT-VALUE}.")
  private int batches = 4_000;

  @Mixin private FigureOptions output = new FigureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Figure> figures = new ArrayList<>();
    int items = Math.max(grants + warmUp(grants), BATCH * (batches + warmUp(batches)));
    try (ScratchFolder folder = ScratchFolder.make()) {
      Path prepared = prepared(folder, items);
      double forcedMillis = ForcedWrite.medianMillis(folder.path());
      figures.add(new Figure("a page written and forced, median", forcedMillis, "ms"));
      atTheStore(prepared, figures);
    }
    overGrpc(items, figures);
    output.report(
        spec.commandLine().getOut(),
        "Ledger",
        "./assay bench ledger --callers "
            + callers
            + " --grants "
            + grants
            + " --batches "
            + batches,
        figures,
        List.of(
            "A grant is one NextBatch, durable before it is answered (SQLite with synchronous=FULL): hold, journal entry,"
                + " assignment, task, audit event and remembered answer. The waves that they are taken from are drawn"
                + " while they run. Half as many run before the clock does. Statements alone: the statements of the"
                + " first "
                + grants / TRACED_PART
                + " grants of a store, recorded and run again in the same groups by one loop without anything around"
                + " them; beside it as many grants at the store, in turns, the medians of "
                + TURNS
                + ". A commit waits for the disk: the page"
                + " that is written and forced says how long that is at least. Over gRPC, client and server share one"
                + " process and its processors."));
    return 0;
  }

  /** Half as many again before the clock runs: the compiler is at work for some seconds. */
  private static int warmUp(int count) {
    return count / 2;
  }

  private Path prepared(ScratchFolder folder, int items) throws IOException {
    try (LoadedPool pool = LoadedPool.start(folder, items, CLASSES)) {
      pool.putItems(sent -> {});
      pool.putScores("v1", sent -> {});
      return pool.store();
    }
  }

  private void atTheStore(Path prepared, List<Figure> figures) throws IOException {
    StoreGrants store = new StoreGrants(prepared, LoadedPool.PROJECT.toString(), callers);
    say("grants at the store");
    ClosedLoop.Result singles = store.measure(1, warmUp(grants), grants);
    add(figures, "store, one each", "grants/s", singles);
    say("the same grants and their statements alone");
    againstStatements(store, figures);
    say("batches at the store");
    add(
        figures,
        "store, batches of " + BATCH,
        "assignments/s",
        store.measure(BATCH, warmUp(batches), batches));
  }

  /** The store and the statements in turns, on stores of about the same size: their medians. */
  private void againstStatements(StoreGrants store, List<Figure> figures) throws IOException {
    int traced = grants / TRACED_PART;
    double[] withStore = new double[TURNS];
    double[] alone = new double[TURNS];
    double statementsOfGrant = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      withStore[turn] = store.measure(1, warmUp(traced), traced).rate();
      StoreGrants.Statements statements = store.statements(1, traced);
      alone[turn] = traced / statements.seconds();
      statementsOfGrant = (double) statements.count() / traced;
    }
    double ratio = median(withStore) / median(alone);
    figures.add(
        new Figure("the same grants at the store", Math.rint(median(withStore)), "grants/s"));
    figures.add(new Figure("their statements alone", Math.rint(median(alone)), "grants/s"));
    figures.add(new Figure("statements of a grant", statementsOfGrant, "statements"));
    figures.add(new Figure("store over statements alone", ratio, "ratio"));
  }

  private static double median(double[] values) {
    return DoubleStream.of(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private void overGrpc(int items, List<Figure> figures) throws IOException {
    for (int size : new int[] {1, BATCH}) {
      say(size == 1 ? "grants over gRPC" : "batches over gRPC");
      int count = size == 1 ? grants : batches;
      try (ScratchFolder folder = ScratchFolder.make();
          LoadedPool pool = LoadedPool.start(folder, items, CLASSES)) {
        pool.putItems(sent -> {});
        pool.putScores("v1", sent -> {});
        String project = LoadedPool.PROJECT.toString();
        ClosedLoop.Result result =
            ClosedLoop.run(
                callers,
                warmUp(count),
                count,
                number ->
                    StoreGrants.granted(
                        pool.client()
                            .acquisition()
                            .nextBatchAsync(StoreGrants.request(project, number, size))));
        add(
            figures,
            size == 1 ? "gRPC, one each" : "gRPC, batches of " + size,
            size == 1 ? "grants/s" : "assignments/s",
            result);
      }
    }
  }

  private static void add(
      List<Figure> figures, String name, String unit, ClosedLoop.Result result) {
    figures.add(new Figure(name, Math.rint(result.rate()), unit));
    figures.add(new Figure(name + ", p50", result.millis(50), "ms"));
    figures.add(new Figure(name + ", p99", result.millis(99), "ms"));
  }

  private void say(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
