package dev.assay.server.labels;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.TransferAssignments;
import dev.assay.server.failure.AnnotatorHasItem;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.LabelNotFound;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.Label;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Votes that are changed or taken back, and assignments that change hands, on a real store. */
final class VoteRevisionTest {
  private static final long PRICE_MICROS = 10;

  @TempDir private Path folder;
  private LocalProject project;
  private int requests;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, definition(Policy.newBuilder().setWaveSize(5)), 1_000);
    project.putItems(1, null);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private static Project definition(Policy.Builder policy) {
    return Project.newBuilder()
        .setLabelSchema(
            LabelSchema.newBuilder()
                .setKind(LabelSchema.Kind.KIND_MULTICLASS)
                .addAllClassNames(List.of("a", "b", "c")))
        .setPolicy(policy)
        .setCurrencyCode("EUR")
        .setDefaultPriceMicros(PRICE_MICROS)
        .build();
  }

  private Assignment lease(String annotator) {
    return project.next(annotator, 1).getAssignments(0);
  }

  private Assignment labeled(String annotator, String answer) {
    Assignment assignment = lease(annotator);
    project.submit(annotator, List.of(assignment), item -> answer);
    return assignment;
  }

  private Label replace(String annotator, Assignment assignment, String answer) {
    return project
        .run(
            new ReplaceLabel(project.secrets, project.models),
            ReplaceLabelRequest.newBuilder()
                .setRequestId("v" + requests++)
                .setProject(LocalProject.NAME)
                .setAnnotatorId(annotator)
                .setLabel(
                    LabelSubmission.newBuilder()
                        .setToken(assignment.getToken())
                        .setValue(LabelValue.newBuilder().addClassNames(answer)))
                .build())
        .getLabel();
  }

  private Label withdraw(String annotator, Assignment assignment) {
    return project
        .run(
            new WithdrawLabel(project.secrets, project.models),
            WithdrawLabelRequest.newBuilder()
                .setRequestId("v" + requests++)
                .setProject(LocalProject.NAME)
                .setAnnotatorId(annotator)
                .setToken(assignment.getToken())
                .setReason("deleted")
                .build())
        .getLabel();
  }

  private void transfer(String from, String to, Assignment... assignments) {
    project.run(
        new TransferAssignments(),
        TransferAssignmentsRequest.newBuilder()
            .setRequestId("v" + requests++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(from)
            .addAllTokens(List.of(assignments).stream().map(Assignment::getToken).toList())
            .setNewAnnotatorId(to)
            .build());
  }

  private TaskRow task() {
    return project.store.read(
        tables -> requireNonNull(tables.tasks().find(project.projectId(), 0)));
  }

  private AuditEvent lastEvent() {
    List<AuditEvent> events =
        project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1000));
    return events.get(events.size() - 1);
  }

  @Test
  void aReplacedAnswerIsTheVerdictAndCostsNothing() {
    Assignment assignment = labeled("ann", "a");
    Label label = replace("ann", assignment, "b");
    assertThat(label.getValue().getClassNamesList()).containsExactly("b");
    assertThat(label.getChargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(task().verdict()).isEqualTo("1");
    assertThat(task().settledSequence()).isEqualTo(1);
    assertThat(project.budget().chargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(lastEvent().getLabelReplaced().getPreviousValue().getClassNames(0)).isEqualTo("a");
    assertThat(lastEvent().getLabelReplaced().getVerdict().getClassNames(0)).isEqualTo("b");
  }

  @Test
  void aWithdrawnVoteStaysChargedAndItsItemAsksForAnother() {
    Assignment assignment = labeled("ann", "a");
    Label label = withdraw("ann", assignment);
    assertThat(label.getFunding()).isEqualTo(Funding.FUNDING_WITHDRAWN);
    assertThat(task().verdict()).isNull();
    assertThat(task().voteCount()).isZero();
    assertThat(project.budget().chargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(project.next("ann", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
    labeled("ben", "c");
    assertThat(task().verdict()).isEqualTo("2");
    assertThat(task().settledSequence()).as("a sequence is given once").isEqualTo(2);
    assertThat(project.budget().chargedMicros()).isEqualTo(2 * PRICE_MICROS);
    assertThat(project.next("cat", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
    var listed =
        new ListLabels(project.store)
            .answer(ListLabelsRequest.newBuilder().setProject(LocalProject.NAME).build());
    assertThat(listed.getLabelsList())
        .extracting(Label::getFunding)
        .containsExactly(Funding.FUNDING_WITHDRAWN, Funding.FUNDING_FUNDED);
  }

  @Test
  void whatIsNoStandingLabelOfTheAnnotatorCannotBeRevised() {
    Assignment open = lease("ann");
    assertThatThrownBy(() -> withdraw("ann", open)).isInstanceOf(LabelNotFound.class);
    project.submit("ann", List.of(open), item -> "a");
    assertThatThrownBy(() -> replace("ben", open, "b")).isInstanceOf(AnnotatorMismatch.class);
    assertThatThrownBy(() -> replace("ann", open, "x")).isInstanceOf(InvalidRequest.class);
    withdraw("ann", open);
    assertThatThrownBy(() -> withdraw("ann", open)).isInstanceOf(LabelNotFound.class);
  }

  @Test
  void aWithdrawnVoteThatIsGivenAnewCountsAgainAndCostsNothing() {
    Assignment assignment = labeled("ann", "a");
    withdraw("ann", assignment);
    assertThat(task().verdict()).isNull();
    Label label = replace("ann", assignment, "c");
    assertThat(label.getFunding()).isEqualTo(Funding.FUNDING_FUNDED);
    assertThat(task().verdict()).isEqualTo("2");
    assertThat(task().voteCount()).isEqualTo(1);
    assertThat(project.budget().chargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(project.next("ben", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
  }

  @Test
  void aWithdrawnVoteStaysSoWhereItsAnnotatorHasAnother() {
    Assignment first = labeled("ann", "a");
    withdraw("ann", first);
    Assignment second = lease("team");
    transfer("team", "ann", second);
    project.submit("ann", List.of(second), item -> "b");
    assertThatThrownBy(() -> replace("ann", first, "c")).isInstanceOf(LabelNotFound.class);
    assertThat(task().voteCount()).isEqualTo(1);
  }

  @Test
  void aTransferredAssignmentIsTheNewAnnotators() {
    Assignment assignment = lease("team");
    transfer("team", "ann", assignment);
    assertThatThrownBy(() -> project.submit("team", List.of(assignment), item -> "a"))
        .isInstanceOf(AnnotatorMismatch.class);
    project.submit("ann", List.of(assignment), item -> "a");
    assertThat(task().verdict()).isEqualTo("0");
    assertThatThrownBy(() -> transfer("ann", "ben", assignment))
        .isInstanceOf(AssignmentLabeled.class);
  }

  @Test
  void aTransferAfterTheLeaseKeepsTheLateLabel() {
    Assignment assignment = lease("team");
    project.clockMillis.addAndGet(Duration.ofDays(2).toMillis());
    transfer("team", "ann", assignment);
    var receipt = project.submit("ann", List.of(assignment), item -> "a").getReceipts(0);
    assertThat(receipt.getFunding()).isEqualTo(Funding.FUNDING_FUNDED);
    assertThat(project.budget().chargedMicros()).isEqualTo(PRICE_MICROS);
  }

  @Test
  void whoHasAVoteOnTheItemCannotBeHandedIt() {
    Assignment first = labeled("ann", "a");
    withdraw("ann", first);
    Assignment again = lease("team");
    transfer("team", "ann", again);
    project.submit("ann", List.of(again), item -> "b");
    withdraw("ann", again);
    Assignment third = lease("team");
    project.submit("team", List.of(third), item -> "b");
    assertThatThrownBy(() -> transfer("team", "ann", third)).isInstanceOf(AssignmentLabeled.class);
  }

  @Test
  void oneItemIsNotHandedTwiceToOneAnnotator() {
    project.putItems(1, null);
    Assignment mine = lease("ann");
    project.giveBack("ann", List.of(mine));
    assertThatThrownBy(() -> transfer("ann", "ben", mine)).isInstanceOf(AssignmentReturned.class);
    Assignment theirs = lease("team");
    project.submit("team", List.of(theirs), item -> "a");
    withdraw("team", theirs);
    Assignment open = lease("ben");
    assertThat(open.getItemId()).isEqualTo(theirs.getItemId());
    Assignment other = lease("cat");
    assertThat(other.getItemId()).isNotEqualTo(open.getItemId());
    transfer("cat", "ben", other);
    assertThatThrownBy(() -> transfer("ben", "cat", open, other, other))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void anAnnotatorWithAnOpenLeaseOnTheItemIsNotHandedAnother() throws Exception {
    project.close();
    Project twoVotes = definition(Policy.newBuilder().setWaveSize(5).setAgreeingVotes(2));
    project = new LocalProject(Files.createTempDirectory(folder, "two"), twoVotes, 1_000);
    project.putItems(1, null);
    Assignment first = lease("ann");
    Assignment second = lease("team");
    assertThatThrownBy(() -> transfer("team", "ann", second)).isInstanceOf(AnnotatorHasItem.class);
    project.submit("ann", List.of(first), item -> "a");
    assertThatThrownBy(() -> transfer("team", "ann", second)).isInstanceOf(AnnotatorHasItem.class);
    transfer("team", "ben", second);
    project.submit("ben", List.of(second), item -> "b");
    assertThat(task().verdict()).isNull();
    replace("ben", second, "a");
    assertThat(task().verdict()).isEqualTo("0");
    replace("ann", first, "c");
    assertThat(task().verdict()).isNull();
    assertThat(task().wantedCount()).isEqualTo(1);
  }
}
