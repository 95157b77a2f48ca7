package dev.assay.sampling.acquire.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.sampling.vector.ContentOrder;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KCenterTest {
  private static final float[] MISSING = {};

  private static FloatPoints cloud(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][2];
    for (float[] row : rows) {
      row[0] = random.nextBelow(30); // on a grid: there are ties
      row[1] = random.nextBelow(30);
    }
    return FloatPoints.of(rows);
  }

  private static Selection select(FloatPoints candidates, FloatPoints labelled, int drawCount) {
    return new KCenter().select(Known.pool(candidates, labelled), drawCount, 1);
  }

  /** The chosen candidates in their order: utilities fall from 1 in equal steps. */
  private static int[] chosen(Selection selection) {
    double[] utilities = selection.utilities();
    return Arrays.stream(utilities)
        .boxed()
        .filter(u -> u > 0)
        .sorted((a, b) -> Double.compare(b, a))
        .mapToInt(u -> indexOf(utilities, u))
        .toArray();
  }

  private static int indexOf(double[] values, double value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void takesTheFarthestFromWhatIsLabelledOrChosen() {
    for (int seed = 0; seed < 50; seed++) {
      FloatPoints candidates = cloud(40, seed);
      FloatPoints labelled = cloud(1 + seed % 4, 1_000 + seed);
      int[] chosen = chosen(select(candidates, labelled, 10));
      assertThat(chosen).hasSize(10).doesNotHaveDuplicates();
      for (int place = 0; place < chosen.length; place++) {
        int[] before = Arrays.copyOf(chosen, place);
        ToDoubleFunction<Integer> distance =
            i ->
                Arrays.stream(before).anyMatch(c -> c == i)
                    ? -1
                    : Math.min(
                        nearest(candidates.rows()[i], labelled.rows()),
                        nearest(
                            candidates.rows()[i],
                            Arrays.stream(before)
                                .mapToObj(c -> candidates.rows()[c])
                                .toArray(float[][]::new)));
        double farthest =
            IntStream.range(0, candidates.count())
                .mapToDouble(distance::applyAsDouble)
                .max()
                .orElseThrow();
        assertThat(distance.applyAsDouble(chosen[place]))
            .as("seed %d, place %d", seed, place)
            .isEqualTo(farthest);
      }
    }
  }

  private static double nearest(float[] point, float[][] others) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] other : others) {
      double x = point[0] - other[0];
      double y = point[1] - other[1];
      least = Math.min(least, x * x + y * y);
    }
    return least;
  }

  @Test
  void eachCandidateStandsInTheCellOfTheNearestChosenOne() {
    FloatPoints candidates =
        FloatPoints.of(
            new float[] {0},
            new float[] {1},
            new float[] {9},
            new float[] {10},
            MISSING,
            new float[] {4});
    Selection selection = select(candidates, FloatPoints.of(new float[] {3}), 2);
    // 10 is farthest from 3; then 0 is. 9 goes with 10, 1 and 4 with 0, and nobody stands for
    // MISSING.
    assertThat(chosen(selection)).containsExactly(3, 0);
    assertThat(selection.order()).containsExactly(3, 2, 0, 1, 5, 4);
  }

  @Test
  void withNothingLabelledItBeginsAnywhereAndSpreads() {
    FloatPoints line =
        FloatPoints.of(new float[] {0}, new float[] {1}, new float[] {50}, new float[] {100});
    int[] firsts = new int[4];
    for (int seed = 0; seed < 400; seed++) {
      Known pool = Known.pool(line, FloatPoints.of());
      firsts[chosen(new KCenter().select(pool, 2, seed))[0]]++;
    }
    assertThat(Arrays.stream(firsts).boxed()).allSatisfy(n -> assertThat(n).isBetween(50, 150));
  }

  @Test
  void pointsThatCoincideAreChosenOnceEach() {
    float[] same = {1, 1};
    int[] chosen = chosen(select(FloatPoints.of(same, same, same, same), FloatPoints.of(same), 3));
    assertThat(chosen).containsExactly(0, 1, 2);
  }

  @Test
  void candidatesWithoutVectorsAreLeftToTheFloor() {
    FloatPoints candidates = FloatPoints.of(MISSING, new float[] {1}, MISSING, MISSING);
    assertThat(chosen(select(candidates, FloatPoints.of(), 2))).containsExactly(1);
    WaveDraw draw =
        WaveDesign.draw(
            new Recipe(new KCenter(), .2, 3), Known.pool(candidates, FloatPoints.of()), 2, 5);
    // The one chosen is certain; what it leaves of the draw is shared among the others.
    assertThat(draw.inclusionProbabilities()[1]).isEqualTo(1);
    assertThat(draw.inclusionProbabilities()[0]).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(
            select(FloatPoints.of(MISSING, MISSING), FloatPoints.of(), 1)
                .inclusionProbabilities(1, .2, 3))
        .containsExactly(.5, .5);
  }

  @Test
  void whatWouldTakeTooLongIsChosenAmongFewer() {
    FloatPoints candidates = cloud(1_000, 3);
    Known pool = Known.pool(candidates, FloatPoints.of());
    // 10 chosen ones of 2 coordinates: 2,000 steps are enough for 100 candidates.
    int[] bounded = chosen(new KCenter(2_000).select(pool, 10, 7));
    assertThat(bounded).hasSize(10).doesNotHaveDuplicates();
    int[] sample = ContentOrder.first(candidates, 100, 7);
    assertThat(Arrays.stream(bounded)).allMatch(c -> Arrays.stream(sample).anyMatch(s -> s == c));
    assertThat(bounded).isNotEqualTo(chosen(new KCenter().select(pool, 10, 7)));
    assertThat(chosen(new KCenter(1).select(pool, 10, 7)))
        .isEqualTo(ContentOrder.first(candidates, 10, 7));
  }
}
