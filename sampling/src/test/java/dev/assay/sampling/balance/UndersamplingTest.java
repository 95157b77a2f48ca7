package dev.assay.sampling.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The methods that leave rows out, against what they say done the slow way. */
class UndersamplingTest {
  private static final int[] SIZES = {40, 25, 12};

  @Test
  void tomekLinksAreMutualNearestOfTwoClasses() {
    LabelledRows rows = rows(5);
    int[] kept = new TomekLinks().balance(rows, 0).multiplicities();
    int links = 0;
    for (int row = 0; row < rows.count(); row++) {
      int nearest = nearest(rows, row, all(rows))[0];
      boolean isLink =
          rows.classes()[row] != rows.classes()[nearest]
              && nearest(rows, nearest, all(rows))[0] == row;
      boolean isLeftOut = isLink && rows.classes()[row] != 2;
      links += isLeftOut ? 1 : 0;
      assertThat(kept[row]).as("row %d", row).isEqualTo(isLeftOut ? 0 : 1);
    }
    assertThat(links).as("rows left out").isPositive();
  }

  @Test
  void editedRowsHaveAllNeighboursOfTheirClass() {
    LabelledRows rows = rows(6);
    int[] kept = new EditedNearestNeighbours().balance(rows, 0).multiplicities();
    for (int row = 0; row < rows.count(); row++) {
      int[] nearest = nearest(rows, row, all(rows));
      boolean same = true;
      for (int k = 0; k < 3; k++) {
        same &= classOf(rows, nearest[k]) == classOf(rows, row);
      }
      assertThat(kept[row]).isEqualTo(same || classOf(rows, row) == 2 ? 1 : 0);
    }
    assertThat(Arrays.stream(kept).sum()).isBetween(12, rows.count() - 1);
  }

  @Test
  void nearMissKeepsTheNearestToTheSmallestClass() {
    LabelledRows rows = rows(7);
    int[] kept = new NearMiss().balance(rows, 0).multiplicities();
    int[] minority = rows.members(2);
    for (int label = 0; label < 2; label++) {
      double farthestKept = 0;
      double nearestLeft = Double.MAX_VALUE;
      int count = 0;
      for (int row : rows.members(label)) {
        int[] nearest = nearest(rows, row, minority);
        double mean = 0;
        for (int k = 0; k < 3; k++) {
          mean += Math.sqrt(square(rows, row, nearest[k])) / 3;
        }
        count += kept[row];
        farthestKept = kept[row] == 1 ? Math.max(farthestKept, mean) : farthestKept;
        nearestLeft = kept[row] == 0 ? Math.min(nearestLeft, mean) : nearestLeft;
      }
      assertThat(count).isEqualTo(minority.length);
      assertThat(farthestKept).isLessThanOrEqualTo(nearestLeft + 1e-6);
    }
  }

  @Test
  void randomMethodsMakeClassesEqual() {
    LabelledRows rows = rows(8);
    int[] over = new RandomOversampling().balance(rows, 3).multiplicities();
    int[] under = new RandomUndersampling().balance(rows, 3).multiplicities();
    for (int label = 0; label < 3; label++) {
      int[] members = rows.members(label);
      assertThat(Arrays.stream(members).map(row -> over[row]).sum()).isEqualTo(40);
      assertThat(Arrays.stream(members).map(row -> under[row]).sum()).isEqualTo(12);
      assertThat(Arrays.stream(members).map(row -> over[row]).min().orElseThrow()).isPositive();
    }
    assertThat(new RandomUndersampling().balance(rows, 3).probabilities()[0]).isEqualTo(12.0 / 40);
  }

  @Test
  void weightsMakeClassesWeighTheSameOrWhatTheyCost() {
    LabelledRows rows = rows(9);
    double[] weights = new ClassWeights().balance(rows, 0).weights();
    for (int label = 0; label < 3; label++) {
      double sum = 0;
      for (int row : rows.members(label)) {
        sum += weights[row];
      }
      assertThat(sum).isCloseTo(77.0 / 3, within(1e-9));
    }
    double[][] costs = {{0, 1, 1}, {2, 0, 2}, {0, 6, 0}};
    double[] byCost = new CostWeights(costs).balance(rows, 0).weights();
    assertThat(byCost[rows.members(1)[0]] / byCost[rows.members(0)[0]]).isCloseTo(2, within(1e-9));
    assertThat(byCost[rows.members(2)[0]] / byCost[rows.members(0)[0]]).isCloseTo(3, within(1e-9));
    assertThat(Arrays.stream(byCost).sum()).isCloseTo(77, within(1e-9));
  }

  /** Three clouds that overlap. */
  static LabelledRows rows(long seed) {
    SeededStream stream = new SeededStream(seed);
    int count = Arrays.stream(SIZES).sum();
    double[][] points = new double[count][];
    int[] classes = new int[count];
    int row = 0;
    for (int label = 0; label < SIZES.length; label++) {
      for (int k = 0; k < SIZES[label]; k++) {
        double x = label + 1.5 * (stream.nextUnit() + stream.nextUnit() - 1);
        points[row] = new double[] {x, 2 * stream.nextUnit()};
        classes[row++] = label;
      }
    }
    return new LabelledRows(PointMatrix.of(points), classes, SIZES.length);
  }

  private static int classOf(LabelledRows rows, int row) {
    return rows.classes()[row];
  }

  private static int[] all(LabelledRows rows) {
    return IntStream.range(0, rows.count()).toArray();
  }

  private static int[] nearest(LabelledRows rows, int row, int[] among) {
    return Arrays.stream(among)
        .filter(other -> other != row)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> square(rows, row, other)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double square(LabelledRows rows, int a, int b) {
    double[] place = new double[2];
    rows.features().copy(b, place);
    return rows.features().squaredDistance(a, place);
  }
}
