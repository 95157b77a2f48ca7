package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.assay.server.annotator.SuspendAnnotator;
import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListAssignmentsResponse;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.Policy;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ReleaseAssignmentsResponse;
import dev.assay.v1.ResetReturnsRequest;
import dev.assay.v1.ResetReturnsResponse;
import dev.assay.v1.StopReason;
import dev.assay.v1.SuspendAnnotatorRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an owner can do about work that lies with annotators, or that they gave back. */
final class ReleaseAssignmentsTest {
  @TempDir private Path folder;
  private LocalProject project;
  private int requestCount;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 10_000);
    project.putItems(1_200, null);
  }

  @AfterEach
  void close() {
    project.verify();
    project.close();
  }

  private ReleaseAssignmentsResponse release(ReleaseAssignmentsRequest.Builder request) {
    return project.run(
        new ReleaseAssignments(),
        request.setRequestId("c" + requestCount++).setProject(LocalProject.NAME).build());
  }

  private ResetReturnsResponse reset(ResetReturnsRequest.Builder request) {
    return project.run(
        new ResetReturns(),
        request.setRequestId("c" + requestCount++).setProject(LocalProject.NAME).build());
  }

  private TaskRow task(Assignment assignment) {
    int ordinal = Integer.parseInt(assignment.getItemId().substring(1));
    return project.store.read(
        tables -> requireNonNull(tables.tasks().find(project.projectId(), ordinal)));
  }

  @Test
  void whatASuspendedAnnotatorHoldsComesBack() {
    List<Assignment> held = project.next("ann", 500).getAssignmentsList();
    assertThat(project.next("ann", 500).getAssignmentsList()).hasSize(500);
    project.run(
        new SuspendAnnotator(),
        SuspendAnnotatorRequest.newBuilder()
            .setRequestId("suspend")
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ann")
            .build());
    assertThat(project.next("ben", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_BUDGET_FULLY_HELD);

    ReleaseAssignmentsRequest.Builder anns =
        ReleaseAssignmentsRequest.newBuilder().setAnnotatorId("ann").setReason("suspended");
    ReleaseAssignmentsResponse first = release(anns);
    assertThat(first.getReleasedCount()).isEqualTo(ReleaseAssignments.MAX_RELEASED);
    assertThat(first.getReleasedMicros()).isEqualTo(10L * ReleaseAssignments.MAX_RELEASED);
    assertThat(first.getAnyLeft()).isTrue();
    assertThat(release(anns).getAnyLeft()).isFalse();
    assertThat(release(anns)).isEqualTo(ReleaseAssignmentsResponse.getDefaultInstance());
    assertThat(project.budget().spent().heldMicros()).isZero();
    assertThat(task(held.get(0)).openCount()).isZero();
    assertThat(task(held.get(0)).wantedCount()).isEqualTo(1);
    assertThat(project.next("ben", 10).getAssignmentsList()).hasSize(10);
    List<AuditEvent> closings =
        project
            .store
            .read(tables -> tables.audit().list(project.projectId(), 0, Integer.MAX_VALUE))
            .stream()
            .filter(AuditEvent::hasAssignmentsClosed)
            .toList();
    assertThat(closings).hasSize(2);
    assertThat(closings.get(0).getAssignmentsClosed().getCause())
        .isEqualTo(AssignmentsClosed.Cause.CAUSE_RELEASED);
    assertThat(closings.get(0).getAssignmentsClosed().getReason()).isEqualTo("suspended");
  }

  @Test
  void ageAndTokensAndAnnotatorAreFiltersTogether() {
    List<Assignment> ann = project.next("ann", 4).getAssignmentsList();
    project.clockMillis.addAndGet(60_000);
    List<Assignment> ben = project.next("ben", 4).getAssignmentsList();
    ReleaseAssignmentsRequest.Builder request =
        ReleaseAssignmentsRequest.newBuilder()
            .setMinAge(Durations.fromSeconds(60))
            .addTokens(ann.get(0).getToken())
            .addTokens(ben.get(0).getToken());
    assertThat(release(request.clone()).getReleasedCount()).as("ben's is young").isEqualTo(1);
    assertThat(release(request.clone().clearMinAge().setAnnotatorId("ann")).getReleasedCount())
        .as("ann's is open no more")
        .isZero();
    assertThat(
            release(ReleaseAssignmentsRequest.newBuilder().setMinAge(Durations.fromSeconds(60)))
                .getReleasedCount())
        .isEqualTo(3);
    assertThat(
            release(ReleaseAssignmentsRequest.newBuilder().setMinAge(Durations.fromSeconds(0)))
                .getReleasedCount())
        .as("an age of zero is everything")
        .isEqualTo(4);
  }

  @Test
  void nothingIsReleasedByMistake() {
    assertThatThrownBy(() -> release(ReleaseAssignmentsRequest.newBuilder()))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("min_age of zero ends all");
    Assignment open = project.next("ann", 1).getAssignments(0);
    assertThatThrownBy(
            () ->
                release(
                    ReleaseAssignmentsRequest.newBuilder()
                        .addTokens(open.getToken())
                        .addTokens("0".repeat(32))))
        .isInstanceOf(AssignmentNotFound.class);
    assertThat(project.budget().spent().heldMicros()).as("all or none").isEqualTo(10);
  }

  @Test
  void aLabelThatComesAfterTheReleaseIsALateOne() {
    List<Assignment> batch = project.next("ann", 2).getAssignmentsList();
    release(ReleaseAssignmentsRequest.newBuilder().setAnnotatorId("ann"));
    assertThat(project.submit("ann", batch.subList(0, 1), item -> "a").getReceipts(0).getFunding())
        .isEqualTo(Funding.FUNDING_FUNDED);
    assertThat(task(batch.get(0)).verdict()).isEqualTo("0");
    assertThat(project.next("ann", 1).getAssignments(0).getItemId())
        .as("who lost it is offered it again")
        .isEqualTo(batch.get(1).getItemId());
  }

  @Test
  void theOnlyAnnotatorIsOfferedWhatTheyReturnedAfterAReset() {
    List<Assignment> batch = project.next("ann", 3).getAssignmentsList();
    project.giveBack("ann", batch);
    List<Assignment> others = project.next("ann", 5).getAssignmentsList();
    assertThat(others)
        .extracting(Assignment::getItemId)
        .doesNotContainAnyElementsOf(batch.stream().map(Assignment::getItemId).toList());
    ResetReturnsRequest.Builder one =
        ResetReturnsRequest.newBuilder().addItemIds(batch.get(1).getItemId());
    assertThat(reset(one.clone().setAnnotatorId("ben")).getResetCount()).isZero();
    assertThat(reset(one.clone()).getResetCount()).isEqualTo(1);
    assertThat(project.next("ann", 1).getAssignments(0).getItemId())
        .isEqualTo(batch.get(1).getItemId());
    assertThat(reset(ResetReturnsRequest.newBuilder().setAnnotatorId("ann")).getResetCount())
        .isEqualTo(2);
    assertThat(reset(ResetReturnsRequest.newBuilder()))
        .isEqualTo(ResetReturnsResponse.getDefaultInstance());
    assertThat(project.next("ann", 2).getAssignmentsList())
        .extracting(Assignment::getItemId)
        .containsExactlyInAnyOrder(batch.get(0).getItemId(), batch.get(2).getItemId());
  }

  @Test
  void aResetHasALimit() {
    List<Assignment> batch = project.next("ann", 500).getAssignmentsList();
    project.giveBack("ann", batch);
    project.giveBack("ann", project.next("ann", 20).getAssignmentsList());
    ResetReturnsResponse first = reset(ResetReturnsRequest.newBuilder());
    assertThat(first.getResetCount()).isEqualTo(ResetReturns.MAX_RESET);
    assertThat(first.getAnyLeft()).isTrue();
    assertThat(reset(ResetReturnsRequest.newBuilder()).getResetCount()).isEqualTo(20);
  }

  @Test
  void pagesOfOpenAssignmentsFollowTheirEnds() {
    List<String> expected = new ArrayList<>();
    List<Assignment> longer =
        project
            .next(project.batchRequest("ann", 3).setLease(Durations.fromHours(2)).build())
            .getAssignmentsList();
    project.next("ben", 4).getAssignmentsList().forEach(one -> expected.add(one.getItemId()));
    longer.forEach(one -> expected.add(one.getItemId()));
    ListAssignments list =
        new ListAssignments(project.store, () -> Instant.ofEpochMilli(project.clockMillis.get()));
    List<String> seen = new ArrayList<>();
    ListAssignmentsRequest request =
        ListAssignmentsRequest.newBuilder().setProject(LocalProject.NAME).setPageSize(2).build();
    ListAssignmentsResponse page;
    do {
      page = list.answer(request);
      page.getAssignmentsList().stream().map(OpenAssignment::getItemId).forEach(seen::add);
      request = request.toBuilder().setPageToken(page.getNextPageToken()).build();
    } while (!page.getNextPageToken().isEmpty());
    assertThat(seen).containsExactlyElementsOf(expected);
  }
}
