package dev.assay.server.estimation;

import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.v1.Advice;
import dev.assay.v1.AdviceThresholds;
import dev.assay.v1.BuySecondVotes;
import dev.assay.v1.DistrustEstimate;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.KeepLabelling;
import dev.assay.v1.LabelContribution;
import dev.assay.v1.RaiseExploration;
import dev.assay.v1.RaiseMeasuring;
import dev.assay.v1.Restratify;
import dev.assay.v1.RetrainNow;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StopLabelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What facts speak for. Each rule looks at a few figures, and says nothing where they are few. */
final class AdviceRules {
  /** The fewest labels that a rule about the model looks at. */
  static final int MIN_LABELS = 30;

  /** The fewest labels since a model version was published for another one. */
  static final int MIN_NEW_LABELS = 20;

  /** The largest share of a wave that is advised to be drawn at random. */
  static final double MAX_EXPLORATION = 0.5;

  private static final Set<StopAdvice> STOPS =
      Set.of(
          StopAdvice.STOP_ADVICE_TARGET_REACHED,
          StopAdvice.STOP_ADVICE_NO_IMPROVEMENT,
          StopAdvice.STOP_ADVICE_GAIN_TOO_SMALL);

  private final AdviceFacts facts;
  private final AdviceThresholds thresholds;
  private final double lowLabelError;
  private final boolean areLabelsWrong;
  private final List<Advice> advice = new ArrayList<>();

  private AdviceRules(AdviceFacts facts, AdviceThresholds thresholds) {
    this.facts = facts;
    this.thresholds = thresholds;
    this.lowLabelError =
        facts.checkCount() == 0
            ? 0
            : ClopperPearson.of(facts.failedCheckCount(), facts.checkCount(), AdviceFacts.LEVEL)
                .low();
    this.areLabelsWrong = lowLabelError > thresholds.getLabelError() && !facts.hasRepeatedVotes();
  }

  static List<Advice> of(AdviceFacts facts, AdviceThresholds thresholds) {
    AdviceRules rules = new AdviceRules(facts, thresholds);
    rules.goOn();
    if (facts.accuracy().hasValue() && facts.accuracy().getLabelCount() >= MIN_LABELS) {
      rules.distrust();
    }
    rules.retrain();
    rules.secondVotes();
    if (facts.accuracy().hasValue() && facts.accuracy().getLabelCount() >= MIN_LABELS) {
      // What is wrong with the labels looks like something that is wrong with the model.
      if (!rules.areLabelsWrong) {
        rules.restratify();
        rules.raiseExploration();
      }
      rules.raiseMeasuring();
    }
    return rules.advice;
  }

  private static Advice.Builder says(String format, Object... figures) {
    return Advice.newBuilder().setDescription(String.format(Locale.ROOT, format, figures));
  }

  private void goOn() {
    EstimateGainResponse gain = facts.gain();
    if (STOPS.contains(gain.getAdvice())) {
      advice.add(
          says("stop labelling: %s", gain.getDescription())
              .setStopLabelling(
                  StopLabelling.newBuilder()
                      .setRule(gain.getAdvice())
                      .setConfidence(facts.rules().getConfidence())
                      .setLook(gain.getLook())
                      .setHighGain(gain.getHighGain())
                      .setLeastGain(facts.rules().getLeastGain())
                      .setSavedMicros(facts.availableMicros()))
              .build());
      return;
    }
    KeepLabelling.Builder keep =
        KeepLabelling.newBuilder()
            .setNextLabelCount(gain.getNextLabelCount())
            .setLeastGain(facts.rules().getLeastGain())
            .setNextCostMicros(gain.getNextCostMicros());
    if (gain.hasGain()) {
      keep.setGain(gain.getGain()).setHighGain(gain.getHighGain());
    }
    advice.add(says("keep labelling: %s", gain.getDescription()).setKeepLabelling(keep).build());
  }

  private void distrust() {
    LabelContribution largest = facts.largest();
    double share = largest == null ? 0 : Math.abs(largest.getContribution()) / facts.halfWidth();
    DistrustEstimate.Builder figures = DistrustEstimate.newBuilder().setLargestLabel(share);
    if (largest != null) {
      figures.setLargestItemId(largest.getItemId());
    }
    boolean isOneLabel = facts.halfWidth() > 0 && share > thresholds.getLargestLabel();
    boolean isContradicted = false;
    if (facts.random().hasValue()) {
      EstimatedValue all = facts.accuracy().getValue();
      EstimatedValue random = facts.random().getValue();
      // The random items are among all, so that the two differ by less than if they were not.
      double deviation = StrictMath.hypot(all.getStandardError(), random.getStandardError());
      double apart = deviation > 0 ? Math.abs(all.getPoint() - random.getPoint()) / deviation : 0;
      figures.setDisagreement(apart);
      isContradicted = apart > thresholds.getDisagreement();
    }
    if (areLabelsWrong) {
      figures.setLowLabelError(lowLabelError);
    }
    if (isOneLabel || isContradicted || areLabelsWrong) {
      advice.add(
          Advice.newBuilder()
              .setDescription("distrust the estimate: " + doubt(figures, isContradicted))
              .setDistrustEstimate(figures)
              .build());
    }
  }

