package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Advice;
import dev.assay.v1.Advice.ActionCase;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.LabelContribution;
import dev.assay.v1.Policy;
import dev.assay.v1.StopAdvice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule on both sides of its threshold, from facts in which no other rule speaks. */
final class AdviceRulesTest {
  private static final Policy POLICY =
      Policy.newBuilder()
          .setStrategy("two-phase")
          .setMeasure(0.5)
          .setExplorationShare(0.3)
          .setAgreeingVotes(1)
          .build();

  private Policy policy = POLICY;
  private StopAdvice stop = StopAdvice.STOP_ADVICE_CONTINUE;
  private long labelsBefore = 90;
  private double randomPoint = 0.9;
  private double shift;
  private double largest = 0.01;
  private @Nullable ResidualsByClass residuals = new ResidualsByClass(0.05, 0.01, 100, 1);
  private boolean hasClassStrata;
  private double halfWidth = 0.05;
  private long checks = 100;
  private long failed = 5;
  private int judgedLabels = 100;

  private List<Advice> advice() {
    EstimateGainRequest rules =
        EstimateGainRequest.newBuilder().setConfidence(0.9).setLeastGain(0.002).build();
    EstimateGainResponse gain =
        EstimateGainResponse.newBuilder().setAdvice(stop).setHighGain(0.001).setLook(3).build();
    return AdviceRules.of(
        new AdviceFacts(
            policy,
            hasClassStrata,
            List.of("no", "yes"),
            rules,
            gain,
            100,
            labelsBefore,
            "v1",
            estimate(0.9, halfWidth),
            estimate(randomPoint, halfWidth),
            shift,
            LabelContribution.newBuilder().setItemId("i7").setContribution(-largest).build(),
            residuals,
            5_000_000,
            50_000,
            checks,
            failed),
        GetAdvice.DEFAULTS);
  }

  private Estimate estimate(double point, double half) {
    return Estimate.newBuilder()
        .setLabelCount(judgedLabels)
        .setValue(
            EstimatedValue.newBuilder()
                .setPoint(point)
                .setStandardError(0.03)
                .addIntervals(
                    ConfidenceInterval.newBuilder().setLow(point - half).setHigh(point + half)))
        .build();
  }

  private List<ActionCase> actions() {
    return advice().stream().map(Advice::getActionCase).toList();
  }

  @Test
  void whereNothingIsAmissLabellingGoesOn() {
    assertThat(actions()).containsExactly(ActionCase.KEEP_LABELLING);
  }

  @Test
  void aRuleThatHoldsStopsWithItsGuarantee() {
    stop = StopAdvice.STOP_ADVICE_GAIN_TOO_SMALL;
    assertThat(actions()).containsExactly(ActionCase.STOP_LABELLING);
    var figures = advice().get(0).getStopLabelling();
    assertThat(figures.getRule()).isEqualTo(stop);
    assertThat(figures.getConfidence()).isEqualTo(0.9);
    assertThat(figures.getLook()).isEqualTo(3);
    assertThat(figures.getHighGain()).isLessThan(figures.getLeastGain());
    assertThat(figures.getSavedMicros()).isEqualTo(5_000_000);
  }

  @Test
  void oneLabelThatAddsMuchAndRandomItemsThatDisagreeCastDoubt() {
    largest = 0.024;
    randomPoint = 0.9 - 2.4 * Math.hypot(0.03, 0.03);
    assertThat(actions()).doesNotContain(ActionCase.DISTRUST_ESTIMATE);
    largest = 0.026;
    assertThat(advice().get(1).getDescription()).contains("of the item i7");
    largest = 0.01;
    randomPoint = 0.9 - 2.6 * Math.hypot(0.03, 0.03);
    assertThat(advice().get(1).getDescription()).contains("by 2.6 standard errors");
    judgedLabels = AdviceRules.MIN_LABELS - 1;
    assertThat(actions()).doesNotContain(ActionCase.DISTRUST_ESTIMATE);
  }

  @Test
  void manyNewLabelsAskForAnotherVersion() {
    labelsBefore = 80;
    assertThat(actions()).as("a quarter, not more").doesNotContain(ActionCase.RETRAIN_NOW);
    labelsBefore = 79;
    assertThat(actions()).contains(ActionCase.RETRAIN_NOW);
    labelsBefore = 0;
    assertThat(advice().get(1).getDescription()).startsWith("train a model");
  }

  @Test
  void wrongLabelsAskForSecondVotesAndComeBeforeWhatTheyCouldBeMistakenFor() {
    shift = 0.2;
    residuals = new ResidualsByClass(0.2, 0.01, 100, 1);
    failed = 9; // the interval's lower end is .047
    assertThat(actions()).contains(ActionCase.RESTRATIFY, ActionCase.RAISE_EXPLORATION);
    failed = 10; // .054
    assertThat(actions())
        .containsExactly(
            ActionCase.KEEP_LABELLING, ActionCase.DISTRUST_ESTIMATE, ActionCase.BUY_SECOND_VOTES);
    policy = POLICY.toBuilder().setAgreeingVotes(2).build();
    assertThat(actions()).doesNotContain(ActionCase.BUY_SECOND_VOTES);
    policy = POLICY;
    checks = 0;
    failed = 0;
    assertThat(actions()).doesNotContain(ActionCase.BUY_SECOND_VOTES);
  }

  @Test
  void whereTheModelErrsByItsPredictionStrataAreAdvisedUnlessTheyAreThere() {
    residuals = new ResidualsByClass(0.11, 0.04, 100, 1);
    assertThat(actions()).as("chance").doesNotContain(ActionCase.RESTRATIFY);
    residuals = new ResidualsByClass(0.13, 0.04, 100, 1);
    assertThat(advice().get(1).getRestratify().getClassName()).isEqualTo("yes");
    residuals = new ResidualsByClass(0.09, 0.01, 100, 1);
    assertThat(actions()).as("too little").doesNotContain(ActionCase.RESTRATIFY);
    residuals = new ResidualsByClass(0.13, 0.04, 100, 1);
    hasClassStrata = true;
    assertThat(actions()).doesNotContain(ActionCase.RESTRATIFY);
  }

  @Test
  void aModelThatIsTooSureAsksForExploration() {
    shift = 0.1;
    assertThat(actions()).doesNotContain(ActionCase.RAISE_EXPLORATION);
    shift = 0.11;
    assertThat(advice().get(1).getRaiseExploration().getAdvisedShare())
        .isEqualTo(AdviceRules.MAX_EXPLORATION);
    policy = POLICY.toBuilder().setExplorationShare(0.5).build();
    assertThat(actions()).doesNotContain(ActionCase.RAISE_EXPLORATION);
  }

  @Test
  void anIntervalThatWillStayWideAsksForMeasuring() {
    halfWidth = 0.07; // 100 labels more: by the square root of 2
    assertThat(actions()).doesNotContain(ActionCase.RAISE_MEASURING);
    halfWidth = 0.08;
    assertThat(advice().get(1).getRaiseMeasuring().getFinalHalfWidth()).isBetween(0.0565, 0.0566);
    policy = POLICY.toBuilder().setMeasure(1).build();
    assertThat(actions()).doesNotContain(ActionCase.RAISE_MEASURING);
    policy = POLICY.toBuilder().setStrategy("margin").build();
    assertThat(actions()).doesNotContain(ActionCase.RAISE_MEASURING);
  }
}
