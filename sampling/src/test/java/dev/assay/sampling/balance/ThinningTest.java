package dev.assay.sampling.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept with a recorded probability undoes the thinning by its weight. */
class ThinningTest {
  private static final int RUNS = 4_000;

  @Test
  void weightedSumsOverKeptRowsEstimateThoseOverAll() {
    LabelledRows rows = UndersamplingTest.rows(11);
    Teacher teacher = known(rows);
    for (Balancing method :
        List.of(
            new ActiveDownsampling(teacher),
            new ActiveDownsampling(teacher, .4),
            new RowDistillation(teacher, .3))) {
      double total = 0;
      for (int row = 0; row < rows.count(); row++) {
        total += rows.features().get(row, 0);
      }
      double sum = 0;
      double squares = 0;
      for (int run = 0; run < RUNS; run++) {
        Balanced kept = method.balance(rows, run);
        double estimate = 0;
        for (int row = 0; row < rows.count(); row++) {
          estimate +=
              kept.multiplicities()[row] * kept.weights()[row] * rows.features().get(row, 0);
        }
        sum += estimate;
        squares += estimate * estimate;
      }
      double mean = sum / RUNS;
      double error = Math.sqrt((squares / RUNS - mean * mean) / RUNS);
      assertThat(error).as(method.name()).isPositive();
      assertThat(mean).as(method.name()).isCloseTo(total, within(4 * error));
    }
  }

  @Test
  void rowsAreKeptAsOftenAsTheirProbabilitySays() {
    LabelledRows rows = UndersamplingTest.rows(12);
    Balancing method = new ActiveDownsampling(known(rows), .4);
    double[] kept = new double[rows.count()];
    for (int run = 0; run < RUNS; run++) {
      Balanced balanced = method.balance(rows, run);
      assertThat(balanced.size()).isEqualTo(31);
      for (int row = 0; row < kept.length; row++) {
        kept[row] += (double) balanced.multiplicities()[row] / RUNS;
      }
    }
    double[] pi = method.balance(rows, 0).probabilities();
    assertThat(Arrays.stream(pi).sum()).isCloseTo(31, within(1e-9));
    for (int row = 0; row < kept.length; row++) {
      // five standard errors: 77 rows, a wrong one in a million runs
      double error = Math.sqrt(pi[row] * (1 - pi[row]) / RUNS);
      assertThat(kept[row]).as("row %d", row).isCloseTo(pi[row], within(5 * error + 1e-9));
    }
  }

  @Test
  void theGreatestClassAloneIsThinnedToTheNext() {
    LabelledRows rows = UndersamplingTest.rows(13);
    Balanced balanced = new ActiveDownsampling(known(rows)).balance(rows, 5);
    int[] counts = new int[3];
    for (int row = 0; row < rows.count(); row++) {
      counts[rows.classes()[row]] += balanced.multiplicities()[row];
      if (rows.classes()[row] > 0) {
        assertThat(balanced.weights()[row]).isEqualTo(1);
      }
    }
    assertThat(counts).containsExactly(25, 25, 12);
  }

  @Test
  void distilledRowsCarryTheTeachersProbabilities() {
    LabelledRows rows = UndersamplingTest.rows(14);
    double[][] soft = new RowDistillation(known(rows), .25).balance(rows, 1).softLabels();
    int[] kept = new RowDistillation(known(rows), .25).balance(rows, 1).multiplicities();
    for (int row = 0; row < soft.length; row++) {
      assertThat(soft[row]).hasSize(kept[row] == 0 ? 0 : 3);
    }
    assertThat(Arrays.stream(kept).sum()).isEqualTo(19);
  }

  @Test
  void aTeacherHasNotSeenTheLabelThatItSpeaksOf() {
    // a row whose label alone is wrong is told by its neighbours, not by itself
    LabelledRows rows = UndersamplingTest.rows(15);
    double[][] before = new OutOfFold().probabilities(rows, 2);
    for (double[] p : before) {
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
    }
    double[][] points = new double[60][];
    int[] classes = new int[60];
    for (int row = 0; row < 60; row++) {
      points[row] = new double[] {row % 2 == 0 ? -1 - row * 1e-3 : 1 + row * 1e-3};
      classes[row] = row % 2;
    }
    classes[0] = 1;
    LabelledRows flipped = new LabelledRows(PointMatrix.of(points), classes, 2);
    double[][] p = new OutOfFold().probabilities(flipped, 4);
    assertThat(p[0][1]).as("the wrong label").isLessThan(.2);
    assertThat(p[2][0]).isGreaterThan(.8);
    assertThat(new OutOfFold().probabilities(flipped, 4)).isDeepEqualTo(p);
  }

  @Test
  void aTeacherNeedsTwoRowsOfTwoClasses() {
    LabelledRows rows =
        new LabelledRows(PointMatrix.of(new double[][] {{0}, {1}, {2}}), new int[] {0, 0, 1}, 2);
    assertThatThrownBy(() -> new OutOfFold().probabilities(rows, 0))
        .hasMessageContaining("two rows");
  }

  @Test
  void theThresholdIsTheBestOfAll() {
    LabelledRows three = UndersamplingTest.rows(16);
    int[] classes = Arrays.stream(three.classes()).map(label -> Math.min(label, 1)).toArray();
    LabelledRows rows = new LabelledRows(three.features(), classes, 2);
    double[][] p = new OutOfFold().probabilities(rows, 3);
    Threshold threshold = Threshold.of(rows, p);
    double best = 0;
    for (double[] candidate : p) {
      best =
          Math.max(
              best, f1(rows, p, threshold.positiveClass(), candidate[threshold.positiveClass()]));
    }
    assertThat(threshold.f1()).isCloseTo(best, within(1e-12));
    assertThat(f1(rows, p, threshold.positiveClass(), threshold.threshold()))
        .isCloseTo(best, within(1e-12));
    assertThat(threshold.f1AtHalf()).isEqualTo(f1(rows, p, threshold.positiveClass(), .5));
  }

  private static double f1(LabelledRows rows, double[][] p, int positive, double threshold) {
    int hits = 0;
    int saidOrAre = 0;
    for (int row = 0; row < p.length; row++) {
      boolean is = rows.classes()[row] == positive;
      boolean said = p[row][positive] >= threshold;
      hits += is && said ? 1 : 0;
      saidOrAre += (is ? 1 : 0) + (said ? 1 : 0);
    }
    return 2.0 * hits / saidOrAre;
  }

  /** One that thinks little of some rows, the same whatever the seed. */
  private static Teacher known(LabelledRows rows) {
    return (all, seed) -> {
      double[][] p = new double[rows.count()][3];
      for (int row = 0; row < p.length; row++) {
        double own = (1 + row % 10) / 11.0;
        Arrays.fill(p[row], (1 - own) / 2);
        p[row][rows.classes()[row]] = own;
      }
      return p;
    };
  }
}
