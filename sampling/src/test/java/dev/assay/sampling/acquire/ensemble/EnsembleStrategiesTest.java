package dev.assay.sampling.acquire.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strategies by what the members of an ensemble say. Published values are scikit-activeml's. */
class EnsembleStrategiesTest {
  private static final double LOG_2 = StrictMath.log(2);
  private static final double LOG_3 = StrictMath.log(3);

  static Stream<Strategy> all() {
    return Strategies.names().stream()
        .map(Strategies::named)
        .filter(strategy -> strategy.needs().contains(Need.ENSEMBLE));
  }

  static Stream<Strategy> oneByOne() {
    return all().filter(strategy -> strategy instanceof EnsembleStrategy);
  }

  private static double[] utilities(String strategy, Ensembles ensemble) {
    return Strategies.named(strategy).select(ensemble.pool(), 1, 1).utilities();
  }

  @Test
  void thereAreSix() {
    assertThat(all().map(Strategy::name))
        .containsExactly(
            "bald",
            "batch-bald",
            "consensus-entropy",
            "consensus-kl",
            "variation-ratio",
            "vote-entropy");
  }

  @Test
  void voteEntropyIsThePublishedScoreOverItsMaximum() {
    Ensembles votes =
        Ensembles.ofVotes(3, new int[] {0, 1, 2}, new int[] {0, 0, 1}, new int[] {2, 2, 2});
    assertThat(utilities("vote-entropy", votes))
        .containsExactly(
            new double[] {1.0986122886681096 / LOG_3, .6365141682948128 / LOG_3, 0}, within(1e-9));
  }

  @Test
  void variationRatioIsThePublishedScoreOverItsMaximum() {
    Ensembles votes =
        Ensembles.ofVotes(
            3, new int[] {0, 0, 2}, new int[] {1, 0, 2}, new int[] {2, 1, 2}, new int[] {0, 0, 0});
    double scale = 1.5;
    assertThat(utilities("variation-ratio", votes))
        .containsExactly(new double[] {scale / 3, scale * 2 / 3, scale / 3, 0}, within(1e-9));
  }

  /** The mean divergence of the members from their mean is what BALD measures. */
  @Test
  void baldIsThePublishedMeanDivergenceFromTheConsensus() {
    Ensembles committee =
        Ensembles.ofMembers(new double[][][] {{{.3, .7}, {.4, .6}}, {{.2, .8}, {.5, .5}}});
    assertThat(utilities("bald", committee))
        .containsExactly(
            new double[] {.00670178182226764 / LOG_2, .005059389928987596 / LOG_2}, within(1e-7));
  }

  @Test
  void consensusEntropyIsThatOfTheMean() {
    Ensembles committee =
        Ensembles.ofMembers(new double[][][] {{{1, 0}, {.5, .5}}, {{0, 1}, {.5, .5}}});
    assertThat(utilities("consensus-entropy", committee))
        .containsExactly(new double[] {1, 1}, within(1e-9));
    Ensembles other = Ensembles.ofMembers(new double[][][] {{{.3, .7}}, {{.1, .9}}});
    double entropy = -.2 * StrictMath.log(.2) - .8 * StrictMath.log(.8);
    assertThat(utilities("consensus-entropy", other)[0]).isCloseTo(entropy / LOG_2, within(1e-7));
  }

