package dev.assay.sampling.acquire.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Rows;
import org.junit.jupiter.api.Test;

/** Lengths of gradients: the pipeline's own, and those of the last layer in closed form. */
class GradientStrategiesTest {
  private static final float[] MISSING = {};

  private static double[] utilities(Known pool) {
    return new ExpectedGradientLength().select(pool, 1, 1).utilities();
  }

  /** Every label's gradient written out: (p - e) times (h, 1), its length times p. */
  private static double length(float[] p, float[] h) {
    double sum = 0;
    for (int label = 0; label < p.length; label++) {
      double square = 0;
      for (int k = 0; k < p.length; k++) {
        double residual = p[k] - (k == label ? 1 : 0);
        for (float coordinate : h) {
          square += residual * coordinate * residual * coordinate;
        }
        square += residual * residual;
      }
      sum += p[label] * Math.sqrt(square);
    }
    return sum;
  }

  @Test
  void theClosedFormIsTheExpectedLengthOfTheGradientsWrittenOut() {
    float[][] p = {{.2f, .5f, .3f}, {.1f, .7f, .2f}, {.9f, .05f, .05f}, {1, 0, 0}};
    float[][] h = {{1, -2}, {3, .5f}, {-4, 4}, {9, 9}};
    double[] expected = new double[4];
    double greatest = 0;
    for (int i = 0; i < 4; i++) {
      expected[i] = length(p[i], h[i]);
      greatest = Math.max(greatest, expected[i]);
    }
    for (int i = 0; i < 4; i++) {
      expected[i] /= greatest;
    }
    Known pool = Known.of(4).scores(Rows.of(p)).vectors(FloatPoints.of(h), FloatPoints.of());
    assertThat(utilities(pool)).containsExactly(expected, within(1e-6));
  }

  @Test
  void withoutEmbeddingsTheScoresAloneSayHowLong() {
    Rows rows = Rows.of(new float[] {.5f, .5f}, new float[] {1, 0});
    assertThat(utilities(Known.of(2).scores(rows)))
        .containsExactly(new double[] {1, 0}, within(0.));
  }

  @Test
  void whatIsNotKnownIsAsTheOthersOnAverage() {
    Rows rows = Rows.of(new float[] {.5f, .5f}, new float[] {.5f, .5f}, MISSING);
    FloatPoints points = FloatPoints.of(new float[] {1, 1}, MISSING, new float[] {7, 7});
    Known pool = Known.of(3).scores(rows).vectors(points, FloatPoints.of());
    double mean = (Math.sqrt(3) + Math.sqrt(99)) / 2; // of the two embeddings that there are
    double first = Math.sqrt(3) / mean;
    assertThat(utilities(pool))
        .containsExactly(new double[] {first, 1, (1 + first) / 2}, within(1e-9));
    Known nothing = Known.of(2).scores(Rows.of(MISSING, MISSING));
    assertThat(utilities(nothing)).containsExactly(1, 1);
  }

  @Test
  void ofSeveralLabelsEachIsOneLogisticOutput() {
    Rows rows = Rows.multiLabel(new float[] {.5f, .5f}, new float[] {.5f, 1}, new float[] {0, 1});
    assertThat(utilities(Known.of(3).scores(rows)))
        .containsExactly(new double[] {1, .5, 0}, within(1e-9));
  }

  @Test
  void thePipelinesOwnLengthsAreTakenOverTheGreatest() {
    Known pool = Known.of(4).gradients(2, 0, 4, Double.NaN);
    assertThat(new GradientNorm().select(pool, 1, 1).utilities())
        .containsExactly(new double[] {.5, 0, 1, .5}, within(1e-12));
    assertThat(new GradientNorm().select(Known.of(2).gradients(0, 0), 1, 1).utilities())
        .containsExactly(0, 0);
    Known unknown = Known.of(2).gradients(Double.NaN, Double.NaN);
    assertThat(new GradientNorm().select(unknown, 1, 1).utilities()).containsExactly(1, 1);
  }
}
