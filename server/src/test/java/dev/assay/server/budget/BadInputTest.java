package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.ReturnAssignments;
import dev.assay.server.failure.Failure;
import dev.assay.server.labels.FundLabels;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.SubmitLabels;
import dev.assay.server.project.ArchiveProject;
import dev.assay.server.store.JournalRow;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SubmitLabelsRequest;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be booked is refused with a stable reason, and leaves no trace in the journal. */
class BadInputTest {
  @TempDir Path folder;
  private LocalProject project;
  private List<Assignment> batch;
  private List<JournalRow> journal;
  private int requests;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000);
    project.putItems(50, null);
    batch = project.next("ann", 3).getAssignmentsList();
    project.submit("ann", batch.subList(0, 1), item -> "a");
    project.giveBack("ann", batch.subList(1, 2));
    journal = journal();
  }

  @AfterEach
  void nothingWasBooked() {
    assertThat(journal()).isEqualTo(journal);
    project.verify();
    project.close();
  }

  private List<JournalRow> journal() {
    return project.store.read(
        tables -> tables.budgets().journal(project.projectId(), 0, Integer.MAX_VALUE));
  }

  private static void assertRefused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              try {
                assertThat(failure.status().getDetails(0).unpack(ErrorInfo.class).getReason())
                    .isEqualTo(reason);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            });
  }

  private void ceiling(SetCeilingRequest.Builder request) {
    project.run(
        new SetCeiling(new LateFunding(project.secrets, project.models)),
        request.setRequestId("b" + requests++).setProject(LocalProject.NAME).build());
  }

  private void adjust(AdjustChargesRequest.Builder request) {
    project.run(
        new AdjustCharges(),
        request
            .setRequestId("b" + requests++)
            .setProject(LocalProject.NAME)
            .setReason("test")
            .build());
  }

  private void submit(String projectName, String annotator, String token) {
    project.run(
        new SubmitLabels(project.secrets, project.models),
        SubmitLabelsRequest.newBuilder()
            .setRequestId("b" + requests++)
            .setProject(projectName)
            .setAnnotatorId(annotator)
            .addLabels(
                LabelSubmission.newBuilder()
                    .setToken(token)
                    .setValue(LabelValue.newBuilder().addClassNames("a")))
            .build());
  }

  private void giveBack(String annotator, String token) {
    project.run(
        new ReturnAssignments(),
        ReturnAssignmentsRequest.newBuilder()
            .setRequestId("b" + requests++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator)
            .addTokens(token)
            .build());
  }

  @Test
  void negativeAndOverflowingAmounts() {
    assertRefused(
        "INVALID_FIELD", () -> ceiling(SetCeilingRequest.newBuilder().setCeilingMicros(-1)));
    assertRefused(
        "INVALID_FIELD",
        () -> ceiling(SetCeilingRequest.newBuilder().setCeilingMicros(Long.MAX_VALUE)));
    assertRefused(
        "INVALID_FIELD",
        () -> adjust(AdjustChargesRequest.newBuilder().setAmountMicros(Long.MIN_VALUE)));
    assertRefused("INVALID_FIELD", () -> adjust(AdjustChargesRequest.newBuilder()));
    for (long micros : new long[] {-1, Long.MAX_VALUE}) {
      assertRefused(
          "INVALID_FIELD",
          () ->
              project.plan(
                  BudgetPlan.newBuilder()
                      .addLines(BudgetLine.newBuilder().setName("bad").setCeilingMicros(micros))));
    }
  }

  @Test
  void adjustmentsThatDoNotFit() {
    assertRefused(
        "ADJUSTMENT_REFUSED", () -> adjust(AdjustChargesRequest.newBuilder().setAmountMicros(981)));
    assertRefused(
        "ADJUSTMENT_REFUSED", () -> adjust(AdjustChargesRequest.newBuilder().setAmountMicros(-11)));
  }

  @Test
  void anotherCurrency() {
    assertRefused(
        "CURRENCY_MISMATCH",
        () ->
            ceiling(SetCeilingRequest.newBuilder().setCeilingMicros(5_000).setCurrencyCode("USD")));
    assertRefused(
        "CURRENCY_MISMATCH",
        () -> adjust(AdjustChargesRequest.newBuilder().setAmountMicros(5).setCurrencyCode("USD")));
  }

  @Test
  void anUnknownLine() {
    assertRefused(
        "BUDGET_LINE_NOT_FOUND",
        () ->
            new ListLineBalances(project.store)
                .answer(
                    ListLineBalancesRequest.newBuilder()
                        .setProject(LocalProject.NAME)
                        .setLine("none")
                        .build()));
  }

  @Test
  void anUnknownProject() {
    assertRefused(
        "PROJECT_NOT_FOUND", () -> submit("projects/none", "ann", batch.get(2).getToken()));
    assertRefused(
        "PROJECT_NOT_FOUND",
        () ->
            project.run(
                new FundLabels(new LateFunding(project.secrets, project.models)),
                FundLabelsRequest.newBuilder()
                    .setRequestId("b" + requests++)
                    .setProject("projects/none")
                    .build()));
  }

  @Test
  void aHoldForAnArchivedProject() {
    project.run(
        new ArchiveProject((transaction, projectId, requestId) -> {}),
        ArchiveProjectRequest.newBuilder()
            .setRequestId("archive")
            .setName(LocalProject.NAME)
            .build());
    assertRefused("PROJECT_ARCHIVED", () -> project.next("ann", 1));
    assertRefused("PROJECT_ARCHIVED", () -> project.plan(BudgetPlan.newBuilder()));
    assertRefused("PROJECT_ARCHIVED", () -> project.ceiling(5));
  }

  @Test
  void aTokenOfAnotherAnnotatorOrProjectOrNobody() {
    String token = batch.get(2).getToken();
    assertRefused("ANNOTATOR_MISMATCH", () -> submit(LocalProject.NAME, "bob", token));
    assertRefused("ANNOTATOR_MISMATCH", () -> giveBack("bob", token));
    LocalProject other =
        new LocalProject(
            project.store,
            "projects/other",
            Definitions.threeClasses(Policy.newBuilder()),
            100,
            3,
            project.clockMillis);
    assertThat(other.projectId()).isNotEqualTo(project.projectId());
    assertRefused("ASSIGNMENT_NOT_FOUND", () -> submit("projects/other", "ann", token));
    assertRefused(
        "ASSIGNMENT_NOT_FOUND", () -> submit(LocalProject.NAME, "ann", "a".repeat(token.length())));
  }

  @Test
  void aLabelTwiceForOneAssignment() {
    String token = batch.get(0).getToken();
    assertRefused("ASSIGNMENT_LABELED", () -> submit(LocalProject.NAME, "ann", token));
    assertRefused("ASSIGNMENT_LABELED", () -> giveBack("ann", token));
  }

  @Test
  void anAssignmentThatWasReturnedBefore() {
    String token = batch.get(1).getToken();
    assertRefused("ASSIGNMENT_RETURNED", () -> submit(LocalProject.NAME, "ann", token));
    assertRefused("ASSIGNMENT_RETURNED", () -> giveBack("ann", token));
  }
}
