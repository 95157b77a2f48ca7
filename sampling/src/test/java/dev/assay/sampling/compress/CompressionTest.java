package dev.assay.sampling.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept, against what each method says done the slow way. */
class CompressionTest {

  @Test
  void binsAreTheGreedyGraphCutOfWhatIsLeft() {
    LabelledRows rows = rows(60, 3, 1);
    Bins bins = Bins.global(rows, 5);
    boolean[] gone = new boolean[60];
    for (int bin = 0; bin < 4; bin++) {
      int[] chosen = bins.rows(bin);
      assertThat(chosen).hasSize(12);
      boolean[] before = gone.clone();
      for (int k = 0; k < chosen.length; k++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < 60; row++) {
          most = gone[row] ? most : Math.max(most, gain(rows, row, before, chosen, k));
        }
        assertThat(gain(rows, chosen[k], before, chosen, k)).isCloseTo(most, within(1e-4));
        gone[chosen[k]] = true;
      }
    }
    assertThat(IntStream.range(0, 5).flatMap(bin -> Arrays.stream(bins.rows(bin))).distinct())
        .hasSize(60);
  }

  @Test
  void balancedBinsHoldTheSameShareOfEveryClass() {
    LabelledRows rows = rows(200, 3, 2);
    Bins bins = Bins.balanced(rows, 10);
    int[] sizes = rows.sizes();
    for (int bin = 0; bin < 9; bin++) {
      int[] counts = new int[3];
      for (int row : bins.rows(bin)) {
        counts[rows.classes()[row]]++;
      }
      for (int label = 0; label < 3; label++) {
        assertThat((double) counts[label]).isCloseTo(sizes[label] / 10.0, within(1.0));
      }
    }
  }

  @Test
  void binsAreDrawnEvenlyAndEachRowAsLikely() {
    LabelledRows rows = rows(90, 3, 3);
    Bins bins = Bins.balanced(rows, 6);
    int[] counts = ClassQuota.of(new double[] {1, 1, 1}, rows.sizes(), 30);
    double[] kept = new double[90];
    int runs = 3_000;
    for (int run = 0; run < runs; run++) {
      int[] drawn = BinDraw.draw(bins, rows, counts, run);
      assertThat(drawn).hasSize(30).doesNotHaveDuplicates();
      for (int row : drawn) {
        kept[row] += 1.0 / runs;
      }
    }
    for (int label = 0; label < 3; label++) {
      for (int bin = 0; bin < 6; bin++) {
        double[] own = own(bins.rows(bin), rows, label, kept);
        // all of one bin's class have one probability: five standard errors
        for (double share : own) {
          double mean = Arrays.stream(own).average().orElseThrow();
          assertThat(share).isCloseTo(mean, within(5 * Math.sqrt(.25 / runs)));
        }
      }
    }
  }

  @Test
  void quotasAreWholeAndNoClassGetsMoreThanItHas() {
    assertThat(ClassQuota.of(new double[] {.5, .3, .2}, new int[] {100, 100, 100}, 10))
        .containsExactly(5, 3, 2);
    assertThat(ClassQuota.of(new double[] {.8, .1, .1}, new int[] {4, 100, 100}, 20))
        .containsExactly(4, 8, 8);
    assertThat(ClassQuota.of(new double[] {1, 1, 1}, new int[] {10, 10, 0}, 5))
        .containsExactly(3, 2, 0);
    assertThat(ClassQuota.of(new double[] {1, 1e-9, 1}, new int[] {10, 10, 10}, 5))
        .containsExactly(2, 1, 2);
    assertThatThrownBy(() -> ClassQuota.of(new double[] {1, 1}, new int[] {10, 10}, 1))
        .hasMessageContaining("keep 2 or more");
  }

  @Test
  void adaptiveFractionsFollowAlgorithmOne() {
    AdaptiveFractions start = AdaptiveFractions.start(new double[] {.9, .8, .3}, 4);
    assertThat(Arrays.stream(start.fractions()).sum()).isCloseTo(1, within(1e-12));
    AdaptiveFractions next = start.advance(new double[] {.7, .85, .4});
    double[] raw = {start.fractions()[0] * 1.2, start.fractions()[1], Double.NaN};
    assertThat(next.best()).containsExactly(.9, .85, .4);
    assertThat(next.fractions()[0] / next.fractions()[1]).isCloseTo(raw[0] / raw[1], within(1e-12));
    assertThat(next.fractions()).isEqualTo(start.advance(new double[] {.7, .85, .4}).fractions());
    AdaptiveFractions last = next;
    while (last.round() < AdaptiveFractions.MAX_ROUNDS) {
      last = last.advance(new double[] {.9, .9, .9});
    }
    AdaptiveFractions end = last;
    assertThatThrownBy(() -> end.advance(new double[] {1, 1, 1})).hasMessageContaining("round");
    assertThatThrownBy(() -> start.advance(new double[] {1, 1})).hasMessageContaining("2");
    assertThatThrownBy(() -> start.advance(new double[] {1, Double.NaN, 1}))
        .hasMessageContaining("accuracy of class 1 is NaN");
  }

  @Test
  void confidentErrorsReachAnotherClassesThreshold() {
    double[][] p = {{.9, .1}, {.8, .2}, {.2, .8}, {.1, .9}, {.3, .7}, {.85, .15}};
    int[] labels = {0, 0, 0, 1, 1, 1};
    LabelledRows rows = new LabelledRows(PointMatrix.of(new double[6][1]), labels, 2);
    // thresholds: (.9 + .8 + .2) / 3 and (.9 + .7 + .15) / 3
    assertThat(ConfidentErrors.thresholds(rows, p)[0]).isCloseTo(1.9 / 3, within(1e-12));
    assertThat(ConfidentErrors.refuted(rows, p))
        .containsExactly(false, false, true, false, false, true);
  }

  @Test
  void theFirstOfAGrowthCoverTheirClassBestAndOnePathServesAllSizes() {
    LabelledRows rows = rows(150, 3, 5);
    boolean[] none = new boolean[150];
    double[] sure = filled(150, 1);
    int[] grown = Growth.grow(rows, none, sure, 60);
    assertThat(Growth.grow(rows, none, sure, 25)).isEqualTo(Arrays.copyOf(grown, 25));
    assertThat(grown).doesNotHaveDuplicates();
    assertThat(Arrays.stream(grown).limit(3).map(row -> rows.classes()[row]))
        .containsExactlyInAnyOrder(0, 1, 2);
    for (int k = 0; k < 3; k++) {
      int[] own = rows.members(rows.classes()[grown[k]]);
      double best = 0;
      for (int row : own) {
        best = Math.max(best, coverage(rows, row, own));
      }
      assertThat(coverage(rows, grown[k], own)).isCloseTo(best, within(1e-3 * best));
    }
  }

  @Test
  void aGrowthKeepsMoreOfTheClassThatIsHard() {
    // classes 1 and 2 overlap, class 0 is far away from both
    SeededStream stream = new SeededStream(6);
    double[][] points = new double[300][];
    int[] classes = new int[300];
    for (int row = 0; row < 300; row++) {
      classes[row] = row % 3;
      double x = classes[row] == 0 ? 12 : .6 * classes[row];
      points[row] = new double[] {x + stream.nextUnit(), 2 * stream.nextUnit()};
    }
    LabelledRows rows = new LabelledRows(PointMatrix.of(points), classes, 3);
    int[] grown = Growth.grow(rows, new boolean[300], filled(300, 1), 60);
    int[] counts = new int[3];
    for (int row : grown) {
      counts[classes[row]]++;
    }
    assertThat(counts[0]).isLessThan(Math.min(counts[1], counts[2]));
  }

  @Test
  void barredRowsAreNeitherKeptNorCounted() {
    LabelledRows rows = rows(80, 2, 7);
    boolean[] barred = new boolean[80];
    for (int row = 0; row < 80; row += 4) {
      barred[row] = true;
    }
    int[] grown = Growth.grow(rows, barred, filled(80, 1), 60);
    assertThat(Arrays.stream(grown).filter(row -> barred[row])).isEmpty();
    double[] weights = Growth.cellWeights(rows, barred, Arrays.copyOf(grown, 20));
    assertThat(Arrays.stream(weights).sum()).isCloseTo(20, within(1e-9));
    assertThat(Arrays.stream(weights).min().orElseThrow()).isPositive();
    assertThatThrownBy(() -> Growth.grow(rows, barred, filled(80, 1), 61))
        .hasMessageContaining("not barred");
  }

  private static double[] own(int[] bin, LabelledRows rows, int label, double[] kept) {
    return Arrays.stream(bin)
        .filter(row -> rows.classes()[row] == label)
        .mapToDouble(row -> kept[row])
        .toArray();
  }

  /**
   * What choosing a row adds: its similarity to all that no earlier bin holds, less twice chosen.
   */
  private static double gain(LabelledRows rows, int row, boolean[] gone, int[] chosen, int count) {
    double gain = 0;
    for (int other = 0; other < rows.count(); other++) {
      gain += gone[other] ? 0 : similarity(rows, row, other);
    }
    for (int k = 0; k < count; k++) {
      gain -= 2 * similarity(rows, row, chosen[k]);
    }
    return gain;
  }

  private static double similarity(LabelledRows rows, int a, int b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int d = 0; d < rows.features().dimension(); d++) {
      double x = rows.features().get(a, d);
      double y = rows.features().get(b, d);
      product += x * y;
      first += x * x;
      second += y * y;
    }
    return .5 + .5 * product / Math.sqrt(first * second);
  }

  private static double coverage(LabelledRows rows, int row, int[] own) {
    double[] distances = new double[own.length * (own.length - 1) / 2];
    int next = 0;
    for (int i = 1; i < own.length; i++) {
      for (int j = 0; j < i; j++) {
        distances[next++] = square(rows, own[i], own[j]);
      }
    }
    Arrays.sort(distances);
    double sum = 0;
    for (int other : own) {
      sum += Math.exp(-square(rows, row, other) / distances[distances.length / 2]);
    }
    return sum;
  }

  private static double square(LabelledRows rows, int a, int b) {
    double[] place = new double[rows.features().dimension()];
    rows.features().copy(b, place);
    return rows.features().squaredDistance(a, place);
  }

  private static double[] filled(int count, double value) {
    double[] all = new double[count];
    Arrays.fill(all, value);
    return all;
  }

  private static LabelledRows rows(int count, int classCount, long seed) {
    SeededStream stream = new SeededStream(seed);
    double[][] points = new double[count][4];
    int[] classes = new int[count];
    for (int row = 0; row < count; row++) {
      classes[row] = stream.nextBelow(classCount);
      for (int d = 0; d < 4; d++) {
        points[row][d] = stream.nextUnit() + (d == classes[row] ? .7 : 0);
      }
    }
    return new LabelledRows(PointMatrix.of(points), classes, classCount);
  }
}
