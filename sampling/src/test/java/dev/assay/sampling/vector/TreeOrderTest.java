package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeOrderTest {

  private static double[][] line(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    double[][] rows = new double[count][3];
    for (double[] row : rows) {
      double along = random.nextUnit();
      row[0] = 3 * along;
      row[1] = -2 * along;
      row[2] = along;
    }
    return rows;
  }

  @Test
  void pointsOfALineAreReadFromEndToEnd() {
    // More than are copied at once, so that both ways of splitting are used.
    double[][] rows = line(5_000, 1);
    int[] order = TreeOrder.of(PointMatrix.of(rows), 7);
    double[] along = Arrays.stream(order).mapToDouble(i -> rows[i][0]).toArray();
    assertThat(neighbourGap(along)).isLessThan(8 * 3.0 / 5_000);
  }

  /** The mean gap between neighbours; 3 over their number where they are sorted, 1 at random. */
  private static double neighbourGap(double[] along) {
    double sum = 0;
    for (int i = 1; i < along.length; i++) {
      sum += Math.abs(along[i] - along[i - 1]);
    }
    return sum / (along.length - 1);
  }

  @Test
  void theHalvesArePartedAtTheMedianOfTheWidestDirection() {
    SeededStream random = new SeededStream(3);
    double[][] rows = new double[100][2];
    for (double[] row : rows) {
      row[0] = random.nextUnit();
      row[1] = 10 * random.nextUnit();
    }
    int[] order = TreeOrder.of(PointMatrix.of(rows), 1);
    double[] first = Arrays.stream(order, 0, 50).mapToDouble(i -> rows[i][1]).sorted().toArray();
    double[] second = Arrays.stream(order, 50, 100).mapToDouble(i -> rows[i][1]).sorted().toArray();
    // The principal direction of the sample is the second coordinate but for a few degrees.
    assertThat(first[49] < second[0] + 1 || second[49] < first[0] + 1).isTrue();
  }

  @Test
  void theNumbersOfPointsDoNotMatter() {
    SeededStream random = new SeededStream(5);
    double[][] rows = new double[5_000][4];
    for (double[] row : rows) {
      Arrays.setAll(row, d -> random.nextUnit());
    }
    int[] moved = IntStream.range(0, rows.length).toArray();
    random.shuffle(moved);
    int[] here = TreeOrder.of(PointMatrix.of(rows), 9);
    int[] there =
        TreeOrder.of(
            PointMatrix.of(Arrays.stream(moved).mapToObj(i -> rows[i]).toArray(double[][]::new)),
            9);
    assertThat(Arrays.stream(there).map(i -> moved[i]).toArray()).isEqualTo(here);
  }

  @Test
  void pointsThatCoincideAndASinglePointHaveAnOrder() {
    assertThat(TreeOrder.of(PointMatrix.of(new double[][] {{4, 2}}), 1)).containsExactly(0);
    int[] order = TreeOrder.of(PointMatrix.of(new double[9][2]), 1);
    assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }
}
