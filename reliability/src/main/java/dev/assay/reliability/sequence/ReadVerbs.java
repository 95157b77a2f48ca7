package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.Funding;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.Item;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.TrainingSetServiceGrpc;

/** Commands that read. */
final class ReadVerbs {
  /** The number of them. */
  static final int KINDS = 17;

  private ReadVerbs() {}

  static Call read(World world, Command command) {
    String project = World.project(command);
    int size = Math.floorMod(command.b(), 7);
    return switch (Math.floorMod(command.a(), KINDS)) {
      case 0 ->
          Call.of(
              BudgetServiceGrpc.getGetBudgetMethod(),
              GetBudgetRequest.newBuilder().setProject(project).build());
      case 1 ->
          Call.of(
              BudgetServiceGrpc.getListJournalEntriesMethod(),
              ListJournalEntriesRequest.newBuilder().setProject(project).setPageSize(size).build());
      case 2 ->
          Call.of(
              LabelServiceGrpc.getListLabelsMethod(),
              ListLabelsRequest.newBuilder()
                  .setProject(project)
                  .setPageSize(size)
                  .setFundingFilterValue(size % 2 == 0 ? 0 : Funding.FUNDING_UNFUNDED.getNumber())
                  .build());
      case 3 ->
          Call.of(
              AuditServiceGrpc.getListAuditEventsMethod(),
              ListAuditEventsRequest.newBuilder().setProject(project).setPageSize(size).build());
      case 4 ->
          Call.of(
              PoolServiceGrpc.getListItemsMethod(),
              ListItemsRequest.newBuilder()
                  .setProject(project)
                  .setPageSize(size)
                  .setStateFilterValue(size % 2 == 0 ? 0 : Item.State.STATE_SETTLED.getNumber())
                  .build());
      case 5 ->
          Call.of(
              PoolServiceGrpc.getExportItemsMethod(),
              ExportItemsRequest.newBuilder().setProject(project).build());
      case 6 ->
          Call.of(
              PoolServiceGrpc.getGetPoolSummaryMethod(),
              GetPoolSummaryRequest.newBuilder().setProject(project).build());
      case 7 ->
          Call.of(
              PoolServiceGrpc.getListModelVersionsMethod(),
              ListModelVersionsRequest.newBuilder().setProject(project).build());
      default -> readKnowledge(project, command);
    };
  }

  private static Call readKnowledge(String project, Command command) {
    return switch (Math.floorMod(command.a(), KINDS)) {
      case 8 ->
          Call.of(
              EstimationServiceGrpc.getEstimateAccuracyMethod(),
              EstimateAccuracyRequest.newBuilder().setProject(project).build());
      case 9 ->
          Call.of(
              EstimationServiceGrpc.getEstimatePrevalenceMethod(),
              EstimatePrevalenceRequest.newBuilder().setProject(project).build());
      case 10 ->
          Call.of(
              TrainingSetServiceGrpc.getExportTrainingSetMethod(),
              ExportTrainingSetRequest.newBuilder().setProject(project).build());
      case 11 ->
          Call.of(
              AuditServiceGrpc.getExportAuditMethod(),
              ExportAuditRequest.newBuilder().setProject(project).build());
      case 12 ->
          Call.of(
              AuditServiceGrpc.getReplayWaveMethod(),
              ReplayWaveRequest.newBuilder()
                  .setProject(project)
                  .setWaveNumber(1 + Math.floorMod(command.b(), 5))
                  .build());
      case 13 ->
          Call.of(
              ProjectServiceGrpc.getGetProjectMethod(),
              GetProjectRequest.newBuilder().setName(project).build());
      case 14 ->
          Call.of(
              ProjectServiceGrpc.getListProjectsMethod(),
              ListProjectsRequest.newBuilder().setShowArchived(command.b() % 2 == 0).build());
      case 15 ->
          Call.of(
              AnnotatorServiceGrpc.getListAnnotatorsMethod(),
              ListAnnotatorsRequest.newBuilder()
                  .setProject(project)
                  .setPageSize(Math.floorMod(command.b(), 3))
                  .build());
      default ->
          Call.of(
              PoolServiceGrpc.getGetItemMethod(),
              GetItemRequest.newBuilder()
                  .setProject(project)
                  .setItemId(PoolVerbs.item(command.b()))
                  .build());
    };
  }
}
