package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.labels.FundLabels;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.LateFundingRound;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.FundLabelsResponse;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.SubmitLabelsResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come after their leases: always stored, charged as soon as there is room. */
class LateFundingTest {
  private static final long LEASE = 3_600_000;

  @TempDir Path folder;
  private LocalProject project;
  private int requests;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 30);
    project.putItems(50, null);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private FundLabelsResponse fund(int max) {
    return project.run(
        new FundLabels(new LateFunding(project.secrets, project.models)),
        FundLabelsRequest.newBuilder()
            .setRequestId("fund" + requests++)
            .setProject(LocalProject.NAME)
            .setMaxLabels(max)
            .build());
  }

  private static List<Funding> fundings(SubmitLabelsResponse response) {
    return response.getReceiptsList().stream().map(LabelReceipt::getFunding).toList();
  }

  /** Three labels that came when their money was held by somebody else. */
  private List<Assignment> threeLateLabels() {
    NextBatchResponse late = project.next("ann", 3);
    project.clockMillis.addAndGet(LEASE + 1);
    assertThat(project.next("bob", 3).getAssignmentsCount()).isEqualTo(3);
    assertThat(fundings(project.submit("ann", late.getAssignmentsList(), item -> "a")))
        .containsOnly(Funding.FUNDING_UNFUNDED);
    assertThat(project.budget().unfundedLabelCount()).isEqualTo(3);
    return late.getAssignmentsList();
  }

  @Test
  void aRaisedCeilingChargesThemAtOnceOldestFirst() {
    threeLateLabels();
    assertThat(project.ceiling(55).getUnfundedLabelCount()).isEqualTo(1);
    assertThat(project.budget().chargedMicros()).isEqualTo(20);
    AuditEvent last =
        project.store.read(
            tables -> {
              List<AuditEvent> events = tables.audit().list(project.projectId(), 0, 1_000);
              return events.get(events.size() - 1);
            });
    assertThat(last.getLabelsFunded().getVotesCount()).isEqualTo(2);
    assertThat(last.getLabelsFunded().getAnnotatorIdsList()).containsOnly("ann");
    assertThat(last.getLabelsFunded().getVotes(0).hasVerdict()).isTrue();
  }

  @Test
  void moneyThatComesBackChargesThemOnRequestAndByItself() {
    threeLateLabels();
    FundLabelsResponse nothing = fund(0);
    assertThat(nothing.getFundedCount()).isZero();
    assertThat(nothing.getUnfundedLabelCount()).isEqualTo(3);
    project.clockMillis.addAndGet(LEASE + 1);
    project.next("carl", 1); // ends bob's leases, and takes 10 of the 30
    FundLabelsResponse one = fund(1);
    assertThat(one.getFundedCount()).isEqualTo(1);
    assertThat(one.getChargedMicros()).isEqualTo(10);
    new LateFundingRound(project.store, new LateFunding(project.secrets, project.models)).run();
    assertThat(project.budget().unfundedLabelCount()).isEqualTo(1);
    assertThat(project.budget().chargedMicros()).isEqualTo(20);
  }

  @Test
  void aSecondVoteOfTheSameAnnotatorIsKeptAndNeverCharged() {
    NextBatchResponse first = project.next("ann", 1);
    project.clockMillis.addAndGet(LEASE + 1);
    // The item is asked for again: of the same annotator, who gets it anew.
    NextBatchResponse again = project.next("ann", 1);
    if (!again.getAssignments(0).getItemId().equals(first.getAssignments(0).getItemId())) {
      assertThat(fundings(project.submit("ann", first.getAssignmentsList(), item -> "a")))
          .containsExactly(Funding.FUNDING_FUNDED);
      return;
    }
    project.submit("ann", again.getAssignmentsList(), item -> "a");
    assertThat(fundings(project.submit("ann", first.getAssignmentsList(), item -> "b")))
        .containsExactly(Funding.FUNDING_DUPLICATE);
    assertThat(project.budget().unfundedLabelCount()).isZero();
    assertThat(project.budget().chargedMicros()).isEqualTo(10);
  }

  @Test
  void aLateLabelIsNeverLostOverAnArchivedOrDrainingBudget() {
    List<Assignment> late = threeLateLabels();
    project.ceiling(10);
    assertThat(late).hasSize(3);
    assertThat(fund(0).getFundedCount()).isZero();
    project.ceiling(100);
    assertThat(project.budget().unfundedLabelCount()).isZero();
  }
}
