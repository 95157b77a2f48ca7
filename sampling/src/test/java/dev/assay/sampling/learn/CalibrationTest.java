package dev.assay.sampling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores that are made to say what they mean. */
class CalibrationTest {

  private static double[][] truths(int count, SeededStream random) {
    double[][] rows = new double[count][3];
    for (double[] row : rows) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        row[k] = -Math.log(random.nextOpenUnit());
        sum += row[k];
      }
      for (int k = 0; k < 3; k++) {
        row[k] /= sum;
      }
    }
    return rows;
  }

  private static int[] answers(double[][] truths, SeededStream random) {
    return Arrays.stream(truths)
        .mapToInt(
            row -> {
              double at = random.nextUnit();
              return at < row[0] ? 0 : at < row[0] + row[1] ? 1 : 2;
            })
        .toArray();
  }

  private static double[][] raised(double[][] rows, double power) {
    double[][] raised = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      raised[i] = Arrays.stream(rows[i]).map(p -> Math.pow(p, power)).toArray();
      double sum = Arrays.stream(raised[i]).sum();
      for (int k = 0; k < raised[i].length; k++) {
        raised[i][k] /= sum;
      }
    }
    return raised;
  }

  /**
   * What was raised to a power is taken back. The information of an answer about log b is the
   * variance of the log scores, .4 at least here, so that 5,000 answers leave a standard error of
   * .023 and the bound is 4.5 of them.
   */
  @ParameterizedTest
  @ValueSource(doubles = {.5, 1, 3})
  void theTemperatureUndoesWhatMadeScoresTooSure(double power) {
    SeededStream random = new SeededStream(1);
    double[][] truths = truths(5000, random);
    double[][] scores = raised(truths, power);
    Temperature found = Temperature.fit(scores, answers(truths, random));
    assertThat(Math.log(found.inverse() * power)).isBetween(-.1, .1);
    float[] row = new float[3];
    for (int k = 0; k < 3; k++) {
      row[k] = (float) scores[0][k];
    }
    new Temperature(1 / power).apply(row);
    for (int k = 0; k < 3; k++) {
      assertThat((double) row[k]).isCloseTo(truths[0][k], within(1e-5));
    }
  }

  /** The least log loss of a grid is no less. */
  @Test
  void noOtherTemperatureHasALessLogLoss() {
    SeededStream random = new SeededStream(3);
    double[][] truths = truths(40, random);
    double[][] scores = raised(truths, 2.5);
    int[] answers = answers(truths, random);
    double least = loss(scores, answers, Temperature.fit(scores, answers).inverse());
    for (double inverse = .0625; inverse <= 16; inverse *= 1.02) {
      assertThat(loss(scores, answers, inverse)).isGreaterThanOrEqualTo(least - 1e-9);
    }
  }

  private static double loss(double[][] scores, int[] answers, double inverse) {
    double[][] raised = raised(scores, inverse);
    double sum = 0;
    for (int i = 0; i < answers.length; i++) {
      sum -= Math.log(raised[i][answers[i]]);
    }
    return sum;
  }

  @Test
  void certainScoresStayInRange() {
    double[][] certain = {{1, 0}, {0, 1}, {1, 0}};
    Temperature found = Temperature.fit(certain, new int[] {0, 1, 0});
    assertThat(found.inverse()).isBetween(1 / Temperature.MOST, Temperature.MOST);
    float[] row = {1, 0};
    found.apply(row);
    assertThat(row[0] + row[1]).isCloseTo(1, within(1e-6f));
    Temperature wrong = Temperature.fit(certain, new int[] {1, 0, 1});
    assertThat(wrong.inverse()).isCloseTo(1 / Temperature.MOST, within(1e-6));
  }

  @Test
  void violatorsArePooledAndWhatIsAtOnePlaceIsOne() {
    Isotonic fitted = Isotonic.fit(new double[] {1, 2, 3, 4, 5}, new double[] {1, 3, 2, 2, 5});
    double pooled = 7.0 / 3;
    assertThat(fitted.value(0)).isEqualTo(1);
    assertThat(fitted.value(1)).isEqualTo(1);
    assertThat(fitted.value(2)).isCloseTo(1 + (pooled - 1) / 2, within(1e-12)); // half way
    assertThat(fitted.value(3)).isCloseTo(pooled, within(1e-12));
    assertThat(fitted.value(5)).isEqualTo(5);
    assertThat(fitted.value(9)).isEqualTo(5);
    Isotonic equal = Isotonic.fit(new double[] {2, 2, 2}, new double[] {0, 1, 1});
    assertThat(equal.value(2)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(equal.value(7)).isCloseTo(2.0 / 3, within(1e-12));
  }

  /** The best of every way to cut the examples into blocks with rising means. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theBlocksAreThoseOfTheLeastSquares(long seed) {
    SeededStream random = new SeededStream(seed);
    double[] at = new double[9];
    double[] values = new double[9];
    Arrays.setAll(at, i -> i);
    Arrays.setAll(values, i -> random.nextUnit() + .05 * i);
    int best = 0;
    for (int cuts = 1; cuts < 1 << 8; cuts++) {
      best = squares(values, cuts) < squares(values, best) - 1e-12 ? cuts : best;
    }
    Isotonic fitted = Isotonic.fit(at, values);
    int from = 0;
    for (int i = 0; i < values.length; i++) {
      if (isEnd(values, best, i)) {
        double mean = Arrays.stream(values, from, i + 1).average().orElseThrow();
        assertThat(fitted.value((from + i) / 2.0)).isCloseTo(mean, within(1e-9));
        from = i + 1;
      }
    }
    assertThat(Arrays.stream(at).map(fitted::value).toArray()).isSorted();
  }

  private static boolean isEnd(double[] values, int cuts, int i) {
    return i == values.length - 1 || (cuts >> i & 1) == 1;
  }

  private static double squares(double[] values, int cuts) {
    double sum = 0;
    double before = Double.NEGATIVE_INFINITY;
    int from = 0;
    for (int i = 0; i < values.length; i++) {
      if (isEnd(values, cuts, i)) {
        double mean = Arrays.stream(values, from, i + 1).average().orElseThrow();
        if (mean < before) {
          return Double.POSITIVE_INFINITY;
        }
        for (int j = from; j <= i; j++) {
          sum += (values[j] - mean) * (values[j] - mean);
        }
        before = mean;
        from = i + 1;
      }
    }
    return sum;
  }
}
