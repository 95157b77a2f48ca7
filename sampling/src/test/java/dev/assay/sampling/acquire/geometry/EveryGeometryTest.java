package dev.assay.sampling.acquire.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every strategy that looks at embeddings. */
class EveryGeometryTest {
  private static final double PHI = .2;

  static Stream<Strategy> strategies() {
    return Strategies.names().stream()
        .map(Strategies::named)
        .filter(strategy -> strategy.uses().contains(Need.VECTORS));
  }

  private static double[] probabilities(
      Strategy strategy, FloatPoints points, FloatPoints labelled, Rows rows, int drawCount) {
    Selection selection =
        strategy.select(Known.pool(points, labelled, rows, classes(labelled)), drawCount, 7);
    double[] probabilities = selection.inclusionProbabilities(drawCount, PHI, 3);
    int count = points.count();
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(drawCount, within(1e-6));
    assertThat(Arrays.stream(probabilities).boxed())
        .allSatisfy(p -> assertThat(p).isBetween(PHI * drawCount / count - 1e-9, 1.0));
    assertThat(IntStream.of(selection.order()).sorted().toArray())
        .containsExactly(IntStream.range(0, count).toArray());
    assertThat(Arrays.stream(selection.utilities()).boxed())
        .hasSize(count)
        .allSatisfy(u -> assertThat(u).isBetween(0.0, 1.0));
    return probabilities;
  }

  private static int[] classes(FloatPoints labelled) {
    int[] classes = new int[labelled.count()];
    Arrays.setAll(classes, i -> labelled.rows()[i].length == 0 ? -1 : i % 3);
    return classes;
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theNumbersOfCandidatesDoNotMatter(Strategy strategy) {
    int count = 60;
    FloatPoints points = Clouds.points(count, 3, 5);
    Rows rows = Clouds.scores(count, 3, 6);
    FloatPoints labelled = Clouds.points(6, 3, 8);
    int[] order = IntStream.range(0, count).toArray();
    new SeededStream(9).shuffle(order);
    FloatPoints moved = FloatPoints.of(Clouds.inOrder(points.rows(), order));
    Rows movedRows = new Rows(3, false, Clouds.inOrder(rows.rows(), order));
    double[] here = probabilities(strategy, points, labelled, rows, 8);
    double[] there = probabilities(strategy, moved, labelled, movedRows, 8);
    for (int i = 0; i < count; i++) {
      assertThat(there[i]).as("candidate %d", i).isCloseTo(here[order[i]], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void poorPoolsAreDefined(Strategy strategy) {
    FloatPoints none = FloatPoints.of();
    float[] same = {1, 2};
    FloatPoints equal = FloatPoints.of(same, same, same, same, same, same);
    Rows rows = Clouds.scores(6, 3, 6);
    probabilities(strategy, equal, none, rows, 3);
    probabilities(strategy, equal, FloatPoints.of(same), rows, 3);
    float[] zero = {0, 0};
    float[] missing = {};
    probabilities(strategy, FloatPoints.of(zero, zero, zero, zero, zero, zero), none, rows, 2);
    probabilities(
        strategy, FloatPoints.of(zero, missing, same, missing, zero, same), none, rows, 2);
    probabilities(
        strategy, FloatPoints.of(missing, missing, same, missing, missing, missing), none, rows, 4);
    probabilities(
        strategy,
        FloatPoints.of(missing, missing, missing, missing, missing, missing),
        none,
        rows,
        2);
    probabilities(strategy, FloatPoints.of(same), none, Clouds.scores(1, 3, 6), 1);
    probabilities(strategy, Clouds.points(6, 2, 3), none, rows, 6);
    float[] unscored = {};
    Rows someScored = new Rows(3, false, rows.rows().clone());
    someScored.rows()[2] = unscored;
    someScored.rows()[5] = unscored;
    probabilities(strategy, Clouds.points(6, 2, 3), Clouds.points(2, 2, 4), someScored, 2);
    Rows certain = new Rows(3, false, new float[6][]);
    Arrays.setAll(certain.rows(), i -> new float[] {1, 0, 0});
    probabilities(strategy, Clouds.points(6, 2, 3), Clouds.points(2, 2, 4), certain, 2);
    Rows blank = new Rows(3, false, new float[6][0]);
    probabilities(strategy, Clouds.points(6, 2, 3), none, blank, 2);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theSameArgumentsSelectTheSame(Strategy strategy) {
    FloatPoints points = Clouds.points(300, 5, 1);
    Rows rows = Clouds.scores(300, 4, 2);
    Known pool = Known.pool(points, Clouds.points(5, 5, 3), rows, new int[] {0, 1, 2, 3, 0});
    Selection first = strategy.select(pool, 12, 4);
    Selection again = strategy.select(pool, 12, 4);
    assertThat(again.utilities()).isEqualTo(first.utilities());
    assertThat(again.order()).isEqualTo(first.order());
  }
}
