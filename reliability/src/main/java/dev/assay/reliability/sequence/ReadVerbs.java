package dev.assay.reliability.sequence;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.reliability.proof.Contract;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.Funding;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.Item;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.ReplayWaveRequest;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Commands that read: every RPC that does. */
final class ReadVerbs {
  /** Makes a call that reads something of a project. */
  @FunctionalInterface
  private interface Reading {
    Call of(String project, int choice);
  }

  /** Those with fields of their own to try; see {@link #plain} for the others. */
  private static final List<Reading> SPECIAL =
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
                  EstimationServiceGrpc.getEstimateMetricMethod(),
                  EstimateMetricRequest.newBuilder()
                      .setProject(project)
                      .setMetric("precision")
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
                  LabelServiceGrpc.getListLabelsMethod(),
                  ListLabelsRequest.newBuilder()
                      .setProject(project)
                      .setPageSize(choice % 7)
                      .setFundingFilterValue(choice % 2 == 0 ? 0 : Funding.FUNDING_UNFUNDED_VALUE)
                      .build()),
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
                      .setIncludeOutcome(choice % 3 > 0)
                      .build()),
          (project, choice) ->
              Call.of(
                  ProjectServiceGrpc.getListProjectsMethod(),
                  ListProjectsRequest.newBuilder().setShowArchived(choice % 2 == 0).build()),
          (project, choice) ->
              Call.of(
                  AnnotatorServiceGrpc.getGetAgreementMethod(),
                  GetAgreementRequest.newBuilder()
                      .setProject(project)
                      .setGroupingValue(choice % 4)
                      .setResamples(10)
                      .build()));

  private static final List<Reading> READINGS = readings();

  private ReadVerbs() {}

  /** Every RPC of the contract that changes nothing. */
  private static List<Reading> readings() {
    Set<String> special = new HashSet<>();
    SPECIAL.forEach(reading -> special.add(reading.of("projects/p", 0).name()));
    List<Reading> readings = new ArrayList<>(SPECIAL);
    List<MethodDescriptor<?, ?>> reading = new ArrayList<>(Contract.methods());
    reading.removeAll(Contract.mutating());
    for (MethodDescriptor<?, ?> method : reading) {
      if (!special.contains(String.valueOf(method.getBareMethodName()))) {
        readings.add((project, choice) -> plain(method, project, choice));
      }
    }
    return List.copyOf(readings);
  }

  /** A request with what every request of its kind has: the project, a page, and whom or what. */
  @SuppressWarnings("unchecked") // the methods of the contract take messages and answer with them
  private static Call plain(MethodDescriptor<?, ?> method, String project, int choice) {
    MethodDescriptor<Message, Message> typed = (MethodDescriptor<Message, Message>) method;
    var marshaller = (MethodDescriptor.PrototypeMarshaller<Message>) typed.getRequestMarshaller();
    Message.Builder request =
        Objects.requireNonNull(marshaller.getMessagePrototype()).newBuilderForType();
    Map<String, Object> values =
        Map.of(
            "project", project,
            "name", project,
            "page_size", Math.floorMod(choice, 7),
            "annotator_id", World.annotator(choice),
            "item_id", PoolVerbs.item(choice));
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      Object value = values.get(field.getName());
      if (value != null) {
        request.setField(field, value);
      }
    }
    return Call.of(typed, request.build());
  }

  static Call read(World world, Command command) {
    return READINGS
        .get(Math.floorMod(command.a(), READINGS.size()))
        .of(World.project(command), command.b());
  }
}
