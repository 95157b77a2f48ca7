package dev.assay.app.cli;

import com.google.protobuf.util.Timestamps;
import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.ProjectName;
import dev.assay.v1.AgreementGrouping;
import dev.assay.v1.Annotator;
import dev.assay.v1.Budget;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.EstimateMetricResponse;
import dev.assay.v1.EstimatePrevalenceResponse;
import dev.assay.v1.EstimateSummary;
import dev.assay.v1.ExplainEstimateResponse;
import dev.assay.v1.Forecast;
import dev.assay.v1.GetAdviceResponse;
import dev.assay.v1.GetAgreementResponse;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.Project;
import dev.assay.v1.StoppingPolicy;
import java.util.List;

/** All that the report of a project shows, as the server answered one question after the other. */
record ReportFacts(
    Project project,
    Budget budget,
    GetSpendReportResponse spending,
    SpendCurve curve,
    Forecast forecast,
    GetPoolSummaryResponse pool,
    Asked<EstimateGainResponse> gain,
    Asked<GetAdviceResponse> advice,
    Asked<EstimateSummary> accuracy,
    Asked<EstimatePrevalenceResponse> prevalence,
    Asked<EstimateMetricResponse> precision,
    Asked<EstimateMetricResponse> recall,
    List<Annotator> annotators,
    Asked<GetAgreementResponse> agreement) {

  /** The most annotators that are asked for. */
  static final int MAX_ANNOTATORS = 100;

  static ReportFacts of(AssayClient client, ProjectName name) {
    Project project = client.projects().getProject(name);
    Budget budget = client.budget().getBudget(name);
    return new ReportFacts(
        project,
        budget,
        client
            .budget()
            .getSpendReport(
                GetSpendReportRequest.newBuilder()
                    .setProject(name.toString())
                    .setIncludeStrata(project.getStrata().getDimensionsCount() > 0)
                    .build()),
        curve(client, name, project, budget),
        client.budget().getForecast(name),
        client.pool().getPoolSummary(name),
        Asked.of(() -> client.estimation().estimateGain(rules(project))),
        Asked.of(() -> client.advice().getAdvice(name)),
        Asked.of(() -> summary(client, name)),
        Asked.of(() -> client.estimation().estimatePrevalence(name)),
        Asked.of(() -> client.estimation().estimateMetric(name, "precision")),
        Asked.of(() -> client.estimation().estimateMetric(name, "recall")),
        client
            .annotators()
            .listAnnotatorsPage(
                ListAnnotatorsRequest.newBuilder()
                    .setProject(name.toString())
                    .setPageSize(MAX_ANNOTATORS)
                    .build())
            .getAnnotatorsList(),
        Asked.of(
            () ->
                client
                    .annotators()
                    .getAgreement(name, AgreementGrouping.AGREEMENT_GROUPING_PROJECT)));
  }

  /**
   * The rules for stopping that the policy has; without, what the next labels gain all the same.
   */
  private static EstimateGainRequest rules(Project project) {
    StoppingPolicy rules = project.getPolicy().getStopping();
    return EstimateGainRequest.newBuilder()
        .setProject(project.getName())
        .setConfidence(rules.getConfidence())
        .setTargetAccuracy(rules.getTargetAccuracy())
        .setLeastGain(rules.getLeastGain())
        .setRounds(rules.getRounds())
        .build();
  }

  /** The first part of an explanation, without the labels that follow. */
  private static EstimateSummary summary(AssayClient client, ProjectName name) {
    try (Export<ExplainEstimateResponse> parts = client.advice().explainEstimate(name)) {
      return parts.iterator().next().getSummary();
    }
  }

  private static SpendCurve curve(
      AssayClient client, ProjectName name, Project project, Budget budget) {
    SpendCurve curve =
        new SpendCurve(
            Timestamps.toMillis(project.getCreateTime()),
            Timestamps.toMillis(budget.getUpdateTime()),
            budget.getPlan().getLinesList());
    try (Export<JournalEntry> entries = client.budget().exportJournal(name)) {
      entries.forEach(curve::add);
    }
    return curve;
  }
}
