package dev.assay.bench;

import dev.assay.report.JsonLine;
import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the kernels whose speed is promised, by JMH in a virtual machine of its own each. */
@Command(
    name = "kernels",
    description =
        "Measures the mathematical kernels by JMH: single shots in a virtual machine of its own"
            + " each, after warm-up.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class KernelsCommand implements Callable<Integer> {
  private static final String SECTION = "Kernels";
  private static final String PACKAGE = "dev.assay.bench.kernel.";
  private static final String HEAP = "-Xmx3g";
  private static final double MEDIAN = 50;
  private static final double MEGABYTE = 1e6;

  /** The name, after a mark that depends on its release, of the profiler's bytes an operation. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Two arrays of 10,000,000 longs, and one hundredth of them for the sample and all else. */
  private static final double TWO_ARRAYS = 2 * 10_000_000 * Long.BYTES * 1.01;

  /** How results are shown. */
  enum Format {
    /** Aligned columns. */
    TABLE,
    /** One JSON object a line. */
    JSON
  }

  /**
   * A promise: what is measured, by which benchmark and parameter, within how many milliseconds,
   * and with how many bytes allocated, 0 where no number is promised.
   */
  private record Promise(
      String what, String benchmark, @Nullable String units, double mostMillis, double mostBytes) {
    Promise(String what, String benchmark, @Nullable String units, double mostMillis) {
      this(what, benchmark, units, mostMillis, 0);
    }
  }

  /** What was measured of a promise. */
  private record Measured(Statistics millis, double bytes) {
    double median() {
      return millis.getPercentile(MEDIAN);
    }

    boolean keeps(Promise promise) {
      return median() <= promise.mostMillis()
          && (promise.mostBytes() == 0 || bytes <= promise.mostBytes());
    }
  }

  private static final List<Promise> PROMISES =
      List.of(
          new Promise(
              "water-filling, sort and ordered pivotal draw, 1,000,000 units",
              "OrderedPivotalBenchmark.drawInPlace",
              "1000000",
              150),
          new Promise(
              "water-filling, sort and ordered pivotal draw, 10,000,000 units",
              "OrderedPivotalBenchmark.drawInPlace",
              "10000000",
              2000,
              TWO_ARRAYS),
          new Promise(
              "cube, 5 balancing variables, 100,000 units", "SpreadBenchmark.cube", null, 1000),
          new Promise(
              "local pivotal, 2 dimensions, 100,000 units",
              "SpreadBenchmark.localPivotal",
              null,
              2000),
          new Promise(
              "default estimate with interval, 10,000 labels",
              "EstimateBenchmark.estimate",
              null,
              5));

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      description = "Shots that are not counted. Default: ${DEFAULT-VALUE}.")
  private int warmUps = 20;

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "Shots that are. Default: ${DEFAULT-VALUE}.")
  private int shots = 20;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write the section \"" + SECTION + "\" of a Markdown page.")
  private @Nullable Path page;

  @Option(
      names = "--output",
      paramLabel = "json|table",
      description = "One JSON object a line, or aligned columns. Default: ${DEFAULT-VALUE}.")
  private Format output = Format.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, RunnerException {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    PrintWriter err = command.commandLine().getErr();
    PrintWriter out = command.commandLine().getOut();
    TextTable table =
        new TextTable(
            "kernel",
            "median ms",
            "least ms",
            "most ms",
            "promised ms",
            "allocated MB",
            "promised MB",
            "verdict");
    List<JsonLine> lines = new ArrayList<>();
    for (Promise promise : PROMISES) {
      err.println("measuring: " + promise.what());
      err.flush();
      add(table, lines, promise, measure(promise));
    }
    (output == Format.JSON ? lines : table.text()).forEach(out::println);
    out.flush();
    if (page != null) {
      List<String> body = new ArrayList<>();
      body.add(
          "JMH, single shots on one thread: %d to warm up, %d measured, each benchmark in a virtual"
                  .formatted(warmUps, shots)
              + " machine of its own.");
      body.add("");
      body.addAll(table.markdown());
      PerformancePage.at(page)
          .replace(
              SECTION,
              "./assay bench kernels --warm-ups %d --shots %d".formatted(warmUps, shots),
              InstantSource.system().instant(),
              body);
    }
    return 0;
  }

  private Measured measure(Promise promise) throws RunnerException {
    var builder =
        new OptionsBuilder()
            .include("^" + PACKAGE.replace(".", "\\.") + promise.benchmark() + "$")
            .mode(Mode.SingleShotTime)
            .timeUnit(TimeUnit.MILLISECONDS)
            .warmupIterations(warmUps)
            .measurementIterations(shots)
            .timeout(TimeValue.minutes(5))
            .forks(1)
            .addProfiler(GCProfiler.class)
            .jvmArgs(HEAP)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    String units = promise.units();
    Options options = units == null ? builder.build() : builder.param("units", units).build();
    Collection<RunResult> results = new Runner(options).run();
    if (results.size() != 1) {
      throw new IllegalStateException(promise.benchmark() + " is measured " + results.size());
    }
    RunResult result = results.iterator().next();
    return new Measured(result.getPrimaryResult().getStatistics(), allocated(result));
  }

  @SuppressWarnings("rawtypes") // JMH's own signature
  private static double allocated(RunResult result) {
    return result.getSecondaryResults().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(ALLOCATED))
        .mapToDouble(entry -> entry.getValue().getScore())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("JMH's profiler counts no allocation here"));
  }

  private static void add(
      TextTable table, List<JsonLine> lines, Promise promise, Measured measured) {
    Statistics millis = measured.millis();
    boolean isKept = measured.keeps(promise);
    table.row(
        promise.what(),
        show(measured.median()),
        show(millis.getMin()),
        show(millis.getMax()),
        show(promise.mostMillis()),
        show(measured.bytes() / MEGABYTE),
        promise.mostBytes() == 0 ? "-" : show(promise.mostBytes() / MEGABYTE),
        isKept ? "kept" : "broken");
    lines.add(
        new JsonLine()
            .put("kernel", promise.what())
            .put("median_millis", measured.median())
            .put("least_millis", millis.getMin())
            .put("most_millis", millis.getMax())
            .put("promised_millis", promise.mostMillis())
            .put("allocated_bytes", measured.bytes())
            .put("shots", millis.getN())
            .put("is_kept", isKept));
  }

  private static String show(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }
}
