package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short forms of the long runs, with bounds that are derived and loose. */
class EstimateCommandTest {
  private static final String[] FIELDS = {
    "dataset",
    "n",
    "design",
    "estimator",
    "re_with_replacement",
    "re_with_replacement_se",
    "re_without_replacement",
    "bias_z",
    "coverage_90",
    "mean_width_90"
  };

  @TempDir private Path folder;

  private static String run(int expectedCode, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = new String[options.length + 1];
    arguments[0] = "estimate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    int code =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    assertThat(code).as(err.toString()).isEqualTo(expectedCode);
    return expectedCode == 0 ? out.toString() : err.toString();
  }

  private static List<Struct> rows(String... options) throws InvalidProtocolBufferException {
    List<Struct> rows = new ArrayList<>();
    for (String line : run(0, options).lines().toList()) {
      Struct.Builder row = Struct.newBuilder();
      JsonFormat.parser().merge(line, row);
      rows.add(row.build());
    }
    return rows;
  }

  private static double number(Struct row, String field) {
    return row.getFieldsOrThrow(field).getNumberValue();
  }

  private static Struct only(List<Struct> rows, String design, String estimator) {
    List<Struct> found =
        rows.stream()
            .filter(row -> text(row, "design").equals(design))
            .filter(row -> text(row, "estimator").equals(estimator))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String text(Struct row, String field) {
    Value value = row.getFieldsOrThrow(field);
    return value.getStringValue();
  }

  @Test
  void theRecommendedDesignBeatsRandomOnBreastCancerAndItsIntervalHolds() throws Exception {
    List<Struct> rows =
        rows(
            "--dataset",
            "breast-cancer",
            "--sizes",
            "50",
            "--splits",
            "8",
            "--draws",
            "150",
            "--output",
            "details");
    assertThat(rows).allSatisfy(row -> assertThat(row.getFieldsMap()).containsKeys(FIELDS));
    Struct best = only(rows, "ordered-pivotal", "difference");
    assertThat(number(best, "re_with_replacement")).isGreaterThan(1.5);
    // Draws of one split are not independent of its labels: the error is taken over the splits.
    double error = Math.max(number(best, "coverage_90_se"), Math.sqrt(0.1 / (8 * 150)));
    assertThat(number(best, "coverage_90")).isGreaterThan(0.88 - 4 * error);
    for (String design : List.of("random", "uniform", "ordered-pivotal")) {
      Struct row =
          rows.stream()
              .filter(each -> text(each, "design").equals(design))
              .findFirst()
              .orElseThrow();
      assertThat(number(row, "bias_z")).as(design).isBetween(-5.0, 5.0);
    }
    assertThat(number(only(rows, "uniform", "horvitz-thompson"), "re_with_replacement"))
        .isCloseTo(284.0 / (285 - 50), within(1e-5));
    assertThat(number(only(rows, "random", "importance-sampling"), "re_with_replacement"))
        .isEqualTo(1);
  }

  @Test
  void unnoticedDriftRuinsImportanceSamplingAndNotTheRecommendedDesign() throws Exception {
    List<Struct> rows =
        rows(
            "--dataset",
            "breast-cancer",
            "--sizes",
            "50",
            "--splits",
            "4",
            "--draws",
            "400",
            "--drift",
            "0.03",
            "--output",
            "json");
    Struct best = only(rows, "ordered-pivotal", "difference");
    assertThat(number(best, "re_with_replacement")).isGreaterThan(0.7);
    assertThat(number(best, "coverage_90")).isGreaterThan(0.8);
    assertThat(number(only(rows, "importance", "importance-sampling"), "re_with_replacement"))
        .isLessThan(0.2);
  }

  @Test
  void theRecommendedDesignBeatsAPlainSampleForTheF1OfEights() throws Exception {
    List<Struct> rows =
        rows(
            "--dataset",
            "digits-8",
            "--metrics",
            "f1",
            "--sizes",
            "60",
            "--splits",
            "4",
            "--draws",
            "150",
            "--output",
            "details");
    Struct best = only(rows, "ordered-pivotal", "difference-ratio");
    assertThat(number(best, "re_without_replacement")).isGreaterThan(2);
    assertThat(number(best, "coverage_90")).isGreaterThan(0.8);
    assertThat(number(only(rows, "poisson-paper", "poisson-ratio"), "re_recommended"))
        .isLessThan(1);
  }

  @Test
  void jsonHasTenFieldsAndTellsMetricsAndScoresApart() throws Exception {
    List<Struct> errors =
        rows(
            "--dataset",
            "breast-cancer",
            "--sizes",
            "40",
            "--splits",
            "2",
            "--draws",
            "4",
            "--scores",
            "own,second-opinion",
            "--output",
            "json");
    assertThat(errors)
        .allSatisfy(row -> assertThat(row.getFieldsMap()).containsOnlyKeys(FIELDS))
        .extracting(row -> text(row, "dataset"))
        .containsOnly("breast-cancer");
    assertThat(errors)
        .extracting(row -> text(row, "design"))
        .doesNotHaveDuplicates()
        .contains("random", "ordered-pivotal", "ordered-pivotal/second-opinion");
    List<Struct> metrics =
        rows(
            "--dataset",
            "breast-cancer",
            "--metrics",
            "f1,recall",
            "--crossed",
            "--sizes",
            "40",
            "--splits",
            "2",
            "--draws",
            "4",
            "--output",
            "json");
    assertThat(metrics)
        .allSatisfy(row -> assertThat(row.getFieldsMap()).containsOnlyKeys(FIELDS))
        .extracting(row -> text(row, "dataset") + " " + text(row, "design"))
        .doesNotHaveDuplicates()
        .contains(
            "breast-cancer/f1 ordered-pivotal", "breast-cancer/f1 ordered-pivotal/for-recall");
  }

  @Test
  void crossedMetricsAreOneTable() {
    assertThat(
            run(
                0,
                "--dataset",
                "breast-cancer",
                "--metrics",
                "f1,recall",
                "--crossed",
                "--sizes",
                "40",
                "--splits",
                "2",
                "--draws",
                "4"))
        .containsPattern("design +n +sizes +f1 +recall")
        .containsPattern("poisson-paper +40 +for-recall +[0-9]")
        .doesNotContain("### Efficiency");
  }

  @Test
  void aMetricThatIsKnownExactlyIsSaidToBe() {
    // With as many labels as items every design but the draws with replacement knows all.
    assertThat(
            run(
                0,
                "--dataset",
                "digits-8",
                "--metrics",
                "precision",
                "--sizes",
                "899",
                "--splits",
                "1",
                "--draws",
                "4"))
        .containsPattern(
            "precision +for-precision +899 +ordered-pivotal .*1.000 ± 0.000 +known exactly")
        .containsPattern("ordered-pivotal +difference-ratio +exact ");
  }

  @Test
  void resultsDoNotDependOnThreads() {
    String[] options = {
      "--dataset",
      "toxic-like",
      "--sizes",
      "60",
      "--splits",
      "3",
      "--draws",
      "10",
      "--output",
      "json",
      "--threads",
      "1"
    };
    String alone = run(0, options);
    options[options.length - 1] = "3";
    assertThat(run(0, options)).isEqualTo(alone).hasLineCount(2 * 5);
  }

  @Test
  void sequencesCoverAtEveryStep() throws Exception {
    List<Struct> rows =
        rows(
            "--dataset",
            "breast-cancer",
            "--sizes",
            "60",
            "--splits",
            "2",
            "--draws",
            "25",
            "--designs",
            "sequences",
            "--output",
            "json");
    List<Struct> sequences =
        rows.stream().filter(row -> text(row, "estimator").equals("confidence-sequence")).toList();
    assertThat(sequences).hasSize(4);
    // A share of 50 runs of coverage 0.9 is below this with probability under 1e-6.
    assertThat(sequences)
        .allSatisfy(row -> assertThat(number(row, "coverage_90")).isGreaterThan(0.66));
  }

  @Test
  void writesTheSectionOfThePageAndThePlotsFromTheSameRows() throws Exception {
    Path page = folder.resolve("estimation.md");
    Path plots = folder.resolve("plots.html");
    String table =
        run(
            0,
            "--dataset",
            "breast-cancer",
            "--sizes",
            "40",
            "--splits",
            "2",
            "--draws",
            "20",
            "--page",
            page.toString(),
            "--plots",
            plots.toString());
    assertThat(table)
        .contains("### Goals", "ordered-pivotal", "### Published figures", "its own MSE");
    assertThat(Files.readString(page)).contains("](estimation/breast-cancer-error-efficiency.svg)");
    assertThat(Files.readString(folder.resolve("estimation/breast-cancer-error-coverage.svg")))
        .startsWith("<svg xmlns=")
        .contains("<style>", "Coverage of the first interval");
    assertThat(Files.readString(page))
        .contains("## breast-cancer: error\n", "./assay bench estimate --dataset breast-cancer")
        .contains("| 40 | stratified-importance ");
    assertThat(Files.readString(plots))
        .contains("<svg xmlns=\"http://www.w3.org/2000/svg\"", "ordered-pivotal, difference, own")
        .doesNotContain("src=", "href=", "<script");
  }

  @Test
  void whatCannotBeUsedIsSaidWithTheRemedy() {
    assertThat(run(2, "--dataset", "iris")).contains("breast-cancer, digits-8, mnist-8");
    assertThat(run(2, "--dataset", "toxic-like", "--metrics", "error"))
        .contains("has no error rate; those with one are");
    assertThat(run(2, "--dataset", "digits", "--metrics", "micro-f1"))
        .contains("--metrics of digits are");
    assertThat(run(2, "--dataset", "breast-cancer", "--designs", "guess"))
        .contains("--designs has no guess here; there are [random");
    assertThat(run(2, "--dataset", "breast-cancer", "--scores", "third")).contains("--scores are");
    assertThat(run(2, "--dataset", "breast-cancer", "--splits", "0"))
        .contains("--splits must be at least 1");
    assertThat(run(2, "--dataset", "breast-cancer", "--drift", "2")).contains("[0, 1]");
    assertThat(run(2, "--dataset", "breast-cancer", "--sizes", "300"))
        .contains("--sizes of breast-cancer are from 2 to 285");
    assertThat(run(2, "--dataset", "credit", "--data", folder.toString()))
        .contains("UCI_Credit_Card.csv; give the folder with --data");
  }

  @Test
  void aSecondOpinionOfTheSameLabelsStandsBesideTheOwnScore() {
    String table =
        run(
            0,
            "--dataset",
            "digits",
            "--trained-on",
            "200",
            "--splits",
            "2",
            "--draws",
            "20",
            "--output",
            "table");
    assertThat(table)
        .contains("Model and second opinion trained on the same labels")
        .containsPattern("digits +200 +80 .*2.51 / 3.74 +RE 3.5 ");
    assertThat(run(2, "--dataset", "cifar10", "--trained-on", "200")).contains("digits, mnist");
    assertThat(run(2, "--dataset", "digits", "--trained-on", "10"))
        .contains("--trained-on is from 20 to 1717 here");
  }
}
