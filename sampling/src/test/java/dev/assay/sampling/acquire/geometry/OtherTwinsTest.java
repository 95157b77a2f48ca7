package dev.assay.sampling.acquire.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Other strategies against plain twins, or against what their clouds leave no doubt about. */
class OtherTwinsTest {
  private static final int COUNT = 80;
  private static final int DRAWN = 10;

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void rankedBatchIsThePublishedScoreFromTheStartEachTime() {
    for (int seed = 0; seed < 8; seed++) {
      FloatPoints points = Clouds.points(COUNT, 3, seed);
      FloatPoints labelled = Clouds.points(5 * seed, 3, 50 + seed);
      Rows rows = Clouds.scores(COUNT, 4, 90 + seed);
      List<float[]> known = new ArrayList<>(Arrays.asList(labelled.rows()));
      int[] expected = new int[DRAWN];
      boolean[] taken = new boolean[COUNT];
      for (int place = 0; place < DRAWN; place++) {
        double alpha = (double) (COUNT - place) / (COUNT + labelled.count());
        double best = -1;
        for (int c = 0; c < COUNT; c++) {
          float[] row = points.rows()[c];
          double likeness =
              known.stream().mapToDouble(s -> 1 / (1 + distance(s, row))).max().orElse(0);
          float[] p = rows.rows()[c];
          double largest = Math.max(Math.max(p[0], p[1]), Math.max(p[2], p[3]));
          double score = alpha * (1 - likeness) + (1 - alpha) * (1 - largest);
          if (!taken[c] && score > best) {
            best = score;
            expected[place] = c;
          }
        }
        taken[expected[place]] = true;
        known.add(points.rows()[expected[place]]);
      }
      int[] chosen =
          Chosen.of(new RankedBatch().select(Known.pool(points, labelled, rows), DRAWN, 1));
      // With nothing labelled and alpha 1 the first is any of them: all score the same.
      int from = seed == 0 ? DRAWN : 0;
      assertThat(Arrays.copyOfRange(chosen, from, DRAWN))
          .isEqualTo(Arrays.copyOfRange(expected, from, DRAWN));
    }
  }

