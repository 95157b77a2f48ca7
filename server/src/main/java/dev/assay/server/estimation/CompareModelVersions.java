package dev.assay.server.estimation;

import dev.assay.sampling.estimate.metric.FirstOrder;
import dev.assay.sampling.estimate.numeric.NormalLaw;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Levels;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.CompareModelVersionsRequest;
import dev.assay.v1.CompareModelVersionsResponse;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.WithheldEstimate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By how much one model version is better than another, from labels that neither could have learnt
 * from: both are judged on the same items with the same weights.
 */
public final class CompareModelVersions
    implements Query<CompareModelVersionsRequest, CompareModelVersionsResponse> {
  static final String DEFAULT_METRIC = "accuracy";

  private final EstimationLimits limits;
  private final VersionScores scores;
  private final AnswersByState<CompareModelVersionsRequest, CompareModelVersionsResponse> answers;

  public CompareModelVersions(
      Store store, SettledStates states, VersionScores scores, EstimationLimits limits) {
    this.limits = limits;
    this.scores = scores;
    this.answers = new AnswersByState<>(store, states, Use.MODEL_METRICS, this::compute);
  }

  private static String metric(String asked) {
    return asked.isEmpty() ? DEFAULT_METRIC : asked;
  }

  /** Checks that a metric is one number, as comparisons and tables of versions need it. */
  static void checkOneNumber(AskedMetric asked, Violations violations) {
    violations.require(
        asked.kind().isComparable(), "metric", "is no one number of a model version");
    violations.require(
        !asked.kind().isComparable()
            || asked.kind().isOneNumber(!asked.className().isEmpty(), asked.average()),
        "class_name",
        "must name a class, or average must make one number of all");
  }

  @Override
  public void validate(CompareModelVersionsRequest request, Violations violations) {
    FieldRules.modelVersion(request.getBaselineVersion(), 1, "baseline_version", violations);
    FieldRules.modelVersion(request.getCandidateVersion(), 0, "candidate_version", violations);
    Levels.check(request.getLevelsList(), violations);
    AskedMetric asked =
        AskedMetric.checked(
            metric(request.getMetric()),
            request.getClassName(),
            request.getAverage(),
            request.getBeta(),
            request.getCostsList(),
            violations);
    if (asked != null) {
      checkOneNumber(asked, violations);
    }
  }

  @Override
  public CompareModelVersionsResponse answer(CompareModelVersionsRequest request) {
    return answers.get(request.getProject(), request);
  }

  private StatedAnswer<CompareModelVersionsResponse> compute(
      Tables tables, ProjectRow project, SettledState state, CompareModelVersionsRequest request) {
    AskedMetric asked =
        AskedMetric.of(
            metric(request.getMetric()),
            request.getClassName(),
            request.getAverage(),
            request.getBeta(),
            request.getCostsList());
    asked.require(project);
    RowBuilder builder = new RowBuilder(limits, request.getLevelsList());
    JudgedRounds baseline =
        JudgedRounds.of(tables, project, state, request.getBaselineVersion(), scores);
    JudgedRounds candidate =
        JudgedRounds.of(tables, project, state, request.getCandidateVersion(), scores);
    Pair pair = pair(asked, project, baseline, candidate, builder);
    return StatedAnswer.of(
        state,
        List.of(pair.difference, pair.baseline, pair.candidate),
        estimates -> {
          CompareModelVersionsResponse.Builder response =
              CompareModelVersionsResponse.newBuilder()
                  .setBaselineVersion(baseline.modelVersion())
                  .setCandidateVersion(candidate.modelVersion())
                  .setDifference(estimates.get(0))
                  .setBaseline(estimates.get(1))
                  .setCandidate(estimates.get(2));
          if (estimates.get(0).hasValue()) {
            addDecision(estimates.get(0), asked.kind().isGreaterBetter(), response);
          }
          return response.build();
        });
  }

  private record Pair(
      StatedEstimate difference, StatedEstimate baseline, StatedEstimate candidate) {}

  private static Pair pair(
      AskedMetric asked,
      ProjectRow project,
      JudgedRounds baseline,
      JudgedRounds candidate,
      RowBuilder builder) {
    ScoredErrors before = baseline.errors();
    ScoredErrors after = candidate.errors();
    WaveSample common = common(baseline, candidate);
    WithheldEstimate reason = reason(baseline, candidate, common);
    if (reason != null || before == null || after == null) {
      StatedEstimate withheld =
          builder.withheld(reason == null ? WithheldEstimate.getDefaultInstance() : reason);
      return new Pair(withheld, withheld, withheld);
    }
    Judgement judged =
        Judgement.of(
            common, ScoredErrors.of(after.predictions(), true, common.waves(), after.opinions()));
    LabelledItems ofCandidate = judged.items();
    LabelledItems ofBaseline =
        new LabelledItems(before.predictions(), ofCandidate.items(), ofCandidate.weights());
    int label = asked.classIndex(project);
    Supplier<FirstOrder> first = () -> MetricNumbers.of(asked, ofBaseline, label);
    Supplier<FirstOrder> second = () -> MetricNumbers.of(asked, ofCandidate, label);
    return new Pair(
        row(judged, ofCandidate, () -> second.get().minus(first.get()), builder),
        row(judged, ofBaseline, first, builder),
        row(judged, ofCandidate, second, builder));
  }

  private static StatedEstimate row(
      Judgement judged, LabelledItems items, Supplier<FirstOrder> metric, RowBuilder builder) {
    return builder.row(
        judged.sample(),
        items,
        items.count(),
        judged.populationCount(),
        () -> MetricReadings.of(metric.get(), items));
  }

  /** The waves that both are judged by. */
  private static WaveSample common(JudgedRounds baseline, JudgedRounds candidate) {
    Set<Long> numbers =
        baseline.sample().waves().stream()
            .map(WaveRow::waveNumber)
            .collect(Collectors.toUnmodifiableSet());
    return candidate.sample().only(wave -> numbers.contains(wave.waveNumber()));
  }

  private static @Nullable WithheldEstimate reason(
      JudgedRounds baseline, JudgedRounds candidate, WaveSample common) {
    if (baseline.withheld() != null) {
      return baseline.withheld();
    }
    if (candidate.withheld() != null) {
      return candidate.withheld();
    }
    boolean areWhole =
        baseline.errors() != null
            && candidate.errors() != null
            && baseline.errors().ofWhole()
            && candidate.errors().ofWhole();
    if (!areWhole) {
      return EstimateBuilder.reason(
          WithheldEstimate.Reason.REASON_PROBABILITIES_MISSING,
          "one of the versions has no scores of some items that the labels were drawn from; publish"
              + " scores of all items");
    }
    return common.items().isEmpty()
        ? EstimateBuilder.reason(
            WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
            "no settled item was drawn since both versions were published; label some, or say at"
                + " publishing which labels the models were trained on")
        : null;
  }

  /** How sure the difference is, and what would make it sure, by its first interval. */
  private static void addDecision(
      Estimate difference, boolean greaterIsBetter, CompareModelVersionsResponse.Builder response) {
    double point = difference.getValue().getPoint();
    ConfidenceInterval interval = difference.getValue().getIntervals(0);
    double critical = NormalLaw.criticalValue(interval.getLevel());
    // A deviation of 0, where no label told the two apart, would make the smallest difference sure.
    double deviation =
        Math.max(
            difference.getValue().getStandardError(),
            (interval.getHigh() - interval.getLow()) / 2 / critical);
    double better = greaterIsBetter ? point : -point;
    response.setBetterProbability(
        deviation > 0 ? NormalLaw.cdf(better / deviation) : better == 0 ? 0.5 : better > 0 ? 1 : 0);
    if (interval.getLow() > 0 || interval.getHigh() < 0) {
      response.setLabelsToDecide(0);
    } else if (point != 0) {
      double ratio = critical * deviation / Math.abs(point);
      double needed = difference.getLabelCount() * ratio * ratio;
      double left = (double) difference.getPopulationCount() - difference.getLabelCount();
      response.setLabelsToDecide(
          (long) Math.ceil(Math.min(Math.max(needed - difference.getLabelCount(), 1), left)));
    }
  }
}
