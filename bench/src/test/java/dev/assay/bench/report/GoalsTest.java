package dev.assay.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.trial.CellKey;
import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.CellSummary.Coverage;
import dev.assay.bench.trial.CellSummary.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalsTest {
  private static final Ratio FIVE = new Ratio(5, 0.1);

  private static CellSummary cell(Ratio withReplacement, Coverage coverage) {
    return new CellSummary(
        new CellKey("error", "own", 30, "ordered-pivotal", "difference"),
        60,
        100,
        1e-4,
        false,
        withReplacement,
        FIVE,
        new Ratio(1, 0),
        0,
        0,
        List.of(coverage));
  }

  private static List<String> verdicts(CellSummary cell, double drift) {
    return Goals.table(new Results("breast-cancer", drift, List.of(cell))).text().stream()
        .skip(1)
        .map(row -> row.substring(row.lastIndexOf("  ") + 2))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0.85,0.006,0.1,missed",
    "0.895,0.006,0.1,within error",
    "0.9,0.006,0.1,met",
    "0.99,0.006,0.1,met",
    "0.995,0.006,0.1,above",
    "1,0,0,known exactly"
  })
  void coverageWithoutDrift(double share, double error, double width, String verdict) {
    Coverage coverage = new Coverage("gamma-mid-p", share, error, 0.1, 0.1 + width);
    assertThat(verdicts(cell(FIVE, coverage), 0)).containsExactly("met", verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.87,missed", "0.879,within error", "0.88,met", "0.999,met"})
  void coverageUnderDrift(double share, String verdict) {
    Coverage coverage = new Coverage("gamma-mid-p", share, 0.001, 0.1, 0.2);
    assertThat(verdicts(cell(FIVE, coverage), 0.03)).containsExactly("met", verdict);
  }

  @Test
  void efficiencyIsJudgedByItsErrorToo() {
    Coverage coverage = new Coverage("gamma-mid-p", 0.95, 0.001, 0.1, 0.2);
    assertThat(verdicts(cell(new Ratio(2.5, 0.05), coverage), 0)).contains("missed");
    assertThat(verdicts(cell(new Ratio(2.65, 0.05), coverage), 0)).contains("within error");
    assertThat(verdicts(cell(new Ratio(Double.POSITIVE_INFINITY, Double.NaN), coverage), 0))
        .containsExactly("met", "met");
  }
}
