package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.failure.AssignmentExpired;
import dev.assay.server.failure.AssignmentLabeled;
import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.AssignmentReturned;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Assignment;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.Funding;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextBatchTest {
  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder, Definitions.threeClasses(Policy.newBuilder().setWaveSize(20)), 1_000);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Starts again with another policy and ceiling. */
  private void reopen(Policy.Builder policy, long ceilingMicros) throws Exception {
    project.close();
    project =
        new LocalProject(
            java.nio.file.Files.createTempDirectory(folder, "again"),
            Definitions.threeClasses(policy),
            ceilingMicros);
  }

  private static List<String> items(NextBatchResponse batch) {
    return batch.getAssignmentsList().stream().map(Assignment::getItemId).toList();
  }

  private void pass(Duration time) {
    project.clockMillis.addAndGet(time.toMillis());
  }

  @Test
  void twoAnnotatorsNeverHoldTheSameItem() {
    project.putItems(50, null);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      items(project.next("annotator" + i % 3, 5))
          .forEach(item -> assertThat(seen.add(item)).isTrue());
    }
    assertThat(seen).hasSize(50);
    assertThat(project.budget().heldMicros()).isEqualTo(500);
  }

  @Test
  void aRepeatedRequestGetsTheSameBatchAndChangesNothing() {
    project.putItems(50, null);
    NextBatchRequest request = project.batchRequest("ann", 7).build();
    NextBatchResponse first = project.next(request);
    assertThat(project.next(request)).isEqualTo(first);
    assertThat(project.budget().heldMicros()).isEqualTo(70);
    assertThatThrownBy(() -> project.next(request.toBuilder().setMaxAssignments(8).build()))
        .isInstanceOf(RequestIdReused.class);
  }

  @Test
  void aRefusalBeforeTheTransactionIsRememberedToo() {
    NextBatchRequest early =
        project.batchRequest("ann", 1).setProject("projects/not-yet").setRequestId("early").build();
    assertThatThrownBy(() -> project.next(early)).isInstanceOf(ProjectNotFound.class);
    project.run(
        new CreateProject(new PolicyRules(Strategies.names(), VerdictModels.names())),
        CreateProjectRequest.newBuilder()
            .setRequestId("create")
            .setProject(
                Definitions.threeClasses(Policy.newBuilder()).toBuilder()
                    .setName("projects/not-yet"))
            .build());
    assertThatThrownBy(() -> project.next(early)).isInstanceOf(RememberedRefusal.class);
  }

  @Test
  void theCeilingEndsTheBatchAndSaysSo() throws Exception {
    reopen(Policy.newBuilder().setWaveSize(20), 55);
    project.putItems(50, null);
    NextBatchResponse batch = project.next("ann", 10);
    assertThat(batch.getAssignmentsList()).hasSize(5);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_FULLY_HELD);
    assertThat(batch.hasRetryDelay()).isTrue();
    project.submit("ann", batch.getAssignmentsList(), item -> "a");
    NextBatchResponse none = project.next("ann", 10);
    assertThat(none.getAssignmentsList()).isEmpty();
    assertThat(none.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_EXHAUSTED);
    assertThat(none.hasRetryDelay()).isFalse();
    assertThat(project.budget().chargedMicros()).isEqualTo(50);
  }

  @Test
  void anItemsOwnPriceIsHeld() {
    project.putItems(1, 300L);
    NextBatchResponse batch = project.next("ann", 1);
    assertThat(batch.getAssignments(0).getPriceMicros()).isEqualTo(300);
    assertThat(project.budget().heldMicros()).isEqualTo(300);
  }

  @Test
  void anEndedLeaseReturnsToThePoolAndItsLabelIsKept() {
    project.putItems(1, null);
    List<Assignment> first = project.next("ann", 1).getAssignmentsList();
    assertThat(project.next("bob", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
    pass(Duration.ofHours(2));
    List<Assignment> second = project.next("bob", 1).getAssignmentsList();
    assertThat(second).hasSize(1);
    assertThat(project.budget().heldMicros()).isEqualTo(10);
    assertThat(project.submit("ann", first, item -> "b").getReceipts(0).getFunding())
        .isEqualTo(Funding.FUNDING_FUNDED);
    project.submit("bob", second, item -> "b");
    assertThat(project.budget().chargedMicros()).isEqualTo(20);
    assertThat(project.budget().heldMicros()).isZero();
  }

  @Test
  void aLateLabelThatTheCeilingForbidsIsKeptUnfunded() throws Exception {
    reopen(Policy.newBuilder().setWaveSize(20), 10);
    project.putItems(2, null);
    List<Assignment> late = project.next("ann", 1).getAssignmentsList();
    pass(Duration.ofHours(2));
    List<Assignment> held = project.next("bob", 1).getAssignmentsList();
    assertThat(held).hasSize(1);
    assertThat(project.submit("ann", late, item -> "b").getReceipts(0).getFunding())
        .isEqualTo(Funding.FUNDING_UNFUNDED);
    assertThat(project.budget().unfundedLabelCount()).isEqualTo(1);
    assertThat(project.budget().heldMicros()).isEqualTo(10);
  }

  @Test
  void returnedWorkGoesToOthers() {
    project.putItems(1, null);
    List<Assignment> first = project.next("ann", 1).getAssignmentsList();
    project.giveBack("ann", first);
    assertThat(project.budget().heldMicros()).isZero();
    assertThat(project.next("ann", 1).getAssignmentsList()).isEmpty();
    assertThat(items(project.next("bob", 1))).containsExactly("i0");
  }

  @Test
  void votesAreAskedForUntilTheyAgree() throws Exception {
    reopen(Policy.newBuilder().setWaveSize(20).setAgreeingVotes(2).setMaxVotes(3), 1_000);
    project.putItems(1, null);
    List<Assignment> ann = project.next("ann", 5).getAssignmentsList();
    assertThat(ann).hasSize(1);
    assertThat(project.next("ann", 5).getAssignmentsList())
        .as("no annotator votes twice")
        .isEmpty();
    List<Assignment> bob = project.next("bob", 5).getAssignmentsList();
    assertThat(bob).hasSize(1);
    assertThat(project.next("cat", 5).getAssignmentsList()).as("two votes could agree").isEmpty();
    project.submit("ann", ann, item -> "a");
    project.submit("bob", bob, item -> "b");
    List<Assignment> cat = project.next("cat", 5).getAssignmentsList();
    assertThat(cat).hasSize(1);
    project.submit("cat", cat, item -> "c");
    assertThat(verdict(0)).as("after three votes the first class among equals").isEqualTo("0");
    assertThat(project.next("dan", 5).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
  }

  private String verdict(int ordinal) {
    return project.store.read(
        tables ->
            String.valueOf(
                java.util.Objects.requireNonNull(tables.tasks().find(project.projectId(), ordinal))
                    .verdict()));
  }

  @Test
  void anEmptyPoolIsExhausted() {
    NextBatchResponse batch = project.next("ann", 5);
    assertThat(batch.getAssignmentsList()).isEmpty();
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
  }

  @Test
  void aRehearsalGrantsNothing() {
    project.putItems(50, null);
    NextBatchRequest request = project.batchRequest("ann", 3).setValidateOnly(true).build();
    NextBatchResponse rehearsed = project.next(request);
    assertThat(rehearsed.getAssignmentsList())
        .hasSize(3)
        .allSatisfy(a -> assertThat(a.getToken()).isEmpty());
    assertThat(project.budget().heldMicros()).isZero();
    assertThat(items(project.next("ann", 3))).containsExactlyInAnyOrderElementsOf(items(rehearsed));
  }

  @Test
  void badTokensAreRefusedOneReasonEach() {
    project.putItems(10, null);
    List<Assignment> batch = new ArrayList<>(project.next("ann", 4).getAssignmentsList());
    assertThatThrownBy(() -> project.submit("bob", batch, item -> "a"))
        .isInstanceOf(AnnotatorMismatch.class);
    assertThatThrownBy(() -> project.submit("ann", batch, item -> "z"))
        .isInstanceOf(InvalidRequest.class);
    String forged = AssignmentTokens.of(new byte[16], 1).token(1, project.projectId(), 2);
    assertThatThrownBy(
            () ->
                project.submit(
                    "ann", List.of(Assignment.newBuilder().setToken(forged).build()), item -> "a"))
        .isInstanceOf(AssignmentNotFound.class);
    project.submit("ann", batch.subList(0, 1), item -> "a");
    assertThatThrownBy(() -> project.submit("ann", batch, item -> "a"))
        .isInstanceOf(AssignmentLabeled.class);
    assertThatThrownBy(() -> project.giveBack("ann", batch)).isInstanceOf(AssignmentLabeled.class);
    project.giveBack("ann", batch.subList(1, 2));
    assertThatThrownBy(() -> project.submit("ann", batch.subList(1, 2), item -> "a"))
        .isInstanceOf(AssignmentReturned.class);
    pass(Duration.ofHours(2));
    assertThatThrownBy(() -> project.giveBack("ann", batch.subList(2, 3)))
        .isInstanceOf(AssignmentExpired.class);
    assertThat(project.budget().chargedMicros()).isEqualTo(10);
  }

  @Test
  void theSweepEndsLeasesOfProjectsThatNobodyAsks() {
    project.putItems(10, null);
    project.next("ann", 4);
    pass(Duration.ofHours(2));
    assertThat(Leases.sweep(project.store, project.clockMillis.get()).join()).isEqualTo(1);
    assertThat(project.budget().heldMicros()).isZero();
    assertThat(Leases.sweep(project.store, project.clockMillis.get()).join()).isZero();
  }
}
