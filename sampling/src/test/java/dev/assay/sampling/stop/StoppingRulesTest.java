package dev.assay.sampling.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import dev.assay.sampling.stop.StoppingRules.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class StoppingRulesTest {
  private static final int BATCH = 40;
  private static final int VERSIONS = 25;
  private static final int RUNS = 2_000;
  private static final double ALPHA = 0.1;

  /** 2.6 standard errors of a share of alpha over the runs. */
  private static final double MORE = 2.6 * Math.sqrt(ALPHA * (1 - ALPHA) / RUNS);

  /** A version of so many labels, judged by as many labels as a batch has. */
  private static JudgedVersion judged(
      double labels, DoubleUnaryOperator curve, SeededStream chance) {
    double error = curve.applyAsDouble(labels);
    double deviation = Math.sqrt(error * (1 - error) / BATCH);
    return new JudgedVersion(
        labels, error + deviation * NormalLaw.quantile(chance.nextUnit()), deviation);
  }

  /** The share of runs in which the rules ever stop, looking at each of the versions. */
  private static double everStops(StoppingRules rules, Advice as, DoubleUnaryOperator curve) {
    int stopped = 0;
    for (int run = 0; run < RUNS; run++) {
      SeededStream chance = new SeededStream(1_000 + run);
      List<JudgedVersion> versions = new ArrayList<>();
      boolean stops = false;
      for (int t = 1; t <= VERSIONS && !stops; t++) {
        versions.add(judged((double) t * BATCH, curve, chance));
        stops = rules.look(0, versions, BATCH).advice() == as;
      }
      stopped += stops ? 1 : 0;
    }
    return stopped / (double) RUNS;
  }

  @Test
  void aCurveThatStillGainsIsStoppedWithNoMoreThanTheProbabilityGivenOverAllLooks() {
    // Straight in the logarithm, so that the bound is met as closely as it can be: the gain of the
    // next batch is exactly the least gain at the last look, and more before.
    double slope = 0.06;
    DoubleUnaryOperator line = labels -> 0.5 - slope * Math.log(labels / BATCH);
    double last = slope * Math.log1p(1.0 / VERSIONS);
    StoppingRules rules = new StoppingRules(ALPHA, 0, last, 0);
    assertThat(everStops(rules, Advice.GAIN_TOO_SMALL, line)).isLessThan(ALPHA + MORE);

    double threeRounds = slope * Math.log(VERSIONS / (VERSIONS - 3.0));
    StoppingRules byRounds = new StoppingRules(ALPHA, 0, threeRounds, 3);
    assertThat(everStops(byRounds, Advice.NO_IMPROVEMENT, line)).isLessThan(ALPHA + MORE);
  }

  @Test
  void aCurveThatBendsIsNotStoppedWhileItGains() {
    DoubleUnaryOperator power = labels -> 0.05 + 2.5 / Math.sqrt(labels);
    double last = 2.5 / Math.sqrt(VERSIONS * BATCH) - 2.5 / Math.sqrt((VERSIONS + 1) * BATCH);
    assertThat(everStops(new StoppingRules(ALPHA, 0, last, 0), Advice.GAIN_TOO_SMALL, power))
        .isLessThan(ALPHA + MORE);
  }

  @Test
  void aFlatCurveIsFound() {
    DoubleUnaryOperator flat = labels -> 0.15;
    assertThat(everStops(new StoppingRules(ALPHA, 0, 0.005, 0), Advice.GAIN_TOO_SMALL, flat))
        .isGreaterThan(0.9);
    assertThat(everStops(new StoppingRules(ALPHA, 0, 0.02, 3), Advice.NO_IMPROVEMENT, flat))
        .isGreaterThan(0.9);
  }

  @Test
  void aTargetIsSaidToBeReachedWhereItIsAndSeldomWhereItIsNot() {
    StoppingRules rules = new StoppingRules(ALPHA, 0.15, 0, 0);
    assertThat(everStops(rules, Advice.TARGET_REACHED, labels -> 0.15)).isLessThan(ALPHA + MORE);
    assertThat(everStops(rules, Advice.TARGET_REACHED, labels -> 0.03)).isGreaterThan(0.9);
  }

  @Test
  void trainingThatIsNoisierThanItsEstimatesSayDoesNotStopSooner() {
    double slope = 0.06;
    double last = slope * Math.log1p(1.0 / VERSIONS);
    StoppingRules rules = new StoppingRules(ALPHA, 0, last, 0);
    int stopped = 0;
    for (int run = 0; run < RUNS; run++) {
      SeededStream chance = new SeededStream(9_000 + run);
      List<JudgedVersion> versions = new ArrayList<>();
      boolean stops = false;
      for (int t = 1; t <= VERSIONS && !stops; t++) {
        double noise = 0.08 * NormalLaw.quantile(chance.nextUnit());
        DoubleUnaryOperator line = labels -> 0.5 + noise - slope * Math.log(labels / BATCH);
        versions.add(judgedWithin(t * BATCH, line, chance));
        stops = rules.look(0, versions, BATCH).advice() == Advice.GAIN_TOO_SMALL;
      }
      stopped += stops ? 1 : 0;
    }
    assertThat(stopped / (double) RUNS).isLessThan(ALPHA + MORE);
  }

  private static JudgedVersion judgedWithin(
      double labels, DoubleUnaryOperator curve, SeededStream chance) {
    double error = Math.min(0.95, Math.max(0.05, curve.applyAsDouble(labels)));
    return judged(labels, count -> error, chance);
  }

  @Test
  void theLooksTakeNoMoreThanAlphaTogether() {
    StoppingRules rules = new StoppingRules(0.2, 0, 0.01, 0);
    double sum = 0;
    for (int look = 1; look <= 10_000; look++) {
      sum += rules.alphaOf(look);
    }
    assertThat(sum).isCloseTo(0.2, within(1e-4)).isLessThan(0.2);
  }

  @Test
  void aStraightLineIsFoundExactlyAndItsEndsLieAround() {
    List<JudgedVersion> versions = new ArrayList<>();
    for (int labels : new int[] {10, 20, 40, 80, 160}) {
      versions.add(new JudgedVersion(labels, 0.6 - 0.05 * Math.log(labels), 0.02));
    }
    LearningCurve curve = LearningCurve.of(versions);
    assertThat(curve.gain(160, 160)).isCloseTo(0.05 * Math.log(2), within(1e-12));
    // The slope's variance is 0.02^2 over the sum of squares of log 2 times -2 to 2: 10 log(2)^2.
    double margin = 1.6448536269514722 * 0.02 / Math.sqrt(10);
    assertThat(curve.upperGain(160, 160, 0.05) - curve.gain(160, 160))
        .isCloseTo(margin, within(1e-9));
    assertThat(curve.gain(160, 160) - curve.lowerGain(160, 160, 0.05))
        .isCloseTo(margin, within(1e-9));
  }

  @Test
  void versionsThatAreLookedAtNoMoreHaveHadTheirLooks() {
    StoppingRules rules = new StoppingRules(ALPHA, 0, 0, 0);
    List<JudgedVersion> versions = new ArrayList<>();
    for (int labels : new int[] {10, 20, 40, 80, 160}) {
      versions.add(new JudgedVersion(labels, 0.6 - 0.05 * Math.log(labels), 0.02));
    }
    StoppingRules.Decision first = rules.look(0, versions, 160);
    StoppingRules.Decision later = rules.look(20, versions, 160);
    assertThat(first.look()).isEqualTo(2);
    assertThat(later.look()).isEqualTo(22);
    assertThat(later.gain()).isEqualTo(first.gain());
    assertThat(later.highGain()).isGreaterThan(first.highGain());
  }

  @Test
  void noErrorFallsByMoreThanItIs() {
    List<JudgedVersion> versions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      versions.add(new JudgedVersion(10 << i, 0.5 - 0.12 * i, 0.01));
    }
    StoppingRules.Decision decision = new StoppingRules(ALPHA, 0, 0.2, 0).look(0, versions, 1e6);
    assertThat(decision.gain()).isEqualTo(0.02, within(1e-12));
    assertThat(decision.lowGain()).isLessThanOrEqualTo(decision.gain());
    assertThat(decision.highGain()).isBetween(0.02, 0.07);
    assertThat(decision.advice()).isEqualTo(Advice.GAIN_TOO_SMALL);
  }

  @Test
  void withTooFewVersionsOrOneSizeItIsTooEarly() {
    StoppingRules rules = new StoppingRules(ALPHA, 0.5, 0.5, 1);
    JudgedVersion one = new JudgedVersion(10, 0.1, 0.01);
    assertThat(rules.look(0, List.of(one, one, one), 5).advice()).isEqualTo(Advice.TOO_EARLY);
    assertThat(rules.look(0, List.of(one, one, one, one), 5).advice()).isEqualTo(Advice.TOO_EARLY);
    assertThatThrownBy(() -> LearningCurve.of(List.of(one, one, one, one)))
        .hasMessageContaining("as many labels");
    assertThatThrownBy(() -> new StoppingRules(0.5, 0, 0, 0)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> new StoppingRules(0.1, -1, 0, 0)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new JudgedVersion(0, 0.1, 0.1)).hasMessageContaining("labels");
    assertThatThrownBy(() -> new JudgedVersion(1, Double.NaN, 0.1)).hasMessageContaining("error");
    assertThatThrownBy(() -> new JudgedVersion(1, 0.1, 0)).hasMessageContaining("standard error");
  }
}