  /** As modAL's max disagreement: the greatest of the divergences. */
  @Test
  void consensusKlIsTheGreatestDivergenceOfAMember() {
    Ensembles committee =
        Ensembles.ofMembers(new double[][][] {{{.9, .1}}, {{.8, .2}}, {{.1, .9}}});
    double p = .6;
    double expected = .1 * StrictMath.log(.1 / p) + .9 * StrictMath.log(.9 / (1 - p));
    assertThat(utilities("consensus-kl", committee)[0]).isCloseTo(expected / LOG_3, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void membersThatAgreeForCertainAreOfNoUseAndThoseThatAllSayOtherwiseOfMost(Strategy strategy) {
    Ensembles ensemble = Ensembles.ofVotes(3, new int[] {1, 1, 1}, new int[] {0, 1, 2});
    assertThat(strategy.select(ensemble.pool(), 1, 1).utilities())
        .containsExactly(new double[] {0, 1}, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void utilitiesAreInRangeForRowsThatSumToOneWithinTheirTolerance(Strategy strategy) {
    float[] rounded = {.4996f, .4996f, 1, .0009f, .5004f, .5004f};
    Ensembles ensemble = new Ensembles(3, 2, false, new float[][] {rounded});
    assertThat(strategy.select(ensemble.pool(), 1, 1).utilities()[0]).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void candidatesThatNothingIsSaidOfAreAsUsefulAsTheOthersOnAverage(Strategy strategy) {
    float[] nothing = {};
    float[] agree = {1, 0, 1, 0};
    float[] differ = {1, 0, 0, 1};
    Ensembles some = new Ensembles(2, 2, false, new float[][] {nothing, agree, differ, nothing});
    assertThat(strategy.select(some.pool(), 1, 1).utilities())
        .containsExactly(new double[] {.5, 0, 1, .5}, within(1e-9));
    Ensembles none = new Ensembles(2, 2, false, new float[][] {nothing, nothing});
    assertThat(strategy.select(none.pool(), 1, 1).utilities()).containsExactly(1, 1);
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void multiLabelIsTheMeanOverLabelsSeenAsBinaryQuestions(Strategy strategy) {
    Ensembles labels = new Ensembles(2, 2, true, new float[][] {{.9f, .2f, .3f, .4f}});
    Ensembles first = new Ensembles(2, 2, false, new float[][] {{.1f, .9f, .7f, .3f}});
    Ensembles second = new Ensembles(2, 2, false, new float[][] {{.8f, .2f, .6f, .4f}});
    double mean =
        (strategy.select(first.pool(), 1, 1).utilities()[0]
                + strategy.select(second.pool(), 1, 1).utilities()[0])
            / 2;
    assertThat(strategy.select(labels.pool(), 1, 1).utilities()[0]).isCloseTo(mean, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theNumbersOfCandidatesDoNotMatter(Strategy strategy) {
    Ensembles ensemble = Ensembles.random(60, 4, 3, 5);
    int[] order = IntStream.range(0, 60).toArray();
    new SeededStream(9).shuffle(order);
    double[] here = probabilities(strategy, ensemble, 8);
    double[] there = probabilities(strategy, ensemble.inOrder(order), 8);
    for (int i = 0; i < order.length; i++) {
      assertThat(there[i]).as("candidate %d", i).isCloseTo(here[order[i]], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void poorPoolsAreDefined(Strategy strategy) {
    float[] nothing = {};
    float[] same = {.5f, .5f, .5f, .5f};
    probabilities(strategy, new Ensembles(2, 2, false, new float[][] {same}), 1);
    probabilities(strategy, new Ensembles(2, 2, false, new float[][] {nothing}), 1);
    probabilities(strategy, new Ensembles(2, 2, false, new float[][] {same, same, same}), 2);
    probabilities(strategy, new Ensembles(2, 2, false, new float[][] {same, same, same}), 3);
    probabilities(strategy, new Ensembles(2, 2, true, new float[][] {same, same, same}), 2);
    probabilities(strategy, new Ensembles(2, 2, false, new float[][] {same, nothing, nothing}), 2);
    probabilities(
        strategy, Ensembles.ofVotes(2, new int[] {0, 0}, new int[] {0, 0}, new int[] {1, 1}), 2);
  }

  private static double[] probabilities(Strategy strategy, Ensembles ensemble, int drawCount) {
    Selection selection = strategy.select(ensemble.pool(), drawCount, 7);
    double[] probabilities = selection.inclusionProbabilities(drawCount, .2, 3);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(drawCount, within(1e-6));
    assertThat(Arrays.stream(probabilities).boxed())
        .allSatisfy(p -> assertThat(p).isBetween(.2 * drawCount / ensemble.size() - 1e-9, 1.0));
    assertThat(IntStream.of(selection.order()).sorted().toArray())
        .containsExactly(IntStream.range(0, ensemble.size()).toArray());
    return probabilities;
  }
}
