package dev.assay.server;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.AdvanceAdaptiveSamplingRequest;
import dev.assay.v1.Annotator;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.CompareModelVersionsRequest;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GoldKey;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.PacePoint;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.UpdateAnnotatorRequest;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.UseModelVersionRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.util.List;
import java.util.Map;

/** A request for each RPC in which no field is wrong, by the RPC's bare name. */
public final class ValidRequests {
  public static final String PROJECT = "projects/contract";
  static final String ARCHIVED = "projects/archived";

  /** As an assignment's, and of none. */
  static final String TOKEN = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  private ValidRequests() {}

  /** A project that can be made. */
  public static Project project(String name) {
    return Project.newBuilder()
        .setName(name)
        .setLabelSchema(
            LabelSchema.newBuilder()
                .setKind(LabelSchema.Kind.KIND_BINARY)
                .addClassNames("no")
                .addClassNames("yes"))
        .setCurrencyCode("EUR")
        .setDefaultPriceMicros(1000)
        .setPolicy(Policy.newBuilder().setMinScoredShare(0))
        .build();
  }

  /** What is to be sent, message by message. */
  public static List<Message> of(String rpc) {
    List<Message> messages = STREAMS.get(rpc);
    if (messages != null) {
      return messages;
    }
    Message request = UNARY.get(rpc);
    return List.of(request == null ? plain(rpc) : request);
  }

