package dev.assay.sampling.design.adaptive;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Moments;
import dev.assay.sampling.design.Populations;
import dev.assay.sampling.design.strata.CumSqrtF;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdaptiveImportanceSamplingTest {

  private static final int UNITS = 400;
  private static final double[] SCORES = Populations.skewed(UNITS, 1);
  private static final Strata STRATA = CumSqrtF.of(scores(), 8, 80);
  private static final int[] OUTCOMES = outcomes();

  private static double[] scores() {
    return Arrays.stream(SCORES).map(score -> Math.min(1, score)).toArray();
  }

  private static int[] outcomes() {
    SeededStream random = new SeededStream(2);
    return Arrays.stream(SCORES).mapToInt(p -> random.nextUnit() < 0.3 * p ? 1 : 0).toArray();
  }

  private static AdaptiveImportanceSampling start(RatioMetric metric, long seed) {
    return new AdaptiveImportanceSampling(STRATA, scores(), metric, 0.1, seed);
  }

  private static double[] labels(Proposal proposal) {
    return Arrays.stream(proposal.units()).mapToDouble(unit -> OUTCOMES[unit]).toArray();
  }

  @Test
  void weightsDrawsWithoutBiasWhileItLearns() {
    double rate = Arrays.stream(OUTCOMES).average().orElseThrow();
    Moments estimates = new Moments();
    for (int seed = 0; seed < 20_000; seed++) {
      AdaptiveImportanceSampling design = start(RatioMetric.rate(), seed);
      double sum = 0;
      for (int turn = 0; turn < 6; turn++) {
        Proposal proposal = design.propose(10);
        double[] labels = labels(proposal);
        for (int k = 0; k < labels.length; k++) {
          sum += labels[k] / (UNITS * proposal.probabilities()[k]) / 60;
        }
        design.observe(labels);
      }
      estimates.add(sum);
    }
    assertThat(estimates.z(rate)).isBetween(-4.0, 4.0);
    // Learning must pay: less than the variance of 60 uniform draws with replacement.
    assertThat(estimates.variance()).isLessThan(rate * (1 - rate) / 60);
  }

  @Test
  void learnsOfEachUnitOnceHoweverOftenItComes() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
    double[] scores = new double[8];
    Arrays.fill(scores, .5);
    AdaptiveImportanceSampling design =
        new AdaptiveImportanceSampling(strata, scores, RatioMetric.rate(), 0.001, 1);
    assertThat(design.drawProbabilities()).containsOnly(.125);
    for (int turn = 0; turn < 10; turn++) {
      Proposal proposal = design.propose(8);
      design.observe(
          Arrays.stream(proposal.units()).mapToDouble(unit -> unit < 5 ? 1 : 0).toArray());
    }
    // Eighty draws label all eight. Beliefs are then (1 + 4) / (2 + 4) = 5/6 and (1 + 1) / 6.
    double f = (5 / 6. + 2 / 6.) / 2;
    double first = Math.sqrt(5 / 6. * (1 - f) * (1 - f) + 1 / 6. * f * f);
    double second = Math.sqrt(2 / 6. * (1 - f) * (1 - f) + 4 / 6. * f * f);
    double[] q = design.drawProbabilities();
    assertThat(q[0]).isCloseTo(.999 / 4 * first / (first + second) + .001 / 8, within(1e-12));
    assertThat(q[7]).isCloseTo(.999 / 4 * second / (first + second) + .001 / 8, within(1e-12));
  }

  @Test
  void drawsMoreWhereTheFMeasureIsDecided() {
    boolean[] predicted = new boolean[8];
    Arrays.fill(predicted, 0, 4, true);
    Strata strata = Strata.ofLabels(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
    double[] scores = {.5, .5, .5, .5, .01, .01, .01, .01};
    RatioMetric f1 = RatioMetric.fMeasure(predicted, 1);
    double[] q = new AdaptiveImportanceSampling(strata, scores, f1, 1e-9, 1).drawProbabilities();
    double f = f1.expected(scores);
    double above = Math.sqrt(.5 * (1 - f) * (1 - f) + .5 * f * f / 4);
    double below = Math.sqrt(.01 * f * f / 4);
    assertThat(q[0] / q[7]).isCloseTo(above / below, within(1e-6));
  }

  @Test
  void takesTurnsAndRefusesOutcomesOutOfRange() {
    AdaptiveImportanceSampling design = start(RatioMetric.rate(), 1);
    design.propose(2);
    assertRefused(() -> design.propose(2), Reason.LABELS_AWAITED);
    assertRefused(() -> design.observe(new double[] {0, 1.5}), Reason.SHARE_OUT_OF_RANGE);
    design.observe(new double[] {0, 1});
    assertRefused(() -> design.observe(new double[] {0, 1}), Reason.LABELS_NOT_EXPECTED);
  }

  @Test
  void refusesToLeaveUnitsWithoutAChance() {
    assertRefused(
        () -> new AdaptiveImportanceSampling(STRATA, scores(), RatioMetric.rate(), 0, 1),
        Reason.SHARE_OUT_OF_RANGE);
    double[] bad = scores();
    bad[3] = 1.5;
    assertRefused(
        () -> new AdaptiveImportanceSampling(STRATA, bad, RatioMetric.rate(), .1, 1),
        Reason.SHARE_OUT_OF_RANGE);
    assertRefused(
        () -> new AdaptiveImportanceSampling(STRATA, new double[2], RatioMetric.rate(), .1, 1),
        Reason.LENGTH_MISMATCH);
  }
}
