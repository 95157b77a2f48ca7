package dev.assay.bench.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToxicCommentsTest {
  @Test
  void hasAsManyPositivesAsThePublishedTableAndIsTooSureOfThem() {
    int tables = 50;
    double positives = 0;
    double claimed = 0;
    double sure = 0;
    double right = 0;
    for (int seed = 0; seed < tables; seed++) {
      ToxicComments table = new ToxicComments(seed);
      for (int i = 0; i < ToxicComments.ITEMS; i++) {
        for (int k = 0; k < ToxicComments.LABELS; k++) {
          boolean label = table.labels()[i][k];
          double p = table.probabilities()[i][k];
          positives += label ? 1.0 / tables : 0;
          claimed += p > 0.9 ? p : 0;
          sure += p > 0.9 ? 1 : 0;
          right += p > 0.9 && label ? 1 : 0;
        }
      }
    }
    assertThat(positives).isBetween(115.0, 140.0);
    assertThat(right / sure).isLessThan(claimed / sure - 0.02);
  }
}
