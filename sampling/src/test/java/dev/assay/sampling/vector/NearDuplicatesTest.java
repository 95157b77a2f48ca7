package dev.assay.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

  /** Random places, every third of them with a twin beside it. */
  private static FloatPoints points(int count, float apart, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] row = new float[3];
      for (int d = 0; d < 3; d++) {
        row[d] = i % 3 == 1 ? rows[i - 1][d] + apart : (float) random.nextUnit();
      }
      rows[i] = row;
    }
    return FloatPoints.of(rows);
  }

  private static double median(FloatPoints points) {
    double[] all = new double[points.count() * (points.count() - 1) / 2];
    double[] row = new double[3];
    int next = 0;
    for (int i = 0; i < points.count(); i++) {
      points.copy(i, row);
      for (int j = 0; j < i; j++) {
        all[next++] = points.squaredDistance(j, row);
      }
    }
    Arrays.sort(all);
    return Math.sqrt(all[all.length / 2]);
  }

  /** The plain twin: joins whatever is near until nothing changes. */
  private static int[] plain(FloatPoints points, double radius) {
    double limit = radius * median(points);
    int[] groups = new int[points.count()];
    Arrays.setAll(groups, i -> i);
    double[] row = new double[3];
    for (int i = 0; i < groups.length; i++) {
      points.copy(i, row);
      for (int j = 0; j < i; j++) {
        if (points.squaredDistance(j, row) <= limit * limit) {
          int from = groups[i];
          int to = groups[j];
          for (int k = 0; k < groups.length; k++) {
            groups[k] = groups[k] == from ? to : groups[k];
          }
        }
      }
    }
    return groups;
  }

  private static Set<Set<Integer>> sets(int[] groups) {
    Set<Set<Integer>> sets = new HashSet<>();
    for (int group : groups) {
      Set<Integer> members = new HashSet<>();
      for (int i = 0; i < groups.length; i++) {
        if (groups[i] == group) {
          members.add(i);
        }
      }
      sets.add(members);
    }
    return sets;
  }

  @Test
  void groupsAreTheConnectedPartsThatAPlainTwinFinds() {
    for (int seed = 0; seed < 8; seed++) {
      FloatPoints points = points(150, .003f, seed);
      for (double radius : new double[] {0, .02, .1}) {
        int[] groups = NearDuplicates.groups(points, radius, 150, seed);
        assertThat(sets(groups)).isEqualTo(sets(plain(points, radius)));
        assertThat(Arrays.stream(groups).max().orElseThrow() + 1).isEqualTo(sets(groups).size());
      }
    }
  }

  @Test
  void noGroupIsLargerThanTheLimit() {
    float[][] rows = new float[100][];
    Arrays.fill(rows, new float[] {1, 2, 3});
    int[] groups = NearDuplicates.groups(FloatPoints.of(rows), 0, 7, 1);
    assertThat(sets(groups)).allSatisfy(set -> assertThat(set).hasSizeLessThanOrEqualTo(7));
    assertThat(sets(groups)).hasSizeBetween(15, 50); // none could be joined with another
    assertThat(sets(NearDuplicates.groups(FloatPoints.of(rows), 0, 1, 1))).hasSize(100);
  }

  @Test
  void missingPointsAreByThemselvesAndOneOrNoneWillDo() {
    FloatPoints some =
        FloatPoints.of(new float[0], new float[] {1, 1}, new float[0], new float[] {1, 1});
    assertThat(NearDuplicates.groups(some, 0, 4, 1)).containsExactly(0, 1, 2, 1);
    assertThat(NearDuplicates.groups(FloatPoints.of(new float[] {1}), .5, 4, 1)).containsExactly(0);
    assertThat(NearDuplicates.groups(FloatPoints.of(), .5, 4, 1)).isEmpty();
  }

  /** Beyond the bound each is compared with those that follow it along the tree alone. */
  @Test
  void boundedWorkFindsMostTwins() {
    FloatPoints points = points(3_000, 1e-5f, 4);
    int[] groups = NearDuplicates.groups(points, 1e-3, 2, 4, 3_000L * 3 * 64);
    int found = 0;
    for (int i = 1; i < 3_000; i += 3) {
      found += groups[i] == groups[i - 1] ? 1 : 0;
    }
    // Twins part at a cut of the tree with probability ~ its depth over the points of a slab.
    assertThat(found).isGreaterThan(900);
  }
}
