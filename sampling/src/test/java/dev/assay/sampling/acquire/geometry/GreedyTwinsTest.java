package dev.assay.sampling.acquire.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** The greedy strategies against twins that look at every pair and every candidate each time. */
class GreedyTwinsTest {
  private static final int COUNT = 90;
  private static final int DRAWN = 12;

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int d = 0; d < a.length; d++) {
      ab += a[d] * b[d];
      aa += a[d] * a[d];
      bb += b[d] * b[d];
    }
    return .5 + .5 * ab / Math.sqrt(aa * bb);
  }

  private static double square(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }

  private static double squaredWidth(float[][] rows) {
    List<Double> squares = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        squares.add(square(rows[i], rows[j]));
      }
    }
    squares.sort(null);
    return .27 * squares.get(squares.size() / 2);
  }

  /** The greedy cover by a kernel, each gain from the start. */
  private static int[] cover(
      FloatPoints points,
      FloatPoints labelled,
      double[] weights,
      ToDoubleBiFunction<float[], float[]> kernel) {
    List<float[]> centres = new ArrayList<>(Arrays.asList(labelled.rows()));
    int[] chosen = new int[DRAWN];
    boolean[] taken = new boolean[points.count()];
    for (int place = 0; place < DRAWN; place++) {
      double best = -1;
      for (int c = 0; c < points.count(); c++) {
        double gain = 0;
        for (int x = 0; x < points.count() && !taken[c]; x++) {
          float[] row = points.rows()[x];
          double covered =
              centres.stream().mapToDouble(s -> kernel.applyAsDouble(row, s)).max().orElse(0);
          gain += weights[x] * Math.max(0, kernel.applyAsDouble(row, points.rows()[c]) - covered);
        }
        if (!taken[c] && gain > best) {
          best = gain;
          chosen[place] = c;
        }
      }
      taken[chosen[place]] = true;
      centres.add(points.rows()[chosen[place]]);
    }
    return chosen;
  }

  /** Each of the batch gains as much as the best, but for what single precision may mistake. */
  private static void assertGreedy(int[] chosen, FloatPoints points, float[][] labelled) {
    double[] covered = new double[COUNT];
    for (float[] row : labelled) {
      raise(covered, points, row);
    }
    for (int place = 0; place < DRAWN; place++) {
      double best = 0;
      for (float[] row : points.rows()) {
        best = Math.max(best, gain(covered, points, row));
      }
      float[] row = points.rows()[chosen[place]];
      assertThat(gain(covered, points, row)).as("%d", place).isGreaterThan(best - COUNT * 2.4e-7);
      raise(covered, points, row);
    }
  }

  private static double gain(double[] covered, FloatPoints points, float[] row) {
    double gain = 0;
    for (int x = 0; x < COUNT; x++) {
      gain += Math.max(0, cosine(points.rows()[x], row) - covered[x]);
    }
    return gain;
  }

  private static void raise(double[] covered, FloatPoints points, float[] row) {
    for (int x = 0; x < COUNT; x++) {
      covered[x] = Math.max(covered[x], cosine(points.rows()[x], row));
    }
  }

  private static int[] chosen(Strategy strategy, Known pool) {
    return Chosen.of(strategy.select(pool, DRAWN, 3));
  }

  private static double[] ones() {
    double[] ones = new double[COUNT];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void herdingCoversByARadialKernel() {
    for (int seed = 0; seed < 6; seed++) {
      FloatPoints points = Clouds.points(COUNT, 4, seed);
      FloatPoints labelled = Clouds.points(seed, 4, 100 + seed);
      double width = squaredWidth(points.rows());
      int[] expected =
          cover(points, labelled, ones(), (a, b) -> StrictMath.exp(-square(a, b) / width));
      assertThat(chosen(new MaxHerding(), Known.pool(points, labelled))).isEqualTo(expected);
    }
  }

  @Test
  void uncertaintyHerdingWeighsByTheMargin() {
    for (int seed = 0; seed < 6; seed++) {
      FloatPoints points = Clouds.points(COUNT, 4, seed);
      FloatPoints labelled = Clouds.points(seed, 4, 100 + seed);
      Rows rows = Clouds.scores(COUNT, 3, 200 + seed);
      double width = squaredWidth(points.rows());
      double[] margins = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        float[] sorted = rows.rows()[i].clone();
        Arrays.sort(sorted);
        margins[i] = 1 - (sorted[2] - sorted[1]);
      }
      int[] expected =
          cover(points, labelled, margins, (a, b) -> StrictMath.exp(-square(a, b) / width));
      assertThat(chosen(new UncertaintyHerding(), Known.pool(points, labelled, rows)))
          .isEqualTo(expected);
    }
  }

  @Test
  void withoutScoresUncertaintyHerdingIsMaxHerding() {
    Known pool = Known.pool(Clouds.points(COUNT, 4, 1), Clouds.points(3, 4, 2));
    assertThat(chosen(new UncertaintyHerding(), pool)).isEqualTo(chosen(new MaxHerding(), pool));
  }

  @Test
  void facilityLocationCoversByTheCosine() {
    for (int seed = 0; seed < 6; seed++) {
      FloatPoints points = Clouds.points(COUNT, 4, seed);
      FloatPoints labelled = Clouds.points(seed, 4, 100 + seed);
      assertGreedy(
          chosen(new FacilityLocation(), Known.pool(points, labelled)), points, labelled.rows());
    }
  }

  @Test
  void graphCutIsLikeAllAndUnlikeTheChosen() {
    for (int seed = 0; seed < 6; seed++) {
      FloatPoints points = Clouds.points(COUNT, 4, seed);
      FloatPoints labelled = Clouds.points(seed, 4, 100 + seed);
      List<float[]> against = new ArrayList<>(Arrays.asList(labelled.rows()));
      int[] expected = new int[DRAWN];
      boolean[] taken = new boolean[COUNT];
      for (int place = 0; place < DRAWN; place++) {
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < COUNT; c++) {
          float[] row = points.rows()[c];
          double gain = Arrays.stream(points.rows()).mapToDouble(x -> cosine(x, row)).sum();
          gain -= 2 * against.stream().mapToDouble(y -> cosine(y, row)).sum();
          if (!taken[c] && gain > best) {
            best = gain;
            expected[place] = c;
          }
        }
        taken[expected[place]] = true;
        against.add(points.rows()[expected[place]]);
      }
      assertThat(chosen(new GraphCut(), Known.pool(points, labelled))).isEqualTo(expected);
    }
  }
}
