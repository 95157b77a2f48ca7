package dev.assay.sampling.acquire.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each label would teach a learner. */
class ExpectedErrorReductionTest {
  private static final int CLASSES = 3;

  private static float[][] cloud(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][2];
    for (int i = 0; i < count; i++) {
      int k = i % CLASSES;
      rows[i][0] = (float) (2 * (k == 1 ? 1 : 0) + 2 * random.nextUnit());
      rows[i][1] = (float) (2 * (k == 2 ? 1 : 0) + 2 * random.nextUnit());
    }
    return rows;
  }

  private static int[] classes(int count) {
    return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
  }

  private static Known pool(float[][] points, float[][] labelled, int... classes) {
    return Known.of(points.length)
        .vectors(FloatPoints.of(points), FloatPoints.of(labelled))
        .answers(null, classes);
  }

  /** One Newton step of two classes, which have one block, with the Hessian written out. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofTwoClassesTheStepIsNewtons(long seed) {
    SeededStream random = new SeededStream(seed);
    double[][] rows = new double[6][2];
    double[][] p = new double[6][2];
    for (int i = 0; i < 6; i++) {
      rows[i] = new double[] {random.nextUnit() * 2 - 1, random.nextUnit() * 2 - 1};
      p[i][0] = random.nextUnit();
      p[i][1] = 1 - p[i][0];
    }
    double c = 5;
    double[][] hessian = {{1 / c, 0, 0}, {0, 1 / c, 0}, {0, 0, 1 / c}};
    for (int i = 0; i < 6; i++) {
      double[] row = {rows[i][0], rows[i][1], 1};
      for (int d = 0; d < 3; d++) {
        for (int e = 0; e < 3; e++) {
          hessian[d][e] += p[i][0] * p[i][1] * row[d] * row[e];
        }
      }
    }
    double[] x = {.3, -.7};
    double[] z = {-.2, .9};
    double[] solved = solve(hessian, new double[] {.3, -.7, 1});
    OneMoreLabel step = new OneMoreLabel(rows, p, c, 1);
    assertThat(step.outputs()).isEqualTo(1);
    assertThat(OneMoreLabel.product(step.halves(z)[0], step.halves(x)[0]))
        .isCloseTo(-.2 * solved[0] + .9 * solved[1] + solved[2], within(1e-9));
  }

  private static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        if (j != i) {
          double factor = matrix[j][i] / matrix[i][i];
          for (int k = 0; k < x.length; k++) {
            matrix[j][k] -= factor * matrix[i][k];
          }
          x[j] -= factor * x[i];
        }
      }
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= matrix[i][i];
    }
    return x;
  }

  /** Of many coordinates random directions keep the inner products, to 1 / sqrt(128) or so. */
  @Test
  void manyCoordinatesAreLookedAtAlongSomeDirections() {
    SeededStream random = new SeededStream(2);
    double[][] rows = new double[40][400];
    double[][] p = new double[40][2];
    for (int i = 0; i < rows.length; i++) {
      double length = 1 / Math.sqrt(400);
      Arrays.setAll(rows[i], d -> random.nextLong() < 0 ? length : -length);
      p[i] = new double[] {0, 1}; // sure: the block is I / C
    }
    OneMoreLabel step = new OneMoreLabel(rows, p, 1, 3);
    assertThat(step.halves(rows[0])[0]).hasSize(OneMoreLabel.MAX_DIRECTIONS + 1);
    double worst = 0;
    for (int i = 1; i < rows.length; i++) {
      double exact = 1;
      for (int d = 0; d < 400; d++) {
        exact += rows[0][d] * rows[i][d];
      }
      double seen = OneMoreLabel.product(step.halves(rows[0])[0], step.halves(rows[i])[0]);
      worst = Math.max(worst, Math.abs(seen - exact));
    }
    assertThat(worst).isBetween(.05, .4); // standard error .088, 39 of them
  }

  /** By a model that is trained anew for every candidate and label. */
  private static double[] retrained(float[][] points, float[][] labelled, int[] classes) {
    Answers answers = answers(points, labelled, classes);
    Learner learner = Learner.of(answers);
    double[][] rows = new double[classes.length + 1][];
    int[] of = Arrays.copyOf(classes, classes.length + 1);
    for (int i = 0; i < classes.length; i++) {
      rows[i] = learner.scaled(answers.rows()[i]);
      of[i] = answers.classes()[i];
    }
    double[][] pool = new double[points.length][];
    Arrays.setAll(pool, i -> learner.scaled(new double[] {points[i][0], points[i][1]}));
    double[] left = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      double[] p = new double[CLASSES];
      learner.probabilities(new double[] {points[i][0], points[i][1]}, p);
      rows[classes.length] = pool[i];
      for (int label = 0; label < CLASSES; label++) {
        of[classes.length] = label;
        LogisticRegression model = LogisticRegression.train(rows, of, CLASSES, Learner.C);
        for (double[] after : model.probabilities(pool)) {
          for (double q : after) {
            left[i] -= p[label] * (q > 0 ? q * Math.log(q) : 0) / pool.length;
          }
        }
      }
    }
    return left;
  }

  private static Answers answers(float[][] points, float[][] labelled, int[] classes) {
    return Answers.of(pool(points, labelled, classes), 1);
  }

  /** Over 10 pools: correlation of ranks with models that are trained anew. */
  @Test
  void candidatesRankAsByModelsThatAreTrainedAnew() {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      float[][] points = cloud(30, seed);
      float[][] labelled = cloud(12, 100 + seed);
      double[] left = retrained(points, labelled, classes(12));
      double[] utilities =
          new ExpectedErrorReduction()
              .select(pool(points, labelled, classes(12)), 1, 1)
              .utilities();
      sum += correlation(ranks(utilities), ranks(Arrays.stream(left).map(l -> -l).toArray()));
    }
    assertThat(sum / 10).isBetween(.5, .99);
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (double other : values) {
        ranks[i] += other < values[i] ? 1 : other == values[i] ? .5 : 0;
      }
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void beforeTwoAnswersDifferAllAreAlike() {
    float[][] points = cloud(5, 1);
    assertThat(
            new ExpectedErrorReduction()
                .select(pool(points, cloud(3, 2), 1, 1, -1), 1, 1)
                .utilities())
        .containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void moreCandidatesThanTheBoundKeepTheFloor() {
    assertThat(ExpectedErrorReduction.limit(64, 10)).isEqualTo(ExpectedErrorReduction.MAX_UNITS);
    assertThat(ExpectedErrorReduction.limit(4096, 1000)).isBetween(50, 200);
    float[][] points = cloud(ExpectedErrorReduction.MAX_UNITS + 200, 1);
    double[] utilities =
        new ExpectedErrorReduction()
            .select(pool(points, cloud(12, 2), classes(12)), 10, 1)
            .utilities();
    assertThat(Arrays.stream(utilities).filter(u -> u > 0).count())
        .isBetween(1L, (long) ExpectedErrorReduction.MAX_UNITS);
    assertThat(Arrays.stream(utilities).max().orElseThrow()).isEqualTo(1);
  }

  /** A point whose logits no exponential can hold. */
  @Test
  void outliersAreFinite() {
    float[][] points = cloud(20, 1);
    points[3] = new float[] {0x1p50f, -0x1p50f};
    double[] utilities =
        new ExpectedErrorReduction()
            .select(pool(points, cloud(12, 2), classes(12)), 1, 1)
            .utilities();
    assertThat(Arrays.stream(utilities).boxed()).allMatch(u -> u >= 0 && u <= 1);
  }
}
