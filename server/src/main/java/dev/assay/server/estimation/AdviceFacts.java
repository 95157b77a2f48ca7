package dev.assay.server.estimation;

import dev.assay.server.project.PolicyRules;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.AdviceThresholds;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.LabelContribution;
import dev.assay.v1.Policy;
import dev.assay.v1.StoppingPolicy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What advice rests on, as of one state of a project.
 *
 * @param labelsBefore settled items when the current version was published; 0 without one
 * @param accuracy the estimate from all draws
 * @param random the same from the random items alone
 * @param largest the label that adds most to the estimate, however; null without an estimate
 * @param residuals what the labels say beyond what was believed, by predicted class; null without
 * @param availableMicros what can still be held
 * @param labelMicros the mean cost of a label so far; 0 without any
 * @param checkCount answered gold checks of the annotators who are not suspended
 */
record AdviceFacts(
    Policy policy,
    boolean hasClassStrata,
    List<String> classes,
    EstimateGainRequest rules,
    EstimateGainResponse gain,
    long labelCount,
    long labelsBefore,
    String modelVersion,
    Estimate accuracy,
    Estimate random,
    double beliefShift,
    @Nullable LabelContribution largest,
    @Nullable ResidualsByClass residuals,
    long availableMicros,
    double labelMicros,
    long checkCount,
    long failedCheckCount) {

  /** The level of the intervals that advice is held against. */
  static final double LEVEL = 0.9;

  /** The most annotators whose checks are counted, in the order of their ids. */
  static final int MAX_ANNOTATORS = 1_000;

  static AdviceFacts of(
      Tables tables,
      ProjectRow project,
      SettledState state,
      EstimationLimits limits,
      AdviceThresholds thresholds) {
    Policy policy = project.definition().getPolicy();
    EstimateGainRequest rules = rules(policy, thresholds);
    JudgedItems judged = JudgedItems.of(tables, project, state, "");
    Estimate accuracy = estimate(judged, limits, EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS);
    Explanation explanation =
        accuracy.hasValue() ? new Explanation(judged.sample(), judged.opinions()) : null;
    BudgetRow budget = tables.budgets().get(project.projectId());
    long checks = 0;
    long failed = 0;
    for (AnnotatorRow annotator :
        tables.annotators().list(project.projectId(), "", MAX_ANNOTATORS)) {
      if (!annotator.isSuspended()) {
        checks += annotator.gold().count();
        failed += annotator.gold().count() - annotator.gold().correctCount();
      }
    }
    return new AdviceFacts(
        policy,
        project.definition().getStrata().getDimensionsList().stream()
            .anyMatch(dimension -> dimension.hasPredictedClass()),
        project.definition().getLabelSchema().getClassNamesList(),
        rules,
        EstimateGain.answer(tables, project, state, limits, rules),
        state.sample().items().size(),
        labelsBefore(tables, project.projectId(), state),
        judged.modelVersion(),
        accuracy,
        estimate(judged, limits, EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE),
        explanation == null ? 0 : explanation.shift(),
        explanation == null ? null : largest(tables, project.projectId(), explanation),
        explanation == null ? null : ResidualsByClass.of(explanation),
        budget.availableMicros(),
        budget.fundedLabelCount() == 0
            ? 0
            : (double) budget.chargedMicros() / budget.fundedLabelCount(),
        checks,
        failed);
  }

  /** The policy's rules for stopping, or else the one of the least gain. */
  private static EstimateGainRequest rules(Policy policy, AdviceThresholds thresholds) {
    StoppingPolicy stopping = policy.getStopping();
    return EstimateGainRequest.newBuilder()
        .setConfidence(
            stopping.getConfidence() == 0
                ? EstimateGain.DEFAULT_CONFIDENCE
                : stopping.getConfidence())
        .setTargetAccuracy(stopping.getTargetAccuracy())
        .setLeastGain(policy.hasStopping() ? stopping.getLeastGain() : thresholds.getLeastGain())
        .setRounds(stopping.getRounds())
        .build();
  }

  private static Estimate estimate(
      JudgedItems judged, EstimationLimits limits, EstimateBasis basis) {
    return EstimateAccuracy.estimate(judged, new EstimateBuilder(limits, basis, List.of(LEVEL)))
        .estimate();
  }

  private static LabelContribution largest(Tables tables, long projectId, Explanation explanation) {
    int place = 0;
    double most = -1;
    for (int i = 0; i < explanation.labelCount(); i++) {
      double added = Math.abs(explanation.label(i).getContribution());
      if (added > most) {
        most = added;
        place = i;
      }
    }
    int ordinal = explanation.item(place).ordinal();
    return explanation
        .label(place)
        .setItemId(Objects.requireNonNull(tables.items().find(projectId, ordinal)).itemId())
        .build();
  }

  private static long labelsBefore(Tables tables, long projectId, SettledState state) {
    ProgressRow progress = tables.progress().get(projectId);
    ScoreSetRow current =
        progress.scoreSetId() == null ? null : tables.scores().find(progress.scoreSetId());
    if (current == null) {
      return 0;
    }
    long afterWave =
        tables.scores().revisions(projectId, current.modelVersion()).get(0).afterWave();
    return state.sample().items().stream().filter(item -> item.waveNumber() <= afterWave).count();
  }

  /** Whether waves are drawn in part for the estimate, so that the part can be raised. */
  boolean isMeasuring() {
    return policy.getCombination().getTermsCount() == 0
        && policy.getStrategy().equals(PolicyRules.DEFAULT_STRATEGY);
  }

  /** Whether items get further votes where the first may be wrong. */
  boolean hasRepeatedVotes() {
    return policy.getAgreeingVotes() > 1 || policy.hasDynamicRedundancy();
  }

  /** The labels that what is available pays for; 0 where labels are free. */
  long labelsLeft() {
    return labelMicros == 0 ? 0 : (long) (availableMicros / labelMicros);
  }

  /** Half of the length of the accuracy's interval; that there is one is known. */
  double halfWidth() {
    return (accuracy.getValue().getIntervals(0).getHigh()
            - accuracy.getValue().getIntervals(0).getLow())
        / 2;
  }
}
