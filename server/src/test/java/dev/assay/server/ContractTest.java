package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.client.AssayClient;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every RPC of the contract, whichever feature answers it. */
final class ContractTest {
  /**
   * Fields that the answer to each RPC's valid request sets in a {@link ContractWorld}, and that an
   * RPC that never reached its feature would leave out. TransferAssignments has none to set, and
   * FundLabels finds no label that waits.
   */
  private static final String ANSWERS =
      """
      AdvanceEvaluation   | evaluation
      GetEvaluation       | evaluation estimates
      ListEvaluations     | evaluations
      CancelEvaluation    | evaluation
      CreateProject       | project
      GetProject          | project
      ListProjects        | projects
      UpdateProject       | project
      ArchiveProject      | project
      PutItems            | created_count
      PutScores           | model_version stored_count
      GetItem             | item
      ListItems           | items
      ExportItems         | items
      GetPoolSummary      | item_count scored_count in_progress_count settled_count strata
      ListModelVersions   | model_versions
      UseModelVersion     | model_version
      CreateEvaluation    | evaluation
      NextBatch           | assignments
      ReturnAssignments   | released_micros
      TransferAssignments | ''
      ListAssignments     | assignments
      ReleaseAssignments  | released_count released_micros
      ResetReturns        | reset_count
      SubmitLabels        | receipts
      ReplaceLabel        | label
      WithdrawLabel       | label
      ListLabels          | labels
      FundLabels          | ''
      RegisterAnnotator   | annotator
      UpdateAnnotator     | annotator
      GetAnnotator        | annotator
      ListAnnotators      | annotators
      SuspendAnnotator    | annotator
      ReinstateAnnotator  | annotator
      GetScorecard        | scorecard
      GetAgreement        | groups vote_count confidence_level resamples
      PutGold             | replaced_count
      RetireGold          | retired_count
      ListGold            | items
      ListAdjudications   | adjudications
      ResolveAdjudication | adjudication
      FlagItem            | adjudication
      GetBudget           | budget
      SetCeiling          | budget
      SetBudgetPlan       | budget
      PauseGrants         | budget
      ResumeGrants        | budget
      AdjustCharges       | budget
      ListLineBalances    | balances
      VerifyBudget        | entry_count
      ListJournalEntries  | entries
      ExportJournal       | entries
      GetSpendReport      | total slices days annotators strata settled_item_count
      GetForecast         | forecast
      GetEstimate         | metric model_version estimates
      CompareModelVersions | baseline_version candidate_version difference baseline candidate
      ListModelEstimates  | versions
      EstimateAccuracy    | model_version accuracy
      EstimatePrevalence  | classes
      EstimateMetric      | model_version classes
      EstimateGain        | advice description next_label_count
      GetAdvice           | advice thresholds model_version
      ExplainEstimate     | summary
      ExportTrainingSet   | examples
      BuildTrainingSet    | header rows
      ListTrainingSetMethods | compressions balances
      AdvanceAdaptiveSampling | state
      ListAuditEvents     | events
      ExportAudit         | events
      ReplayWave          | identical recorded replayed_digest
      ExplainItems        | identical wave floor items
      """;

  private static final AtomicInteger REQUESTS = new AtomicInteger();

  @TempDir static Path folder;
  private static ServerFixture fixture;

  private static ContractWorld world;

  @BeforeAll
  static void start() throws Exception {
    fixture = ServerFixture.start(folder);
    try (AssayClient client = AssayClient.connect("127.0.0.1:" + fixture.server().port())) {
      world = ContractWorld.make(client);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  static Stream<Named<MethodDescriptor<?, ?>>> rpcs() {
    return methods().map(method -> Named.of(method.getFullMethodName(), method));
  }

  private static Stream<MethodDescriptor<?, ?>> methods() {
    return Features.CONTRACT.stream().flatMap(service -> service.getMethods().stream());
  }

  private static String name(MethodDescriptor<?, ?> method) {
    return String.valueOf(method.getBareMethodName());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = ANSWERS)
  void aValidRequestIsAnsweredByItsFeature(String rpc, String fields) throws Exception {
    MethodDescriptor<?, ?> method =
        methods().filter(candidate -> name(candidate).equals(rpc)).findFirst().orElseThrow();
    RawCall.Outcome outcome = RawCall.send(fixture.channel(), method, world.requests(rpc));
    assertThat(outcome.status().isOk()).as(outcome.status().toString()).isTrue();
    assertThat(outcome.answers()).hasSize(1);
    assertThat(outcome.answers().get(0).getAllFields().keySet())
        .extracting(FieldDescriptor::getName)
        .containsAll(fields.isEmpty() ? List.of() : List.of(fields.split(" ")));
  }

  @Test
  void everyRpcHasItsAnswer() {
    assertThat(ANSWERS.lines().map(line -> line.replaceAll(" .*", "")))
        .containsExactlyInAnyOrderElementsOf(methods().map(ContractTest::name).toList());
  }

  /** The message with another request id, its own or its header's, where it has one. */
  private static Message underANewRequestId(Message message) {
    Message.Builder changed = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getName().equals("request_id")) {
        changed.setField(field, "r-new-" + REQUESTS.incrementAndGet());
      } else if (field.getName().equals("header")) {
        changed.setField(field, underANewRequestId((Message) message.getField(field)));
      }
    }
    return changed.build();
  }

  @ParameterizedTest
  @MethodSource("rpcs")
  void aRequestWithoutARequiredFieldIsRefusedByThatFieldsName(MethodDescriptor<?, ?> method)
      throws Exception {
    List<Message> valid = ValidRequests.of(name(method));
    for (int i = 0; i < valid.size(); i++) {
      for (var entry : RequiredFields.removedOneByOne(valid.get(i)).entrySet()) {
        List<Message> mutilated = new ArrayList<>(valid);
        mutilated.set(i, entry.getValue());
        mutilated.replaceAll(ContractTest::underANewRequestId); // or a stream is answered as before
        RawCall.Outcome outcome = RawCall.send(fixture.channel(), method, mutilated);
        assertThat(outcome.status().getCode())
            .as("%s without %s: %s", method.getFullMethodName(), entry.getKey(), outcome.status())
            .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(outcome.reason()).isEqualTo("INVALID_FIELD");
        assertThat(outcome.fields())
            .as("%s without %s", method.getFullMethodName(), entry.getKey())
            .contains(entry.getKey());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rpcs")
  void theValidRequestsOfThisTestLeaveNoRequiredFieldOut(MethodDescriptor<?, ?> method) {
    for (Message message : ValidRequests.of(name(method))) {
      assertThat(RequiredFields.missing(message)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rpcs")
  void anEmptyRequestIsRefusedWhereAFieldIsRequired(MethodDescriptor<?, ?> method)
      throws Exception {
    Message first = ValidRequests.of(name(method)).get(0);
    if (RequiredFields.removedOneByOne(first).isEmpty()) {
      return;
    }
    RawCall.Outcome outcome =
        RawCall.send(fixture.channel(), method, List.of(first.getDefaultInstanceForType()));
    assertThat(outcome.status().getCode())
        .as(outcome.status().toString())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(outcome.fields()).isNotEmpty();
  }
}
