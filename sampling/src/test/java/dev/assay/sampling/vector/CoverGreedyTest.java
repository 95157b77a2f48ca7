package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoverGreedyTest {
  private static final int COUNT = 700;

  private static PackedPoints cloud() {
    SeededStream random = new SeededStream(2);
    double[][] rows = new double[COUNT][11]; // one strip of coordinates and a rest
    for (double[] row : rows) {
      Arrays.setAll(row, d -> random.nextUnit());
    }
    int[] units = new int[COUNT];
    Arrays.setAll(units, i -> i);
    return PackedPoints.of(PointMatrix.of(rows), units);
  }

  private static float[] ones() {
    float[] ones = new float[COUNT];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void howMuchIsKeptDoesNotChangeWhatIsChosen() {
    PackedPoints points = cloud();
    Kernel kernel = Kernel.radial(.4);
    int[] all = new CoverGreedy(points, kernel, ones()).choose(40);
    assertThat(new CoverGreedy(points, kernel, ones(), 0).choose(40)).isEqualTo(all);
    assertThat(new CoverGreedy(points, kernel, ones(), 9 * 768).choose(40)).isEqualTo(all);
  }

  @Test
  void whatWeighsNothingIsNotCoveredForItsOwnSake() {
    float[] weights = new float[COUNT];
    weights[600] = 1;
    PackedPoints points = cloud();
    assertThat(new CoverGreedy(points, Kernel.radial(.4), weights).choose(1)).containsExactly(600);
  }

  @Test
  void allCanBeChosen() {
    assertThat(new CoverGreedy(cloud(), Kernel.ball(.1f), ones()).choose(COUNT))
        .doesNotHaveDuplicates()
        .hasSize(COUNT);
  }

  @Test
  void theRadialKernelIsTheExponentialAlmost() {
    double[][] rows = new double[200][1];
    Arrays.setAll(rows, i -> new double[] {i / 50.0});
    int[] units = new int[200];
    Arrays.setAll(units, i -> i);
    PackedPoints points = PackedPoints.of(PointMatrix.of(rows), units);
    float[] into = new float[PackedPoints.BLOCK];
    Kernel.radial(.7).row(points, 0, new float[1], into);
    for (int i = 0; i < 200; i++) {
      double exact = StrictMath.exp(-rows[i][0] * rows[i][0] / .7);
      assertThat((double) into[i]).isCloseTo(exact, within(3.5e-4));
    }
  }
}