  private String doubt(DistrustEstimate.Builder figures, boolean isContradicted) {
    if (areLabelsWrong) {
      return String.format(
          Locale.ROOT,
          "at least %.3f of the labels are wrong, by the gold checks, and each counts as an error"
              + " of the model",
          lowLabelError);
    }
    return isContradicted
        ? String.format(
            Locale.ROOT,
            "the random items alone say something else, by %.1f standard errors",
            figures.getDisagreement())
        : String.format(
            Locale.ROOT,
            "one label, of the item %s, adds %.2f of its interval's half-width; look whether its"
                + " verdict is right, and label more",
            figures.getLargestItemId(),
            figures.getLargestLabel());
  }

  private void retrain() {
    long since = facts.labelCount() - facts.labelsBefore();
    if (since >= MIN_NEW_LABELS && since > thresholds.getRetrainGrowth() * facts.labelsBefore()) {
      advice.add(
          (facts.labelsBefore() == 0
                  ? says("train a model: %d items are settled", facts.labelCount())
                  : says(
                      "retrain now: %d of %d settled items came after the current version",
                      since, facts.labelCount()))
              .setRetrainNow(
                  RetrainNow.newBuilder()
                      .setLabelCount(facts.labelCount())
                      .setLabelsBefore(facts.labelsBefore()))
              .build());
    }
  }

  private void secondVotes() {
    if (areLabelsWrong) {
      double error = (double) facts.failedCheckCount() / facts.checkCount();
      advice.add(
          says(
                  "buy a second vote rather than a new item: %d of %d gold checks were failed, and"
                      + " one vote settles an item",
                  facts.failedCheckCount(), facts.checkCount())
              .setBuySecondVotes(
                  BuySecondVotes.newBuilder()
                      .setLabelError(error)
                      .setLowLabelError(lowLabelError)
                      .setCheckCount(facts.checkCount()))
              .build());
    }
  }

  private void restratify() {
    ResidualsByClass residuals = facts.residuals();
    if (residuals == null
        || facts.hasClassStrata()
        || residuals.explained() <= thresholds.getExplained()
        || !residuals.isNoChance()) {
      return;
    }
    String worst = facts.classes().get(residuals.worstClass());
    advice.add(
        says(
                "re-stratify by the predicted class: it explains %.0f %% of where the model errs"
                    + " beyond what it believes, most where it says %s",
                100 * residuals.explained(), worst)
            .setRestratify(
                Restratify.newBuilder()
                    .setExplained(residuals.explained())
                    .setLabelCount(residuals.labelCount())
                    .setClassName(worst))
            .build());
  }

  private void raiseExploration() {
    double share = facts.policy().getExplorationShare();
    if (facts.beliefShift() > thresholds.getBeliefShift() && share < MAX_EXPLORATION) {
      double advised = Math.min(2 * share, MAX_EXPLORATION);
      advice.add(
          says(
                  "raise the exploration share from %.2f to %.2f: the model errs more often than it"
                      + " believes, by %.2f of what it is sure of",
                  share, advised, facts.beliefShift())
              .setRaiseExploration(
                  RaiseExploration.newBuilder()
                      .setBeliefShift(facts.beliefShift())
                      .setExplorationShare(share)
                      .setAdvisedShare(advised))
              .build());
    }
  }

  private void raiseMeasuring() {
    long left = facts.labelsLeft();
    double labels = (double) facts.accuracy().getLabelCount();
    double last = facts.halfWidth() * StrictMath.sqrt(labels / (labels + left));
    double measure = facts.policy().getMeasure();
    if (facts.isMeasuring() && left > 0 && measure < 1 && last > thresholds.getHalfWidth()) {
      advice.add(
          says(
                  "raise the measuring share: with the %d labels that are left the interval will be"
                      + " %.3f to either side, and %.3f is wanted",
                  left, last, thresholds.getHalfWidth())
              .setRaiseMeasuring(
                  RaiseMeasuring.newBuilder()
                      .setHalfWidth(facts.halfWidth())
                      .setFinalHalfWidth(last)
                      .setMeasure(measure)
                      .setLabelsLeft(left))
              .build());
    }
  }
}
