package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every choice beside that of comparing all points with all chosen ones. */
class FarthestFirstTest {

  private static PackedPoints points(int count, int dimension, Supplier<Double> coordinate) {
    double[][] rows = new double[count][dimension];
    for (double[] row : rows) {
      Arrays.setAll(row, d -> coordinate.get());
    }
    int[] units = new int[count];
    Arrays.setAll(units, i -> i);
    return PackedPoints.of(PointMatrix.of(rows), units);
  }

  /** What comparing all with all chooses; nothing kept away from begins with the first. */
  private static int[] plain(PackedPoints points, PackedPoints others, int count) {
    float[] nearest = new float[points.blockCount() * PackedPoints.BLOCK];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    points.approach(others.rows(), nearest);
    int[] chosen = new int[count];
    for (int next = 0; next < count; next++) {
      int farthest = -1;
      for (int place = 0; place < points.count(); place++) {
        if (nearest[place] >= 0 && (farthest < 0 || nearest[place] > nearest[farthest])) {
          farthest = place;
        }
      }
      chosen[next] = farthest;
      points.approach(new float[][] {points.row(farthest)}, nearest);
      nearest[farthest] = -1;
    }
    return chosen;
  }

  private static int[] fast(PackedPoints points, PackedPoints others, int count) {
    FarthestFirst farthest = new FarthestFirst(points);
    farthest.keepAwayFrom(others);
    return farthest.choose(count);
  }

  @Test
  void fewAreLookedAtAndTheChoiceIsThatOfLookingAtAll() {
    SeededStream random = new SeededStream(1);
    PackedPoints points =
        points(9_000, 5, () -> 4.0 * random.nextBelow(3) + random.nextUnit() * random.nextUnit());
    PackedPoints none = points.select(new int[0]);
    PackedPoints some = points.select(new int[] {17, 4_000, 8_999});
    assertThat(fast(points, none, 700)).isEqualTo(plain(points, none, 700)).startsWith(0);
    assertThat(fast(points, some, 700)).isEqualTo(plain(points, some, 700));
  }

  /** Each of 289 places of a grid holds some 20 points. */
  @Test
  void equallyFarOnesFollowByPlaceEvenWhereAllThatIsLeftCoincides() {
    SeededStream random = new SeededStream(2);
    PackedPoints points = points(6_000, 2, () -> (double) random.nextBelow(17));
    PackedPoints none = points.select(new int[0]);
    assertThat(fast(points, none, 2_500))
        .isEqualTo(plain(points, none, 2_500))
        .doesNotHaveDuplicates();
  }

  @Test
  void allAndNoneCanBeChosen() {
    SeededStream random = new SeededStream(3);
    PackedPoints points = points(300, 3, random::nextUnit);
    PackedPoints none = points.select(new int[0]);
    assertThat(fast(points, none, 300)).isEqualTo(plain(points, none, 300));
    assertThat(fast(points, none, 0)).isEmpty();
    assertThat(fast(none, none, 0)).isEmpty();
  }
}