  /** What is the same in every request of its kind. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "project",
          PROJECT,
          "name",
          PROJECT,
          "annotator_id",
          "ann",
          "item_id",
          "a",
          "evaluation_id",
          "first");

  /** A request of which the required fields are all among those. */
  private static Message plain(String rpc) {
    Message.Builder request = ContractRpcs.named(rpc).emptyRequest().newBuilderForType();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      if (field.getName().equals("request_id")) {
        request.setField(field, "r-" + rpc);
      } else if (RequiredFields.isRequired(field) && PLAIN.containsKey(field.getName())) {
        request.setField(field, PLAIN.get(field.getName()));
      }
    }
    if (!RequiredFields.missing(request.build()).isEmpty()) {
      throw new IllegalArgumentException("add a valid request of " + rpc + " here");
    }
    return request.build();
  }

  private static final Map<String, List<Message>> STREAMS =
      Map.of(
          "PutItems",
          List.of(
              PutItemsRequest.newBuilder()
                  .setHeader(PutItemsHeader.newBuilder().setRequestId("r-1").setProject(PROJECT))
                  .build(),
              PutItemsRequest.newBuilder()
                  .setChunk(ItemChunk.newBuilder().addItems(Item.newBuilder().setId("a")))
                  .build()),
          "PutScores",
          List.of(
              PutScoresRequest.newBuilder()
                  .setHeader(
                      PutScoresHeader.newBuilder()
                          .setRequestId("r-2")
                          .setProject(PROJECT)
                          .setModelVersion("m"))
                  .build(),
              PutScoresRequest.newBuilder()
                  .setChunk(
                      ScoreChunk.newBuilder()
                          .addItemIds("a")
                          .addProbabilities(0.5f)
                          .addProbabilities(0.5f))
                  .build()));

  private static final Map<String, Message> UNARY =
      Map.ofEntries(
          Map.entry(
              "GetEstimate",
              GetEstimateRequest.newBuilder().setProject(PROJECT).setMetric("recall").build()),
          Map.entry(
              "CompareModelVersions",
              CompareModelVersionsRequest.newBuilder()
                  .setProject(PROJECT)
                  .setBaselineVersion("m")
                  .build()),
          Map.entry(
              "CreateEvaluation",
              CreateEvaluationRequest.newBuilder()
                  .setRequestId("r-evaluation")
                  .setProject(PROJECT)
                  .setPlan(EvaluationPlan.newBuilder().setLabelBudget(10).setMaxRounds(2))
                  .setValidateOnly(true)
                  .build()),
          Map.entry(
              "EstimateMetric",
              EstimateMetricRequest.newBuilder()
                  .setProject(PROJECT)
                  .setMetric("precision")
                  .build()),
          Map.entry(
              "AdvanceAdaptiveSampling",
              AdvanceAdaptiveSamplingRequest.newBuilder()
                  .addAllClassAccuracies(List.of(.9, .6))
                  .build()),
          Map.entry(
              "ExplainItems",
              ExplainItemsRequest.newBuilder()
                  .setProject(PROJECT)
                  .addItemIds("i1")
                  .addItemIds("gold")
                  .build()),
          Map.entry(
              "CreateProject",
              CreateProjectRequest.newBuilder()
                  .setRequestId("r-3")
                  .setProject(project("projects/another"))
                  .build()),
          Map.entry(
              "UpdateProject",
              UpdateProjectRequest.newBuilder()
                  .setRequestId("r-4")
                  .setProject(Project.newBuilder().setName(PROJECT).setDisplayName("A project"))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("display_name"))
                  .build()),
          Map.entry(
              "UseModelVersion",
              UseModelVersionRequest.newBuilder()
                  .setRequestId("r-use")
                  .setProject(PROJECT)
                  .setModelVersion("m")
                  .build()),
          Map.entry(
              "ArchiveProject",
              ArchiveProjectRequest.newBuilder().setRequestId("r-5").setName(ARCHIVED).build()),
          Map.entry(
              "NextBatch",
              NextBatchRequest.newBuilder()
                  .setRequestId("r-6")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .build()),
          Map.entry(
              "ReleaseAssignments",
              ReleaseAssignmentsRequest.newBuilder()
                  .setRequestId("r-release")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .build()),
          Map.entry(
              "ReturnAssignments",
              ReturnAssignmentsRequest.newBuilder()
                  .setRequestId("r-7")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .addTokens(TOKEN)
                  .build()),
          Map.entry(
              "SubmitLabels",
              SubmitLabelsRequest.newBuilder()
                  .setRequestId("r-8")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .addLabels(
                      LabelSubmission.newBuilder()
                          .setToken(TOKEN)
                          .setValue(LabelValue.newBuilder().addClassNames("yes")))
                  .build()),
          Map.entry(
              "TransferAssignments",
              TransferAssignmentsRequest.newBuilder()
                  .setRequestId("r-10")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .addTokens(TOKEN)
                  .setNewAnnotatorId("ben")
                  .build()),
          Map.entry(
              "ReplaceLabel",
              ReplaceLabelRequest.newBuilder()
                  .setRequestId("r-11")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .setLabel(
                      LabelSubmission.newBuilder()
                          .setToken(TOKEN)
                          .setValue(LabelValue.newBuilder().addClassNames("yes")))
                  .build()),
          Map.entry(
              "WithdrawLabel",
              WithdrawLabelRequest.newBuilder()
                  .setRequestId("r-12")
                  .setProject(PROJECT)
                  .setAnnotatorId("ann")
                  .setToken(TOKEN)
                  .build()),
          Map.entry(
              "RegisterAnnotator",
              RegisterAnnotatorRequest.newBuilder()
                  .setRequestId("r-40")
                  .setProject(PROJECT)
                  .setAnnotator(Annotator.newBuilder().setAnnotatorId("registered"))
                  .build()),
          Map.entry(
              "UpdateAnnotator",
              UpdateAnnotatorRequest.newBuilder()
                  .setRequestId("r-41")
                  .setProject(PROJECT)
                  .setAnnotator(Annotator.newBuilder().setAnnotatorId("ann").setDailyLimit(5))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("daily_limit"))
                  .build()),
          Map.entry(
              "SuspendAnnotator",
              SuspendAnnotatorRequest.newBuilder()
                  .setRequestId("r-42")
                  .setProject(PROJECT)
                  .setAnnotatorId("suspended")
                  .build()),
          Map.entry(
              "ReinstateAnnotator",
              ReinstateAnnotatorRequest.newBuilder()
                  .setRequestId("r-43")
                  .setProject(PROJECT)
                  .setAnnotatorId("unknown")
                  .build()),
          Map.entry(
              "PutGold",
              PutGoldRequest.newBuilder()
                  .setRequestId("r-44")
                  .setProject(PROJECT)
                  .addKeys(
                      GoldKey.newBuilder()
                          .setItemId("gold")
                          .setValue(LabelValue.newBuilder().addClassNames("yes")))
                  .build()),
          Map.entry(
              "RetireGold",
              RetireGoldRequest.newBuilder()
                  .setRequestId("r-45")
                  .setProject(PROJECT)
                  .addItemIds("gold")
                  .build()),
          Map.entry(
              "ResolveAdjudication",
              ResolveAdjudicationRequest.newBuilder()
                  .setRequestId("r-46")
                  .setProject(PROJECT)
                  .setItemId("disputed")
                  .build()),
          Map.entry(
              "FlagItem",
              FlagItemRequest.newBuilder()
                  .setRequestId("r-47")
                  .setProject(PROJECT)
                  .setItemId("disputed")
                  .build()),
          Map.entry(
              "SetCeiling",
              SetCeilingRequest.newBuilder()
                  .setRequestId("r-9")
                  .setProject(PROJECT)
                  .setCeilingMicros(1_000_000)
                  .build()),
          Map.entry(
              "SetBudgetPlan",
              SetBudgetPlanRequest.newBuilder()
                  .setRequestId("b-10")
                  .setProject(PROJECT)
                  .setPlan(
                      BudgetPlan.newBuilder()
                          .addLines(
                              BudgetLine.newBuilder().setName("daily").setCeilingMicros(1_000_000))
                          .addTaskPrices(
                              TaskPrice.newBuilder().setTaskKind(TaskKind.TASK_KIND_RELABEL))
                          .addPace(
                              PacePoint.newBuilder()
                                  .setTime(Timestamp.newBuilder().setSeconds(1))
                                  .setShare(1)))
                  .build()),
          Map.entry(
              "AdjustCharges",
              AdjustChargesRequest.newBuilder()
                  .setRequestId("b-12")
                  .setProject(PROJECT)
                  .setAmountMicros(1)
                  .setReason("fee")
                  .setValidateOnly(true)
                  .build()),
          Map.entry(
              "ListLineBalances",
              ListLineBalancesRequest.newBuilder().setProject(PROJECT).setLine("daily").build()),
          Map.entry(
              "GetSpendReport",
              GetSpendReportRequest.newBuilder()
                  .setProject(PROJECT)
                  .setIncludeStrata(true)
                  .build()),
          Map.entry(
              "GetForecast",
              GetForecastRequest.newBuilder()
                  .setProject(PROJECT)
                  .setWindow(Duration.newBuilder().setSeconds(86_400))
                  .addLevels(0.8)
                  .build()),
          Map.entry(
              "ReplayWave",
              ReplayWaveRequest.newBuilder().setProject(PROJECT).setWaveNumber(1).build()));
}
