package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class KdTreeTest {

  @Test
  void findsWhatBruteForceFindsWhilePointsAreRemoved() {
    SeededStream random = new SeededStream(1);
    for (int trial = 0; trial < 40; trial++) {
      int dimensions = 1 + random.nextBelow(4);
      // Coordinates on a coarse grid make many ties and coincident points.
      int grid = trial % 2 == 0 ? 5 : 1_000_000;
      double[][] points = new double[1 + random.nextBelow(300)][dimensions];
      for (double[] point : points) {
        for (int d = 0; d < dimensions; d++) {
          point[d] = random.nextBelow(grid) / (double) grid;
        }
      }
      removeOneByOne(points, random);
    }
  }

  private static void removeOneByOne(double[][] points, SeededStream random) {
    KdTree tree = new KdTree(PointMatrix.of(points));
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      int point = left.get(random.nextBelow(left.size()));
      int[] result = new int[1 + random.nextBelow(6)];
      int found = tree.nearest(point, result);
      int[] expected =
          left.stream()
              .filter(i -> i != point)
              .sorted(
                  Comparator.comparingDouble((Integer i) -> distance(points[i], points[point]))
                      .thenComparing(i -> i))
              .limit(result.length)
              .mapToInt(i -> i)
              .toArray();
      assertThat(found).isEqualTo(expected.length);
      assertThat(java.util.Arrays.copyOf(result, found)).containsExactly(expected);
      tree.remove(point);
      left.remove((Integer) point);
      assertThat(tree.size()).isEqualTo(left.size());
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }
}
