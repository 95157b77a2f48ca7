package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetAlert;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.GrantsPaused;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.PacePoint;
import dev.assay.v1.PauseGrantsRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.ResumeGrantsRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, pace, and the pause for review. A label costs 10, the ceiling is 100. */
class SoftLimitsTest {
  private static final long HOUR = 3_600_000L;

  @TempDir Path folder;
  private LocalProject project;
  private int requests;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 100);
    project.putItems(50, null);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private Budget resume() {
    return project
        .run(
            new ResumeGrants(),
            ResumeGrantsRequest.newBuilder()
                .setRequestId("resume" + requests++)
                .setProject(LocalProject.NAME)
                .setReason("looked at it")
                .setActor("owner@example")
                .build())
        .getBudget();
  }

  private List<AuditEvent> events(AuditEvent.EventCase kind) {
    return project.store.read(
        tables ->
            tables.audit().list(project.projectId(), 0, 1_000).stream()
                .filter(event -> event.getEventCase() == kind)
                .toList());
  }

  @Test
  void theProjectStopsBeforeAReviewShareAndGoesOnWhenAnOwnerSaysSo() {
    project.plan(BudgetPlan.newBuilder().addReviewShares(0.45).addReviewShares(0.8));
    NextBatchResponse batch = project.next("ann", 10);
    assertThat(batch.getAssignmentsCount()).isEqualTo(4);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
    assertThat(batch.hasRetryDelay()).isFalse();
    assertThat(project.shown("").getReview().getThresholdMicros()).isEqualTo(45);
    // What comes back does not end the pause.
    project.giveBack("ann", batch.getAssignmentsList());
    assertThat(project.next("bob", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);

    assertThat(resume().hasReview()).isFalse();
    assertThat(project.next("bob", 10).getAssignmentsCount()).isEqualTo(8);
    assertThat(project.next("bob", 10).getAssignmentsCount()).isZero();
    resume();
    assertThat(project.next("bob", 10).getAssignmentsCount()).isEqualTo(2);
    assertThat(events(AuditEvent.EventCase.GRANTS_PAUSED)).hasSize(2);
    assertThat(events(AuditEvent.EventCase.GRANTS_RESUMED))
        .extracting(event -> event.getGrantsResumed().getThresholdMicros())
        .containsExactly(45L, 80L);
  }

  @Test
  void anOwnerPausesGrantsAndResumesThem() {
    project.plan(BudgetPlan.newBuilder().addReviewShares(0.45));
    List<Assignment> open = project.next("ann", 2).getAssignmentsList();
    assertThat(pause().hasReview()).isTrue();
    assertThat(pause().getEtag())
        .as("the second time changes nothing")
        .isEqualTo(pause().getEtag());
    assertThat(project.next("bob", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
    project.submit("ann", open, item -> "a");
    assertThat(resume().hasReview()).isFalse();
    NextBatchResponse more = project.next("bob", 10);
    assertThat(more.getAssignmentsCount()).as("the review share is still ahead").isEqualTo(2);
    assertThat(more.getStopReason()).isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
    assertThat(events(AuditEvent.EventCase.GRANTS_PAUSED).get(0).getGrantsPaused())
        .isEqualTo(
            GrantsPaused.newBuilder().setReason("an error").setActor("owner@example").build());
  }

  private Budget pause() {
    return project
        .run(
            new PauseGrants(),
            PauseGrantsRequest.newBuilder()
                .setRequestId("pause" + requests++)
                .setProject(LocalProject.NAME)
                .setReason("an error")
                .setActor("owner@example")
                .build())
        .getBudget();
  }

  @Test
  void aRaisedCeilingIsReviewedAgain() {
    project.plan(BudgetPlan.newBuilder().addReviewShares(0.5));
    project.next("ann", 10);
    resume();
    assertThat(project.next("ann", 10).getAssignmentsCount()).isEqualTo(5);
    project.ceiling(300);
    NextBatchResponse batch = project.next("bob", 10);
    assertThat(batch.getAssignmentsCount()).isEqualTo(5);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
  }

  @Test
  void aRehearsalDoesNotPause() {
    project.plan(BudgetPlan.newBuilder().addReviewShares(0.5));
    NextBatchResponse rehearsed =
        project.next(project.batchRequest("ann", 10).setValidateOnly(true).build());
    assertThat(rehearsed.getStopReason()).isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
    assertThat(project.shown("").hasReview()).isFalse();
  }

  @Test
  void resumingWhatIsNotPausedChangesNothing() {
    String etag = project.shown("").getEtag();
    assertThat(resume().getEtag()).isEqualTo(etag);
    assertThat(events(AuditEvent.EventCase.GRANTS_RESUMED)).isEmpty();
  }

  @Test
  void theCurveThrottlesGrantsAndSaysWhenTheNextOneFits() {
    long now = project.clockMillis.get();
    project.plan(
        BudgetPlan.newBuilder()
            .addPace(PacePoint.newBuilder().setTime(Timestamps.fromMillis(now)).setShare(0.2))
            .addPace(
                PacePoint.newBuilder().setTime(Timestamps.fromMillis(now + 8 * HOUR)).setShare(1)));
    NextBatchResponse batch = project.next("ann", 10);
    assertThat(batch.getAssignmentsCount()).isEqualTo(2);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_PACED);
    long delay = Durations.toMillis(batch.getRetryDelay());
    assertThat(delay).isCloseTo(HOUR, within(2L));
    project.clockMillis.addAndGet(delay);
    NextBatchResponse next = project.next("bob", 10);
    assertThat(next.getAssignmentsCount() + project.budget().openAssignmentCount())
        .isGreaterThanOrEqualTo(1);
    project.clockMillis.set(now + 8 * HOUR);
    project.next("carl", 20);
    assertThat(project.budget().availableMicros()).isZero();
  }

  @Test
  void aThresholdThatIsReachedIsToldOfOnceForEachCeiling() {
    project.plan(BudgetPlan.newBuilder().addAlertShares(0.5).addAlertShares(0.9));
    NextBatchResponse batch = project.next("ann", 5);
    project.giveBack("ann", batch.getAssignmentsList());
    project.next("bob", 6);
    assertThat(events(AuditEvent.EventCase.BUDGET_ALERTED))
        .extracting(event -> event.getBudgetAlerted().getThresholdMicros())
        .containsExactly(50L);
    assertThat(project.shown("").getAlertsList())
        .extracting(BudgetAlert::getReached)
        .containsExactly(true, false);
    project.next("ann", 4);
    assertThat(events(AuditEvent.EventCase.BUDGET_ALERTED)).hasSize(2);
    project.ceiling(190);
    assertThat(events(AuditEvent.EventCase.BUDGET_ALERTED))
        .extracting(event -> event.getBudgetAlerted().getThresholdMicros())
        .containsExactly(50L, 90L, 95L);
  }

  @Test
  void aPriceComesFromTheItemThenTheAnnotatorThenTheTaskKindThenTheProject() {
    BudgetPlan plan =
        BudgetPlan.newBuilder()
            .addTaskPrices(
                TaskPrice.newBuilder().setTaskKind(TaskKind.TASK_KIND_LABEL).setPriceMicros(7))
            .build();
    Prices prices = new Prices(plan, 8L, 9);
    assertThat(prices.micros(6L, TaskKind.TASK_KIND_LABEL)).isEqualTo(6);
    assertThat(prices.micros(null, TaskKind.TASK_KIND_LABEL)).isEqualTo(8);
    Prices unknown = new Prices(plan, null, 9);
    assertThat(unknown.micros(null, TaskKind.TASK_KIND_LABEL)).isEqualTo(7);
    assertThat(unknown.micros(null, TaskKind.TASK_KIND_RELABEL)).isEqualTo(9);
    project.plan(plan.toBuilder());
    assertThat(project.next("ann", 1).getAssignments(0).getPriceMicros()).isEqualTo(7);
  }
}
