package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {
  private static final float[] NO_SCORES = {};

  /**
   * The rows of scikit-activeml's tests of uncertainty scores
   * (pool/tests/test_uncertainty_sampling.py).
   */
  private static final Rows PUBLISHED =
      Rows.of(new float[] {.2f, .5f, .3f}, new float[] {.1f, .7f, .2f});

  private static double[] utilities(String strategy, Rows rows) {
    return Strategies.named(strategy).select(Known.pool(rows), 1, 1).utilities();
  }

  @Test
  void leastConfidenceIsThePublishedScoreOverItsMaximum() {
    assertThat(utilities("least-confidence", PUBLISHED))
        .containsExactly(new double[] {.5 * 1.5, .3 * 1.5}, within(1e-7));
  }

  @Test
  void entropyIsThePublishedScoreOverItsMaximum() {
    double largest = StrictMath.log(3);
    assertThat(utilities("entropy", PUBLISHED))
        .containsExactly(
            new double[] {1.0296530140645737 / largest, .8018185525433373 / largest}, within(1e-7));
  }

  @Test
  void marginIsThePublishedScore() {
    assertThat(utilities("margin", PUBLISHED)).containsExactly(new double[] {.8, .5}, within(1e-7));
  }

  /** 1 - sum p^2, as DeepGini defines it: .62 and .46 for the rows above. */
  @Test
  void giniIsThePublishedScoreOverItsMaximum() {
    assertThat(utilities("gini", PUBLISHED))
        .containsExactly(new double[] {.62 * 1.5, .46 * 1.5}, within(1e-7));
  }

  /** The second probability over the first: .3 / .5 and .2 / .7 for the rows above. */
  @Test
  void ratioIsThatOfTheTwoMostProbable() {
    assertThat(utilities("ratio", PUBLISHED))
        .containsExactly(new double[] {.6, 2.0 / 7}, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"margin", "entropy", "gini", "ratio"})
  void ofSeveralLabelsTheGreatestOrTheMeanByHowOftenEachIsExpectedCanCount(String strategy) {
    Rows labels =
        Rows.multiLabel(new float[] {.9f, .5f, .1f}, NO_SCORES, new float[] {.7f, .1f, .1f});
    double nine = utilities(strategy, Rows.of(new float[] {.1f, .9f}))[0];
    double seven = utilities(strategy, Rows.of(new float[] {.3f, .7f}))[0];
    double first = (1.6 * nine + .6 + .2 * nine) / 2.4; // 1.6, .6 and .2 are expected
    double last = (1.6 * seven + .6 * nine + .2 * nine) / 2.4;
    assertThat(utilities(strategy + "-max", labels))
        .containsExactly(new double[] {1, (1 + seven) / 2, seven}, within(1e-6));
    assertThat(utilities(strategy + "-micro", labels))
        .containsExactly(new double[] {first, (first + last) / 2, last}, within(1e-6));
    Rows impossible = Rows.multiLabel(new float[] {0, 0});
    assertThat(utilities(strategy + "-micro", impossible)).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"margin", "entropy", "gini", "ratio"})
  void whereClassesExcludeOneAnotherTheFormDoesNotMatter(String strategy) {
    assertThat(utilities(strategy + "-max", PUBLISHED)).isEqualTo(utilities(strategy, PUBLISHED));
    assertThat(utilities(strategy + "-micro", PUBLISHED)).isEqualTo(utilities(strategy, PUBLISHED));
  }

  @Test
  void randomFindsAllAlike() {
    assertThat(utilities("random", PUBLISHED)).containsExactly(1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"least-confidence", "margin", "entropy", "gini", "ratio"})
  void certaintyIsUselessAndTheUniformDistributionMostUseful(String strategy) {
    Rows extremes = Rows.of(new float[] {0, 1, 0, 0}, new float[] {.25f, .25f, .25f, .25f});
    assertThat(utilities(strategy, extremes)).containsExactly(new double[] {0, 1}, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"least-confidence", "margin", "entropy", "gini", "ratio"})
  void rowsThatSumToOneWithinTheirToleranceStayInRange(String strategy) {
    Rows rounded =
        Rows.of(
            new float[] {.4996f, .4996f}, new float[] {1.0f, .0009f}, new float[] {.5004f, .5004f});
    assertThat(Arrays.stream(utilities(strategy, rounded)).boxed())
        .allSatisfy(utility -> assertThat(utility).isBetween(0.0, 1.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"least-confidence", "margin", "entropy", "gini", "ratio"})
  void multiLabelIsTheMeanOverLabelsSeenAsBinaryQuestions(String strategy) {
    double sure = utilities(strategy, Rows.of(new float[] {.1f, .9f}))[0];
    double torn = utilities(strategy, Rows.of(new float[] {.5f, .5f}))[0];
    assertThat(utilities(strategy, Rows.multiLabel(new float[] {.9f, .5f}))[0])
        .isCloseTo((sure + torn) / 2, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"least-confidence", "margin", "entropy", "gini", "ratio"})
  void candidatesWithoutScoresAreAsUsefulAsTheOthersOnAverage(String strategy) {
    double[] utilities =
        utilities(
            strategy, Rows.of(new float[] {.5f, .5f}, NO_SCORES, new float[] {.0f, 1f}, NO_SCORES));
    assertThat(utilities).containsExactly(new double[] {1, .5, 0, .5}, within(1e-7));
    assertThat(utilities(strategy, Rows.of(NO_SCORES, NO_SCORES))).containsExactly(1, 1);
  }

  /** More than are looked at by one thread at a time; every seventh has no scores. */
  @ParameterizedTest
  @ValueSource(strings = {"least-confidence", "margin", "entropy", "gini", "ratio"})
  void ofManyCandidatesEachHasTheUtilityThatItHasAlone(String strategy) {
    SeededStream random = new SeededStream(3);
    float[][] rows = new float[20_000][];
    for (int i = 0; i < rows.length; i++) {
      float p = (float) random.nextUnit();
      rows[i] = i % 7 == 0 ? NO_SCORES : new float[] {p * p, p - p * p, 1 - p};
    }
    double[] all = utilities(strategy, Rows.of(rows));
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      if (i % 7 != 0) {
        sum += all[i];
        assertThat(all[i]).isEqualTo(utilities(strategy, Rows.of(rows[i]))[0]);
      }
    }
    double mean = sum / (rows.length - (rows.length + 6) / 7);
    for (int i = 0; i < rows.length; i += 7) {
      assertThat(all[i]).isEqualTo(mean);
    }
  }

  @Test
  void namesAreListedAndUnknownOnesRefused() {
    assertThat(Strategies.names())
        .containsExactly(
            "badge",
            "bald",
            "batch-bald",
            "cells-first",
            "consensus-entropy",
            "consensus-kl",
            "contextual-diversity",
            "contrastive",
            "coverage",
            "craig",
            "entropy",
            "entropy-max",
            "entropy-micro",
            "expected-error-reduction",
            "expected-gradient-length",
            "facility-location",
            "gini",
            "gini-max",
            "gini-micro",
            "gradient-norm",
            "graph-cut",
            "herding",
            "information-density",
            "k-center",
            "least-confidence",
            "margin",
            "margin-max",
            "margin-micro",
            "margin-spread",
            "max-herding",
            "measure-first",
            "neighbour-density",
            "query-by-cells",
            "random",
            "ranked-batch",
            "ratio",
            "ratio-max",
            "ratio-micro",
            "two-phase",
            "typicality",
            "uncertainty-herding",
            "variation-ratio",
            "vote-entropy");
    assertThatThrownBy(() -> Strategies.named("best"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("least-confidence");
  }
}
