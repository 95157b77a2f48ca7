package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final int WANTED = 10;

  /** Points in 40 clouds of 16 dimensions. */
  private static PointMatrix clouds(int count) {
    SeededStream random = new SeededStream(3);
    double[][] centres = new double[40][16];
    for (double[] centre : centres) {
      Arrays.setAll(centre, d -> 4 * random.nextUnit());
    }
    double[][] rows = new double[count][16];
    for (double[] row : rows) {
      double[] centre = centres[random.nextBelow(40)];
      Arrays.setAll(row, d -> centre[d] + random.nextUnit() + random.nextUnit() - 1);
    }
    return PointMatrix.of(rows);
  }

  @Test
  void allNeighboursAreThoseOfTheTree() {
    PointMatrix points = clouds(3_000);
    int[] units = IntStream.range(0, 3_000).toArray();
    Neighbours neighbours = Neighbours.exact(points, units, WANTED, 1);
    KdTree tree = new KdTree(points);
    int[] expected = new int[WANTED];
    for (int i = 0; i < 3_000; i++) {
      tree.nearest(i, expected);
      for (int rank = 0; rank < WANTED; rank++) {
        assertThat(neighbours.neighbour(i, rank)).isEqualTo(expected[rank]);
      }
    }
  }

  @Test
  void byCellsNineteenOfTwentyAreFound() {
    PointMatrix points = clouds(6_000);
    int[] units = ContentOrder.of(points, 1);
    Neighbours exact = Neighbours.exact(points, units, WANTED, 1);
    Neighbours most = Neighbours.most(points, units, WANTED, 1);
    int found = 0;
    for (int place = 0; place < units.length; place++) {
      Set<Integer> near = new HashSet<>();
      for (int rank = 0; rank < WANTED; rank++) {
        near.add(exact.neighbour(place, rank));
      }
      for (int rank = 0; rank < WANTED; rank++) {
        found += near.contains(most.neighbour(place, rank)) ? 1 : 0;
      }
    }
    assertThat((double) found / (units.length * WANTED)).isGreaterThan(.95);
  }

  /** On a grid most neighbours are as far as others: those of lower place are meant. */
  @Test
  void ofEquallyNearOnesThoseOfLowerPlaceAreNeighbours() {
    int side = 45;
    double[][] grid = new double[side * side][];
    Arrays.setAll(grid, i -> new double[] {i % side, Math.floorDiv(i, side)});
    int[] units = IntStream.range(0, grid.length).toArray();
    Neighbours neighbours = Neighbours.exact(PointMatrix.of(grid), units, 6, 1);
    for (int i = side + 2; i < grid.length; i += 97) {
      double[] here = grid[i];
      int place = i;
      int[] expected =
          IntStream.range(0, grid.length)
              .filter(j -> j != place)
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                          (Integer j) ->
                              Math.abs(grid[j][0] - here[0]) * Math.abs(grid[j][0] - here[0])
                                  + Math.abs(grid[j][1] - here[1]) * Math.abs(grid[j][1] - here[1]))
                      .thenComparingInt(j -> j))
              .limit(6)
              .mapToInt(j -> j)
              .toArray();
      int[] found = IntStream.range(0, 6).map(rank -> neighbours.neighbour(place, rank)).toArray();
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void fewerPointsThanAreWantedHaveFewerNeighbours() {
    PointMatrix points = clouds(4);
    Neighbours neighbours = Neighbours.of(points, new int[] {0, 1, 2, 3}, WANTED, 1);
    assertThat(neighbours.neighbour(0, 2)).isBetween(1, 3);
    assertThat(neighbours.neighbour(0, 3)).isEqualTo(-1);
    assertThat(Neighbours.of(points, new int[] {2}, WANTED, 1).meanDistance(0)).isZero();
  }
}
