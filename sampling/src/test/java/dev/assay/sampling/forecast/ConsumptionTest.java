package dev.assay.sampling.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.numeric.StudentLaw;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ConsumptionTest {
  /** 7.5 standard deviations: a false alarm has a probability below 1e-13. */
  private static final double Z_LIMIT = 7.5;

  private static final int TRIALS = 4000;

  @Test
  void theRateIsTheMeanWithStudentsInterval() {
    Consumption seen = Consumption.of(new double[] {2, 4, 4, 6});
    assertThat(seen.rate()).isEqualTo(4);
    // s^2 = 8/3 over 4 bins, and t(3) at 95 % = 3.182446 (Student's table).
    assertThat(seen.rateMargin(0.95)).isCloseTo(3.182446 * Math.sqrt(8.0 / 12), within(1e-6));
    assertThat(seen.medianBins(100)).isEqualTo(25);
  }

  @Test
  void theEndsAreWhereThePredictivePivotIsStudentsQuantile() {
    double[] bins = {3, 1, 4, 1, 5, 9, 2, 6};
    Consumption seen = Consumption.of(bins);
    double mean = 31.0 / 8;
    double squares = 0;
    for (double bin : bins) {
      squares += (bin - mean) * (bin - mean);
    }
    double deviation = Math.sqrt(squares / 7);
    double t = StudentLaw.criticalValue(0.9, 7);
    Consumption.Range range = seen.bins(200, 0.9);
    ToDoubleFunction<Double> pivot = k -> (200 - k * mean) / (deviation * Math.sqrt(k + k * k / 8));
    assertThat(pivot.applyAsDouble(range.earliest())).isCloseTo(t, within(1e-9));
    assertThat(pivot.applyAsDouble(range.latest())).isCloseTo(-t, within(1e-9));
    assertThat(range.earliest()).isLessThan(seen.medianBins(200));
    assertThat(range.latest()).isGreaterThan(seen.medianBins(200));
  }

  @Test
  void aRateThatIsNotToldFromZeroHasNoLatestTime() {
    Consumption seen = Consumption.of(new double[] {0, 0, 0, 0, 0, 10});
    Consumption.Range range = seen.bins(50, 0.95);
    assertThat(range.latest()).isInfinite();
    assertThat(range.earliest()).isPositive().isLessThan(seen.medianBins(50));
  }

  @Test
  void aConstantRateIsCertain() {
    Consumption.Range range = Consumption.of(new double[] {5, 5, 5}).bins(20, 0.99);
    assertThat(range).isEqualTo(new Consumption.Range(4, 4));
  }

  @Test
  void inputWithoutAnAnswerIsRefused() {
    assertThatThrownBy(() -> Consumption.of(new double[1])).hasMessageContaining("give at least 2");
    assertThatThrownBy(() -> Consumption.of(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Consumption.of(new double[] {1, -1}).bins(1, 0.9))
        .hasMessageContaining("lasts for ever");
    assertThatThrownBy(() -> Consumption.of(new double[] {1, 2}).bins(0, 0.9))
        .hasMessageContaining("give a positive number");
  }

  /**
   * Labels come at random, each at a price of its own: bins are compound Poisson sums. The moment
   * of exhaustion is that of the first label that the stock does not pay.
   */
  @Test
  void theIntervalHoldsTheMomentOfExhaustionAsOftenAsItSays() {
    double[] prices = {0.05, 0.05, 0.05, 0.2, 1};
    for (int binCount : new int[] {8, 14, 24}) {
      for (double labelsOfABin : new double[] {5, 60}) {
        double stock = 10 * labelsOfABin * 0.27;
        int[] held = new int[2];
        double[] levels = {0.8, 0.95};
        SplittableRandom random = new SplittableRandom(binCount * 1000L + (long) labelsOfABin);
        for (int trial = 0; trial < TRIALS; trial++) {
          Consumption seen = Consumption.of(past(random, binCount, labelsOfABin, prices));
          double truth = exhaustion(random, stock, labelsOfABin, prices);
          for (int i = 0; i < levels.length; i++) {
            Consumption.Range range = seen.bins(stock, levels[i]);
            held[i] += truth >= range.earliest() && truth <= range.latest() ? 1 : 0;
          }
        }
        for (int i = 0; i < levels.length; i++) {
          double share = (double) held[i] / TRIALS;
          double noise = Z_LIMIT * Math.sqrt(levels[i] * (1 - levels[i]) / TRIALS);
          // Skew and what the last price overshoots are within the noise.
          assertThat(share)
              .as("%d bins of %s labels at %s", binCount, labelsOfABin, levels[i])
              .isBetween(levels[i] - noise, levels[i] + noise);
        }
      }
    }
  }

  private static double[] past(
      SplittableRandom random, int binCount, double labels, double[] prices) {
    double[] bins = new double[binCount];
    double time = -Math.log(1 - random.nextDouble()) / labels;
    while (time < binCount) {
      bins[(int) time] += prices[random.nextInt(prices.length)];
      time -= Math.log(1 - random.nextDouble()) / labels;
    }
    return bins;
  }

  private static double exhaustion(
      SplittableRandom random, double stock, double labels, double[] prices) {
    double left = stock;
    double time = 0;
    while (left > 0) {
      time -= Math.log(1 - random.nextDouble()) / labels;
      left -= prices[random.nextInt(prices.length)];
    }
    return time;
  }
}
