package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.v1.Budget;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.StopReason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ceiling lowered below what is committed. A label costs 10. */
class DrainTest {
  @TempDir Path folder;
  private LocalProject project;

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

  @Test
  void theCeilingFallsWithWhatIsReleasedUntilItIsTheOneAskedFor() {
    NextBatchResponse batch = project.next("ann", 10);
    Budget draining = project.ceiling(75);
    assertThat(draining.getCeilingMicros()).isEqualTo(100);
    assertThat(draining.getCeilingTargetMicros()).isEqualTo(75);
    NextBatchResponse refused = project.next("bob", 1);
    assertThat(refused.getAssignmentsCount()).isZero();
    assertThat(refused.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_DRAINING);

    project.submit("ann", batch.getAssignmentsList().subList(0, 4), item -> "a");
    assertThat(project.budget().ceilingMicros()).isEqualTo(100);
    project.giveBack("ann", batch.getAssignmentsList().subList(4, 6));
    assertThat(project.budget().ceilingMicros()).isEqualTo(80);
    assertThat(project.next("bob", 1).getAssignmentsCount()).isZero();
    project.giveBack("ann", batch.getAssignmentsList().subList(6, 8));
    assertThat(project.budget().ceilingMicros()).isEqualTo(75);
    assertThat(project.budget().availableMicros()).isEqualTo(15);
    assertThat(project.next("bob", 5).getAssignmentsCount()).isEqualTo(1);
  }

  @Test
  void aCeilingBelowWhatWasChargedStopsAtTheCharges() {
    NextBatchResponse batch = project.next("ann", 10);
    project.submit("ann", batch.getAssignmentsList().subList(0, 8), item -> "a");
    project.ceiling(20);
    project.giveBack("ann", batch.getAssignmentsList().subList(8, 10));
    assertThat(project.budget().ceilingMicros()).isEqualTo(80);
    assertThat(project.next("bob", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_BUDGET_DRAINING);
    Budget raised = project.ceiling(200);
    assertThat(raised.getCeilingMicros()).isEqualTo(200);
    assertThat(project.next("bob", 1).getAssignmentsCount()).isEqualTo(1);
  }

  @Test
  void whatIsReleasedGoesBackToTheOwnerInTheJournal() {
    NextBatchResponse batch = project.next("ann", 10);
    project.ceiling(50);
    project.giveBack("ann", batch.getAssignmentsList().subList(0, 1));
    var last =
        project.store.read(tables -> tables.budgets().journal(project.projectId(), 12, 10)).get(1);
    assertThat(last.kind()).isEqualTo(JournalEntry.Kind.KIND_CEILING);
    assertThat(last.debit()).isEqualTo(JournalEntry.Account.ACCOUNT_OWNER);
    assertThat(last.credit()).isEqualTo(JournalEntry.Account.ACCOUNT_AVAILABLE);
    assertThat(last.amountMicros()).isEqualTo(10);
    assertThat(last.reason()).isEqualTo("drain");
  }

  @Test
  void aLateLabelFindsNothingInADrainingBudget() {
    NextBatchResponse batch = project.next("ann", 10);
    project.ceiling(95);
    project.clockMillis.addAndGet(3_700_000);
    project.submit("ann", batch.getAssignmentsList(), item -> "a");
    // Each lease ended in its turn: its 10 were gone to the owner until the target was reached.
    assertThat(project.budget().ceilingMicros()).isEqualTo(95);
    assertThat(project.budget().chargedMicros()).isEqualTo(90);
    assertThat(project.budget().unfundedLabelCount()).isEqualTo(1);
  }
}
