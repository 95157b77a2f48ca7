package dev.assay.sampling.design.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.numeric.BetaLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaDrawTest {
  private static final int DRAWS = 100_000;

  /** Kolmogorov's statistic exceeds 2.7 / sqrt(n) with probability below 1e-6. */
  @ParameterizedTest
  @CsvSource({"0.05,1.95", "0.5,0.5", "1,1", "3,2", "40,2"})
  void followsTheBetaLaw(double a, double b) {
    SeededStream random = new SeededStream(7);
    double[] drawn = new double[DRAWS];
    for (int k = 0; k < DRAWS; k++) {
      drawn[k] = BetaDraw.of(a, b, random);
    }
    java.util.Arrays.sort(drawn);
    double furthest = 0;
    for (int k = 0; k < DRAWS; k++) {
      double law = BetaLaw.cdf(drawn[k], a, b);
      furthest = Math.max(furthest, Math.max(law - (double) k / DRAWS, (k + 1.0) / DRAWS - law));
    }
    assertThat(furthest).isLessThan(2.7 / Math.sqrt(DRAWS));
  }

  @Test
  void endsOfTheRangeAreThatEnd() {
    SeededStream random = new SeededStream(7);
    assertThat(BetaDraw.of(0, 3, random)).isZero();
    assertThat(BetaDraw.of(3, 0, random)).isEqualTo(1);
    assertThat(BetaDraw.of(0, 0, random)).isCloseTo(0.5, within(0.0));
  }
}
