package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MiniBatchKMeansTest {
  private static final float[][] NONE = {};

  /** Points around places on a line, so many of each, a unit wide. */
  private static double[][] blobs(long seed, int[] sizes, double... places) {
    SeededStream random = new SeededStream(seed);
    double[][] rows = new double[Arrays.stream(sizes).sum()][];
    int at = 0;
    for (int blob = 0; blob < sizes.length; blob++) {
      for (int i = 0; i < sizes[blob]; i++) {
        rows[at++] = new double[] {places[blob] + random.nextUnit(), random.nextUnit()};
      }
    }
    return rows;
  }

  private static Points points(double[][] rows) {
    return PointMatrix.of(rows);
  }

  private static double[] firsts(float[][] centres) {
    return Arrays.stream(centres).mapToDouble(centre -> centre[0]).toArray();
  }

  /** Points of which only every so many-th is there; of 0, none. */
  private record Some(Points all, int every) implements Points {
    @Override
    public int count() {
      return all.count();
    }

    @Override
    public int dimension() {
      return all.dimension();
    }

    @Override
    public boolean has(int point) {
      return every > 0 && point % every == 0;
    }

    @Override
    public void copy(int point, double[] into) {
      all.copy(point, into);
    }
  }

  private static double spread(Points points, int[] clusterOf) {
    int clusters = Arrays.stream(clusterOf).max().orElse(0) + 1;
    double[][] sums = new double[clusters][points.dimension()];
    int[] counts = new int[clusters];
    for (int i = 0; i < points.count(); i++) {
      counts[clusterOf[i]]++;
      for (int d = 0; d < points.dimension(); d++) {
        sums[clusterOf[i]][d] += points.get(i, d);
      }
    }
    double spread = 0;
    for (int i = 0; i < points.count(); i++) {
      double[] mean = sums[clusterOf[i]].clone();
      for (int d = 0; d < mean.length; d++) {
        mean[d] /= counts[clusterOf[i]];
      }
      spread += points.squaredDistance(i, mean);
    }
    return spread;
  }

  @Test
  void clustersApartAreFoundAndNumberedFromTheLargest() {
    Points points = points(blobs(1, new int[] {40, 300, 120}, 0, 10, 20));
    float[][] centres = MiniBatchKMeans.centres(points, 3, NONE, 5);
    assertThat(firsts(centres)).containsExactly(new double[] {10.5, 20.5, .5}, within(.2));
    int[] nearest = MiniBatchKMeans.nearest(points, centres);
    assertThat(Arrays.stream(nearest, 0, 40).allMatch(c -> c == 2)).isTrue();
    assertThat(Arrays.stream(nearest, 40, 340).allMatch(c -> c == 0)).isTrue();
    assertThat(Arrays.stream(nearest, 340, 460).allMatch(c -> c == 1)).isTrue();
  }

  @Test
  void theyDoNotDependOnHowThePointsAreNumbered() {
    double[][] rows = blobs(2, new int[] {500, 700, 400}, 0, 1, 2);
    double[][] turned = new double[rows.length][];
    Arrays.setAll(turned, i -> rows[rows.length - 1 - i]);
    assertThat(MiniBatchKMeans.centres(points(turned), 7, NONE, 9))
        .isDeepEqualTo(MiniBatchKMeans.centres(points(rows), 7, NONE, 9));
  }

  /** The batches and the sample are smaller than the pool; Lloyd's rounds go over all of it. */
  @Test
  void aLargePoolIsCutAboutAsWellAsByAllOfItsPoints() {
    double[][] rows = blobs(3, new int[] {7_000, 7_000, 7_000}, 0, .7, 1.4);
    Points points = points(rows);
    assertThat(rows.length).isGreaterThan(MiniBatchKMeans.MAX_SAMPLE);
    int[] some = MiniBatchKMeans.nearest(points, MiniBatchKMeans.centres(points, 8, NONE, 4));
    double exact = spread(points, KMeans.clusters(points, 8, 4));
    assertThat(spread(points, some)).isBetween(exact * .8, exact * 1.15);
  }

  @Test
  void copiesAreOneClusterAndFewerComeOutWhereFewerDiffer() {
    double[][] rows = new double[12][];
    Arrays.setAll(rows, i -> new double[] {i % 3 == 0 ? 1 : 4, 2});
    float[][] centres = MiniBatchKMeans.centres(points(rows), 5, NONE, 1);
    assertThat(centres).isDeepEqualTo(new float[][] {{4, 2}, {1, 2}});
    assertThat(MiniBatchKMeans.centres(points(new double[][] {{3, 3}}), 2, NONE, 1))
        .isDeepEqualTo(new float[][] {{3, 3}});
  }

  @Test
  void pointsThatAreMissingAreInNoCluster() {
    Points points = points(blobs(4, new int[] {5, 5}, 0, 10));
    Points some = new Some(points, 2);
    int[] nearest = MiniBatchKMeans.nearest(some, MiniBatchKMeans.centres(some, 2, NONE, 1));
    for (int i = 0; i < nearest.length; i++) {
      assertThat(nearest[i] == -1).isEqualTo(i % 2 == 1);
    }
    assertThat(MiniBatchKMeans.centres(new Some(points, 0), 2, NONE, 1)).isEmpty();
    assertThat(MiniBatchKMeans.nearest(points, NONE)).containsOnly(-1);
  }

  @Test
  void foundAnewTheyKeepTheirNumbersAndOneWithoutPointsGoesWhereSomeAre() {
    Points points = points(blobs(5, new int[] {40, 300, 120}, 0, 10, 20));
    float[][] before = MiniBatchKMeans.centres(points, 3, NONE, 5);
    // The largest is the smallest now, and all have moved a little.
    Points moved = points(blobs(6, new int[] {300, 30, 120}, 1, 11, 21));
    assertThat(firsts(MiniBatchKMeans.centres(moved, 3, before, 8)))
        .containsExactly(new double[] {11.5, 21.5, 1.5}, within(.3));
    Points gone = points(blobs(6, new int[] {300, 120}, 10, 20));
    float[][] after = MiniBatchKMeans.centres(gone, 3, before, 8);
    assertThat(Arrays.stream(MiniBatchKMeans.nearest(gone, after)).distinct().count()).isEqualTo(3);
    assertThat(firsts(MiniBatchKMeans.centres(points, 3, before, 77)))
        .containsExactly(firsts(before), within(.01));
  }

  @Test
  void theyAreTheSameOnEveryMachine() {
    Points points = points(blobs(7, new int[] {700, 900, 600}, 0, .8, 1.6));
    float[][] centres = MiniBatchKMeans.centres(points, 4, NONE, 3);
    Set<Integer> used = new HashSet<>();
    Arrays.stream(MiniBatchKMeans.nearest(points, centres)).forEach(used::add);
    assertThat(used).hasSize(4);
    assertThat(Arrays.deepHashCode(centres)).isEqualTo(-136519748);
  }
}
