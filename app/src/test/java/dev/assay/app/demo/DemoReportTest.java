package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.BrowserPage;
import dev.assay.datasets.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a real browser lays it out. */
final class DemoReportTest {
  private static final int ROUNDS = 10;
  private static final int COLUMNS = 11;

  @TempDir private Path folder;

  @Test
  void everyNumberIsWithinThePage() throws Exception {
    for (BrowserPage.Layout layout : BrowserPage.at(folder, report(), 400, 800, 1200)) {
      layout.isWithinThePage();
      assertThat(layout.cells()).isEqualTo(ROUNDS * COLUMNS);
      assertThat(layout.figures()).hasSize(3);
      assertThat(layout.headings())
          .containsExactly("Learning", "Knowing how good the model is", "Spending", "Numbers");
    }
  }

  /** With numbers as long as they come. */
  private static String report() {
    List<RoundResult> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Judgement.Estimated estimated = new Judgement.Estimated(0.978, 0.879, 0.989);
      rounds.add(
          new RoundResult(
              round,
              100L * round,
              100L * round,
              50L * round,
              0,
              0,
              new RoundResult.Spending(5_000_000L * round, 500_000, 1_138_000_000),
              "round-" + round,
              0.9,
              0.88,
              round == 1
                  ? null
                  : new Judgement("round-" + (round - 1), 1_000, 80, estimated, null, 0.956),
              null));
    }
    QualityResult quality =
        new QualityResult(
            true, 9, 16, 150, 1, 1.3, 23, 0, new QualityResult.Line(2_500_000, 2_300_000, 0), 9);
    DemoPlan plan = DemoPlan.of(Datasets.named(Datasets.BREAST_CANCER), ROUNDS, 5);
    return DemoReport.html(plan, new Summary(rounds, 50_000_000, quality));
  }
}
