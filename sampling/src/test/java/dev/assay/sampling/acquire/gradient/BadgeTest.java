package dev.assay.sampling.acquire.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.vector.ContentOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of the last layer that are long and differ. */
class BadgeTest {

  private static float[][] random(int count, int width, long seed, boolean sumsToOne) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      double sum = 0;
      for (int d = 0; d < width; d++) {
        row[d] = (float) -Math.log(random.nextOpenUnit());
        sum += row[d];
      }
      for (int d = 0; d < width && sumsToOne; d++) {
        row[d] /= (float) sum;
      }
    }
    return rows;
  }

  private static Known pool(float[][] p, float[][] h) {
    return Known.of(p.length).scores(Rows.of(p)).vectors(FloatPoints.of(h), FloatPoints.of());
  }

  private static int[] chosen(double[] utilities) {
    return IntStream.range(0, utilities.length)
        .filter(i -> utilities[i] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -utilities[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** K times D numbers, as the paper has them. */
  private static double[] gradient(float[] p, float[] h) {
    int answer = 0;
    for (int k = 1; k < p.length; k++) {
      answer = p[k] > p[answer] ? k : answer;
    }
    double[] gradient = new double[p.length * h.length];
    for (int k = 0; k < p.length; k++) {
      for (int d = 0; d < h.length; d++) {
        gradient[k * h.length + d] = (double) (p[k] - (k == answer ? 1f : 0f)) * h[d];
      }
    }
    return gradient;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static int[] twin(float[][] p, float[][] h, int count, long seed) {
    Inputs inputs = new Inputs(Rows.of(p), FloatPoints.of(h));
    int[] order = ContentOrder.of(inputs, seed);
    double[][] gradients = new double[order.length][];
    Arrays.setAll(gradients, place -> gradient(p[order[place]], h[order[place]]));
    double[] zero = new double[gradients[0].length];
    SeededStream random = new SeededStream(seed);
    int[] chosen = new int[count];
    double[] nearest = new double[order.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int next = 0; next < count; next++) {
      int pick = 0;
      if (next == 0) {
        for (int i = 1; i < order.length; i++) {
          pick = squared(gradients[i], zero) > squared(gradients[pick], zero) ? i : pick;
        }
      } else {
        double at = random.nextUnit() * Arrays.stream(nearest).sum();
        double sum = nearest[0];
        while (sum <= at) {
          sum += nearest[++pick];
        }
      }
      chosen[next] = order[pick];
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.min(nearest[i], squared(gradients[i], gradients[pick]));
      }
    }
    return chosen;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBatchIsThatOfTheGradientsWrittenOut(long seed) {
    float[][] p = random(50, 4, seed, true);
    float[][] h = random(50, 6, seed + 100, false);
    double[] utilities = new Badge().select(pool(p, h), 12, seed).utilities();
    assertThat(chosen(utilities)).containsExactly(twin(p, h, 12, seed));
  }

  @Test
  void candidatesWhoseGradientsCoincideAreNotChosenTwice() {
    float[][] p = {{.6f, .4f}, {.6f, .4f}, {.6f, .4f}, {.4f, .6f}};
    float[][] h = {{1, 0}, {1, 0}, {1, 0}, {1, 0}};
    for (int seed = 0; seed < 20; seed++) {
      int[] chosen = chosen(new Badge().select(pool(p, h), 3, seed).utilities());
      assertThat(chosen).hasSize(2).contains(3); // there are no more that differ
    }
  }

  @Test
  void certainAnswersHaveNoGradientAndAreNotChosenBesideOthers() {
    float[][] p = {{1, 0}, {1, 0}, {.5f, .5f}, {0, 1}};
    float[][] h = {{5, 5}, {9, 1}, {1, 1}, {7, 7}};
    assertThat(chosen(new Badge().select(pool(p, h), 1, 4).utilities())).containsExactly(2);
  }

  @Test
  void beyondTheBoundItChoosesAmongSome() {
    float[][] p = random(400, 3, 1, true);
    float[][] h = random(400, 5, 2, false);
    double[] utilities = new Badge(8L * 4 * 40).select(pool(p, h), 4, 1).utilities();
    Inputs inputs = new Inputs(Rows.of(p), FloatPoints.of(h));
    int[] some = Arrays.copyOf(ContentOrder.of(inputs, 1), 40);
    assertThat(chosen(utilities)).hasSize(4);
    assertThat(IntStream.of(chosen(utilities)).boxed())
        .allMatch(i -> IntStream.of(some).anyMatch(s -> s == i));
  }
}