  @Test
  void herdingFollowsTheMeanOfTheKernel() {
    for (int seed = 0; seed < 6; seed++) {
      FloatPoints points = Clouds.points(COUNT, 3, seed);
      FloatPoints labelled = Clouds.points(seed, 3, 50 + seed);
      List<Double> squares = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < i; j++) {
          squares.add(Math.pow(distance(points.rows()[i], points.rows()[j]), 2));
        }
      }
      squares.sort(null);
      double width = .27 * squares.get(squares.size() / 2);
      List<float[]> known = new ArrayList<>(Arrays.asList(labelled.rows()));
      int[] expected = new int[DRAWN];
      boolean[] taken = new boolean[COUNT];
      for (int place = 0; place < DRAWN; place++) {
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < COUNT; c++) {
          float[] row = points.rows()[c];
          double value =
              Arrays.stream(points.rows())
                      .mapToDouble(x -> StrictMath.exp(-Math.pow(distance(x, row), 2) / width))
                      .sum()
                  / COUNT;
          value -=
              known.stream()
                      .mapToDouble(s -> StrictMath.exp(-Math.pow(distance(s, row), 2) / width))
                      .sum()
                  / (known.size() + 1);
          if (!taken[c] && value > best) {
            best = value;
            expected[place] = c;
          }
        }
        taken[expected[place]] = true;
        known.add(points.rows()[expected[place]]);
      }
      assertThat(Chosen.of(new KernelHerding().select(Known.pool(points, labelled), DRAWN, 1)))
          .isEqualTo(expected);
    }
  }

  @Test
  void informationDensityIsEntropyTimesTheMeanCosine() {
    FloatPoints points = Clouds.points(COUNT, 3, 1);
    Rows rows = Clouds.scores(COUNT, 4, 2);
    double[] utilities =
        new InformationDensity().select(Known.pool(points, rows), 5, 1).utilities();
    for (int i = 0; i < COUNT; i++) {
      double entropy = 0;
      for (float p : rows.rows()[i]) {
        entropy -= p * StrictMath.log(p) / StrictMath.log(4);
      }
      double likeness = 0;
      float[] row = points.rows()[i];
      for (float[] other : points.rows()) {
        double ab = row[0] * other[0] + row[1] * other[1] + row[2] * other[2];
        double lengths = distance(row, new float[3]) * distance(other, new float[3]);
        likeness += (.5 + .5 * ab / lengths) / COUNT;
      }
      assertThat(utilities[i]).isCloseTo(entropy * likeness, within(1e-6));
    }
  }

  /** Clouds of 30, 20, 10 and 5 points, far apart, each densest in its middle. */
  private static FloatPoints clouds() {
    SeededStream random = new SeededStream(4);
    List<float[]> rows = new ArrayList<>();
    int[] sizes = {30, 20, 10, 5};
    for (int cloud = 0; cloud < sizes.length; cloud++) {
      for (int k = 0; k < sizes[cloud]; k++) {
        double x = random.nextUnit() - .5;
        double y = random.nextUnit() - .5;
        rows.add(new float[] {(float) (100 * cloud + 8 * x * x * x), (float) (8 * y * y * y)});
      }
    }
    return FloatPoints.of(rows.toArray(float[][]::new));
  }

  private static int cloudOf(FloatPoints points, int candidate) {
    return Math.round(points.rows()[candidate][0] / 100);
  }

  /** From its 20 nearest neighbours, or half of its cloud where that is less. */
  private static double meanDistance(FloatPoints points, int candidate) {
    double[] distances =
        Arrays.stream(points.rows())
            .filter(row -> Math.round(row[0] / 100) == cloudOf(points, candidate))
            .mapToDouble(row -> distance(row, points.rows()[candidate]))
            .sorted()
            .toArray();
    return Arrays.stream(distances).skip(1).limit(Math.min(20, distances.length / 2)).sum();
  }

  private static double leastMeanDistance(FloatPoints points, int cloud) {
    return IntStream.range(0, points.count())
        .filter(i -> cloudOf(points, i) == cloud)
        .mapToDouble(i -> meanDistance(points, i))
        .min()
        .orElseThrow();
  }

  @Test
  void cellsFirstTakesOneTypicalCandidateOfEachCloud() {
    FloatPoints points = clouds();
    for (int seed = 0; seed < 10; seed++) {
      int[] chosen =
          Chosen.of(new CellsFirst().select(Known.pool(points, FloatPoints.of()), 4, seed));
      assertThat(Arrays.stream(chosen).map(c -> cloudOf(points, c))).containsOnly(0, 1, 2, 3);
      for (int c : chosen) {
        assertThat(meanDistance(points, c))
            .isEqualTo(leastMeanDistance(points, cloudOf(points, c)));
      }
    }
  }

  @Test
  void typicalityBeginsWithTheLargestCloudThatNothingIsLabelledOf() {
    FloatPoints points = clouds();
    FloatPoints none = FloatPoints.of();
    int[] chosen = Chosen.of(new TypicalClusters().select(Known.pool(points, none), 4, 1));
    assertThat(Arrays.stream(chosen).map(c -> cloudOf(points, c))).containsExactly(0, 1, 2, 3);
    FloatPoints first = FloatPoints.of(new float[] {0, 0});
    int[] next = Chosen.of(new TypicalClusters().select(Known.pool(points, first), 3, 1));
    assertThat(Arrays.stream(next).map(c -> cloudOf(points, c))).containsExactly(1, 2, 3);
  }

  @Test
  void coverageTakesTheBallThatHoldsMostFirst() {
    FloatPoints points = clouds();
    Rows rows =
        Clouds.scores(points.count(), 4, 1); // four classes, so that four clusters are right
    int[] chosen =
        Chosen.of(new BallCover().select(Known.pool(points, FloatPoints.of(), rows), 4, 1));
    assertThat(Arrays.stream(chosen).map(c -> cloudOf(points, c))).containsExactly(0, 1, 2, 3);
    FloatPoints labelled = FloatPoints.of(points.rows()[chosen[0]]);
    int[] next = Chosen.of(new BallCover().select(Known.pool(points, labelled, rows), 3, 1));
    assertThat(Arrays.stream(next).map(c -> cloudOf(points, c))).containsExactly(1, 2, 3);
  }

  @Test
  void queryByCellsTakesUncertainCandidatesOfAllClouds() {
    FloatPoints points = clouds();
    float[][] rows = new float[points.count()][];
    Arrays.setAll(rows, i -> i % 2 == 0 ? new float[] {.5f, .5f} : new float[] {1, 0});
    int[] chosen =
        Chosen.of(new QueryByCells().select(Known.pool(points, new Rows(2, false, rows)), 4, 1));
    assertThat(chosen).hasSize(4);
    assertThat(Arrays.stream(chosen).map(c -> cloudOf(points, c))).containsOnly(0, 1, 2, 3);
    assertThat(Arrays.stream(chosen)).allMatch(c -> c % 2 == 0);
  }

  private static int[] nearestOf(FloatPoints points, int candidate, int count) {
    return IntStream.range(0, points.count())
        .filter(i -> i != candidate)
        .boxed()
        .sorted(
            Comparator.comparingDouble(i -> distance(points.rows()[i], points.rows()[candidate])))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double divergence(float[] p, float[] q) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += (p[k] - q[k]) * StrictMath.log(p[k] / q[k]) / 2;
    }
    return sum;
  }

  @Test
  void contrastiveIsTheMeanDivergenceFromTenNeighbours() {
    FloatPoints points = Clouds.points(COUNT, 3, 1);
    Rows rows = Clouds.scores(COUNT, 4, 2);
    double[] utilities = new Contrastive().select(Known.pool(points, rows), 5, 1).utilities();
    for (int i = 0; i < COUNT; i++) {
      float[] own = rows.rows()[i];
      double mean =
          Arrays.stream(nearestOf(points, i, 10))
              .mapToDouble(other -> divergence(own, rows.rows()[other]))
              .average()
              .orElseThrow();
      assertThat(utilities[i]).isCloseTo(1 - StrictMath.exp(-mean), within(1e-5));
    }
  }

  @Test
  void neighbourDensityIsTheMeanDistanceOfTenOverTheMedian() {
    FloatPoints points = Clouds.points(COUNT, 3, 1);
    double[] utilities =
        new NeighbourDensity().select(Known.pool(points, FloatPoints.of()), 5, 1).utilities();
    double[] radii = new double[COUNT];
    Arrays.setAll(
        radii,
        i ->
            Arrays.stream(nearestOf(points, i, 10))
                .mapToDouble(other -> distance(points.rows()[i], points.rows()[other]))
                .average()
                .orElseThrow());
    double[] sorted = radii.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < COUNT; i++) {
      double median = sorted[COUNT / 2];
      assertThat(utilities[i]).isCloseTo(median / (median + radii[i]), within(1e-5));
    }
  }

  @Test
  void contextualDiversityTakesTheFarthestDistribution() {
    Rows rows = Clouds.scores(COUNT, 4, 2);
    int[] chosen = Chosen.of(new ContextualDiversity().select(Known.pool(rows), DRAWN, 1));
    for (int place = 1; place < DRAWN; place++) {
      int[] before = Arrays.copyOf(chosen, place);
      double[] distances = new double[COUNT];
      Arrays.setAll(
          distances,
          i ->
              Arrays.stream(before)
                  .mapToDouble(c -> divergence(rows.rows()[i], rows.rows()[c]))
                  .min()
                  .orElseThrow());
      assertThat(distances[chosen[place]])
          .isCloseTo(Arrays.stream(distances).max().orElseThrow(), within(1e-9));
    }
    // Bounded, it chooses among fewer: 4 classes and 10 drawn are 40 numbers each.
    assertThat(Chosen.of(new ContextualDiversity(40 * 20).select(Known.pool(rows), DRAWN, 1)))
        .hasSize(DRAWN)
        .isNotEqualTo(chosen);
  }

  @Test
  void craigStandsForTheGradients() {
    Rows rows = Clouds.scores(COUNT, 3, 2);
    float[][] gradients = new float[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      float[] g = rows.rows()[i].clone();
      int answer = g[0] >= g[1] && g[0] >= g[2] ? 0 : g[1] >= g[2] ? 1 : 2;
      g[answer] -= 1;
      gradients[i] = g;
    }
    int[] chosen = Chosen.of(new Craig().select(Known.pool(rows), DRAWN, 1));
    double[] covered = new double[COUNT];
    for (int c : chosen) {
      double best = 0;
      double own = 0;
      for (int candidate = 0; candidate < COUNT; candidate++) {
        double gain = 0;
        for (int x = 0; x < COUNT; x++) {
          double near = Craig.GREATEST - distance(gradients[x], gradients[candidate]);
          gain += Math.max(0, near - covered[x]);
        }
        best = Math.max(best, gain);
        own = candidate == c ? gain : own;
      }
      assertThat(own).isGreaterThan(best - 1e-4);
      for (int x = 0; x < COUNT; x++) {
        covered[x] = Math.max(covered[x], Craig.GREATEST - distance(gradients[x], gradients[c]));
      }
    }
  }
}
