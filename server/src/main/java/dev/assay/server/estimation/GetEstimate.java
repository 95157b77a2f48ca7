package dev.assay.server.estimation;

import dev.assay.server.answer.Use;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Levels;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAverage;
import dev.assay.v1.EstimateGrouping;
import dev.assay.v1.EstimateSource;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.IntervalValidity;
import dev.assay.v1.Multiplicity;
import dev.assay.v1.WithheldEstimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any metric of a model version, of all labels that it could not have learnt from. */
public final class GetEstimate implements Query<GetEstimateRequest, GetEstimateResponse> {
  private final EstimationLimits limits;
  private final VersionScores scores;
  private final AnswersByState<GetEstimateRequest, GetEstimateResponse> answers;
  private final GroupEstimates groups;

  public GetEstimate(
      Store store,
      SettledStates states,
      VersionScores scores,
      PoolIndexes indexes,
      EstimationLimits limits) {
    this.groups = new GroupEstimates(store, states, scores, indexes, limits);
    this.limits = limits;
    this.scores = scores;
    this.answers = new AnswersByState<>(store, states, Use.MODEL_METRICS, this::compute);
  }

  @Override
  public void validate(GetEstimateRequest request, Violations violations) {
    AskedMetric.check(
        request.getMetric(),
        request.getAverage(),
        request.getBeta(),
        request.getCostsList(),
        violations);
    FieldRules.modelVersion(request.getModelVersion(), 0, "model_version", violations);
    Levels.check(request.getLevelsList(), violations);
    violations.require(
        request.getSource() != EstimateSource.UNRECOGNIZED,
        "source",
        "is not known to this server");
    violations.require(
        request.getValidity() != IntervalValidity.UNRECOGNIZED,
        "validity",
        "is not known to this server");
    violations.require(
        request.getGrouping() != EstimateGrouping.UNRECOGNIZED,
        "grouping",
        "is not known to this server");
    checkGrouping(request, violations);
    violations.require(
        request.getSource() != EstimateSource.ESTIMATE_SOURCE_EVALUATION
            && request.getEvaluation().isEmpty(),
        "evaluation",
        "is not known: this server has no evaluations");
    violations.require(
        request.getMultiplicity() != Multiplicity.UNRECOGNIZED,
        "multiplicity",
        "is not known to this server");
  }

  private static void checkGrouping(GetEstimateRequest request, Violations violations) {
    EstimateGrouping grouping = request.getGrouping();
    MetricKind kind = MetricKind.named(request.getMetric());
    if (grouping == EstimateGrouping.ESTIMATE_GROUPING_UNSPECIFIED || kind == null) {
      return;
    }
    boolean isOfErrors = kind == MetricKind.ACCURACY || kind == MetricKind.ERROR;
    boolean isByClass =
        grouping == EstimateGrouping.ESTIMATE_GROUPING_CLASS
            || grouping == EstimateGrouping.ESTIMATE_GROUPING_PREDICTED_CLASS;
    violations.require(isOfErrors || !isByClass, "grouping", "by class is for accuracy and error");
    violations.require(
        kind.isComparable()
            && kind.isOneNumber(!request.getClassName().isEmpty(), average(request)),
        "grouping",
        "needs a metric that is one number: name a class, or an average");
    violations.require(
        request.getSource() != EstimateSource.ESTIMATE_SOURCE_EXPLORE_SLICE
            && request.getValidity() != IntervalValidity.INTERVAL_VALIDITY_ANYTIME,
        "grouping",
        "is of all labels, and for one look");
  }

  private static EstimateAverage average(GetEstimateRequest request) {
    return request.getAverage() == EstimateAverage.ESTIMATE_AVERAGE_UNSPECIFIED
        ? EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS
        : request.getAverage();
  }

  @Override
  public GetEstimateResponse answer(GetEstimateRequest request) {
    return request.getGrouping() == EstimateGrouping.ESTIMATE_GROUPING_UNSPECIFIED
        ? answers.get(request.getProject(), request)
        : groups.answer(request);
  }

  private StatedAnswer<GetEstimateResponse> compute(
      Tables tables, ProjectRow project, SettledState state, GetEstimateRequest request) {
    AskedMetric asked = asked(request);
    asked.require(project);
    RowBuilder builder =
        new RowBuilder(limits, request.getLevelsList(), request.getSource(), request.getValidity());
    MetricRows rows = new MetricRows(asked, project, builder);
    JudgedRounds rounds =
        JudgedRounds.of(tables, project, state, request.getModelVersion(), scores);
    WithheldEstimate reason = unsuited(asked.kind(), builder);
    List<StatedRow> stated =
        reason != null
            ? rows.withheld(reason)
            : asked.kind() == MetricKind.PREVALENCE
                ? rows.ofPool(state, limits, request)
                : rows.of(rounds);
    return StatedAnswer.of(
        state,
        stated.stream().map(StatedRow::estimate).toList(),
        estimates -> response(request, rounds, stated, estimates));
  }

  static AskedMetric asked(GetEstimateRequest request) {
    return AskedMetric.of(
        request.getMetric(),
        request.getClassName(),
        request.getAverage(),
        request.getBeta(),
        request.getCostsList());
  }

  static GetEstimateResponse response(
      GetEstimateRequest request,
      JudgedRounds rounds,
      List<StatedRow> rows,
      List<Estimate> estimates) {
    GetEstimateResponse.Builder response =
        GetEstimateResponse.newBuilder()
            .setMetric(request.getMetric())
            .setModelVersion(rounds.modelVersion());
    if (estimates.stream().anyMatch(GetEstimate::isByBeliefs)) {
      response.setSecondOpinionVersion(rounds.secondOpinionVersion());
    }
    for (int i = 0; i < estimates.size(); i++) {
      response.addEstimates(rows.get(i).with(estimates.get(i)));
    }
    return response.build();
  }

  /** Whether beliefs of errors are its control: of means over all labels. */
  private static boolean isByBeliefs(Estimate estimate) {
    return estimate.getValue().getEstimator().equals(AllDraws.ESTIMATOR)
        && estimate.getSource() == EstimateSource.ESTIMATE_SOURCE_ALL_LABELS;
  }

  /** Why the labels or the intervals that were asked for do not suit the metric. */
  private static @Nullable WithheldEstimate unsuited(MetricKind kind, RowBuilder builder) {
    boolean isMean = kind == MetricKind.ACCURACY || kind == MetricKind.ERROR;
    boolean isExplored = isMean || kind == MetricKind.PREVALENCE;
    if (builder.isAnytime() && !isMean) {
      return EstimateBuilder.reason(
          WithheldEstimate.Reason.REASON_NO_ANYTIME_INTERVAL,
          kind.text() + " has no interval that holds at every look; accuracy and error have");
    }
    if (builder.isOfExploration() && !isExplored) {
      return EstimateBuilder.reason(
          WithheldEstimate.Reason.REASON_SOURCE_UNSUITED,
          kind.text()
              + " is estimated from all labels; accuracy, error and prevalence from exploration,"
              + " too");
    }
    return null;
  }
}
