package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AdjudicationServiceGrpc;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.Funding;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetAnnotatorRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetScorecardRequest;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GoldServiceGrpc;
import dev.assay.v1.Item;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.ListAdjudicationsRequest;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListGoldRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.TrainingSetServiceGrpc;
import dev.assay.v1.VerifyBudgetRequest;
import java.util.List;

/** Commands that read: every RPC that does. */
final class ReadVerbs {
  /** Makes a call that reads something of a project. */
  @FunctionalInterface
  private interface Reading {
    Call of(String project, int choice);
  }

  private static final List<Reading> READINGS =
      List.of(
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getGetBudgetMethod(),
                  GetBudgetRequest.newBuilder()
                      .setProject(project)
                      .setAnnotatorId(choice % 2 == 0 ? "" : World.annotator(choice))
                      .build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getListLineBalancesMethod(),
                  ListLineBalancesRequest.newBuilder()
                      .setProject(project)
                      .setLine("line-" + choice % 8)
                      .setPageSize(1 + choice % 3)
                      .build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getVerifyBudgetMethod(),
                  VerifyBudgetRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getListJournalEntriesMethod(),
                  ListJournalEntriesRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 7)
                      .build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getExportJournalMethod(),
                  ExportJournalRequest.newBuilder()
                      .setProject(project)
                      .setAfterSequence(choice % 9)
                      .build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getGetSpendReportMethod(),
                  GetSpendReportRequest.newBuilder()
                      .setProject(project)
                      .setIncludeStrata(choice % 2 == 0)
                      .build()),
          (project, choice) ->
              Call.of(
                  BudgetServiceGrpc.getGetForecastMethod(),
                  GetForecastRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  LabelServiceGrpc.getListLabelsMethod(),
                  ListLabelsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 7)
                      .setFundingFilterValue(choice % 2 == 0 ? 0 : Funding.FUNDING_UNFUNDED_VALUE)
                      .build()),
          (project, choice) ->
              Call.of(
                  AuditServiceGrpc.getListAuditEventsMethod(),
                  ListAuditEventsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 7)
                      .build()),
          (project, choice) ->
              Call.of(
                  AuditServiceGrpc.getExportAuditMethod(),
                  ExportAuditRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  AuditServiceGrpc.getReplayWaveMethod(),
                  ReplayWaveRequest.newBuilder()
                      .setProject(project)
                      .setWaveNumber(1 + choice % 5)
                      .build()),
          (project, choice) ->
              Call.of(
                  PoolServiceGrpc.getListItemsMethod(),
                  ListItemsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 7)
                      .setStateFilterValue(choice % 2 == 0 ? 0 : Item.State.STATE_SETTLED_VALUE)
                      .build()),
          (project, choice) ->
              Call.of(
                  PoolServiceGrpc.getExportItemsMethod(),
                  ExportItemsRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  PoolServiceGrpc.getGetItemMethod(),
                  GetItemRequest.newBuilder()
                      .setProject(project)
                      .setItemId(PoolVerbs.item(choice))
                      .build()),
          (project, choice) ->
              Call.of(
                  PoolServiceGrpc.getGetPoolSummaryMethod(),
                  GetPoolSummaryRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  PoolServiceGrpc.getListModelVersionsMethod(),
                  ListModelVersionsRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  EstimationServiceGrpc.getEstimateAccuracyMethod(),
                  EstimateAccuracyRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  EstimationServiceGrpc.getEstimatePrevalenceMethod(),
                  EstimatePrevalenceRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  TrainingSetServiceGrpc.getExportTrainingSetMethod(),
                  ExportTrainingSetRequest.newBuilder().setProject(project).build()),
          (project, choice) ->
              Call.of(
                  ProjectServiceGrpc.getGetProjectMethod(),
                  GetProjectRequest.newBuilder().setName(project).build()),
          (project, choice) ->
              Call.of(
                  ProjectServiceGrpc.getListProjectsMethod(),
                  ListProjectsRequest.newBuilder().setShowArchived(choice % 2 == 0).build()),
          (project, choice) ->
              Call.of(
                  AnnotatorServiceGrpc.getListAnnotatorsMethod(),
                  ListAnnotatorsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 3)
                      .build()),
          (project, choice) ->
              Call.of(
                  AnnotatorServiceGrpc.getGetAnnotatorMethod(),
                  GetAnnotatorRequest.newBuilder()
                      .setProject(project)
                      .setAnnotatorId(World.annotator(choice))
                      .build()),
          (project, choice) ->
              Call.of(
                  AnnotatorServiceGrpc.getGetScorecardMethod(),
                  GetScorecardRequest.newBuilder()
                      .setProject(project)
                      .setAnnotatorId(World.annotator(choice))
                      .build()),
          (project, choice) ->
              Call.of(
                  AnnotatorServiceGrpc.getGetAgreementMethod(),
                  GetAgreementRequest.newBuilder()
                      .setProject(project)
                      .setGroupingValue(choice % 4)
                      .setResamples(10)
                      .build()),
          (project, choice) ->
              Call.of(
                  GoldServiceGrpc.getListGoldMethod(),
                  ListGoldRequest.newBuilder().setProject(project).setPageSize(choice % 5).build()),
          (project, choice) ->
              Call.of(
                  AdjudicationServiceGrpc.getListAdjudicationsMethod(),
                  ListAdjudicationsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 5)
                      .build()));

  private ReadVerbs() {}

  static Call read(World world, Command command) {
    return READINGS
        .get(Math.floorMod(command.a(), READINGS.size()))
        .of(World.project(command), command.b());
  }
}
