package dev.assay.server.adjudication;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.TransferAssignments;
import dev.assay.server.annotator.RegisterAnnotator;
import dev.assay.server.annotator.SuspendAnnotator;
import dev.assay.server.estimation.EstimatePrevalence;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.failure.AdjudicationClosed;
import dev.assay.server.failure.AdjudicationNotFound;
import dev.assay.server.failure.ItemNotSettled;
import dev.assay.server.labels.WithdrawLabel;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.AdjudicationReason;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.Assignment;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListAdjudicationsRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdjudicationTest {
  private static final int ITEMS = 12;

  @TempDir private Path folder;
  private LocalProject project;
  private int requestCount;

  /** Two votes settle; every disagreement is routed; the judge sees the votes. */
  @BeforeEach
  void open() {
    Policy.Builder policy =
        Policy.newBuilder()
            .setAgreeingVotes(2)
            .setMaxVotes(2)
            .setAdjudication(AdjudicationPolicy.newBuilder().setMinAgreement(1).setShowVotes(true));
    project = new LocalProject(folder, Definitions.threeClasses(policy), 1_000_000);
    project.putItems(ITEMS, null);
    register("judge");
  }

  @AfterEach
  void close() {
    project.verify();
    project.close();
  }

  private void register(String id) {
    Annotator.Builder annotator =
        Annotator.newBuilder()
            .setAnnotatorId(id)
            .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR);
    project.run(
        new RegisterAnnotator(),
        RegisterAnnotatorRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotator(annotator)
            .build());
  }

  /** Everything is voted on by two: they differ on i0, i3, i6 and i9. */
  private void vote() {
    List<Assignment> first = project.next("a", ITEMS).getAssignmentsList();
    project.submit("a", first, AdjudicationTest::truth);
    List<Assignment> second = project.next("b", ITEMS).getAssignmentsList();
    project.submit("b", second, item -> isDisputed(item) ? "c" : truth(item));
  }

  private static boolean isDisputed(String item) {
    return Integer.parseInt(item.substring(1)) % 3 == 0;
  }

  private static String truth(String item) {
    return Integer.parseInt(item.substring(1)) % 3 == 0 ? "a" : "b";
  }

  private List<Adjudication> list(Adjudication.State state) {
    return new ListAdjudications(
            project.store, () -> Instant.ofEpochMilli(project.clockMillis.get()))
        .answer(
            ListAdjudicationsRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setStateFilter(state)
                .build())
        .getAdjudicationsList();
  }

  private Adjudication resolve(String item, String className) {
    ResolveAdjudicationRequest.Builder request =
        ResolveAdjudicationRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setItemId(item);
    if (!className.isEmpty()) {
      request.setValue(LabelValue.newBuilder().addClassNames(className));
    }
    return project
        .run(new ResolveAdjudication(project.models::decided), request.build())
        .getAdjudication();
  }

  private Adjudication flag(String item) {
    return project
        .run(
            new FlagItem(project.secrets, project.models::touch),
            FlagItemRequest.newBuilder()
                .setRequestId("j" + requestCount++)
                .setProject(LocalProject.NAME)
                .setItemId(item)
                .setReason("blurred")
                .build())
        .getAdjudication();
  }

  private TaskRow task(String item) {
    return project.store.read(
        tables ->
            requireNonNull(
                tables.tasks().find(project.projectId(), Integer.parseInt(item.substring(1)))));
  }

  @Test
  void disagreementsAreRoutedAndTheDecisionIsTheVerdict() {
    vote();
    assertThat(list(Adjudication.State.STATE_OPEN))
        .extracting(Adjudication::getItemId)
        .containsExactly("i0", "i3", "i6", "i9");
    assertThat(list(Adjudication.State.STATE_OPEN))
        .allSatisfy(
            one ->
                assertThat(one.getReasonsList())
                    .containsExactly(AdjudicationReason.ADJUDICATION_REASON_DISAGREEMENT));
    NextBatchResponse batch = project.next("judge", 10);
    assertThat(batch.getAssignmentsList())
        .extracting(Assignment::getItemId)
        .containsExactlyInAnyOrder("i0", "i3", "i6", "i9");
    assertThat(batch.getAssignments(0).getVotesList())
        .extracting(vote -> vote.getClassNames(0))
        .containsExactly("a", "c");
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);
    assertThat(list(Adjudication.State.STATE_ASSIGNED)).hasSize(4);
    project.submit("judge", batch.getAssignmentsList(), item -> "b");
    assertThat(list(Adjudication.State.STATE_RESOLVED))
        .extracting(one -> one.getVerdict().getClassNames(0))
        .containsOnly("b")
        .hasSize(4);
    assertThat(task("i0").agreementCount()).isZero();
    assertThat(task("i0").voteCount()).isEqualTo(2);
  }

  @Test
  void nobodyAdjudicatesWhatTheyVotedOnAndLabelersGetNone() {
    vote();
    register("a");
    assertThat(project.next("a", 5).getAssignmentsList()).isEmpty();
    assertThat(project.next("c", 5).getAssignmentsList()).isEmpty();
    assertThat(project.next("judge", 5).getAssignmentsList()).hasSize(4);
  }

  /** The item is disputed, and asks for a vote, because one was withdrawn since. */
  private void flagAndWithdraw(String item) {
    List<Assignment> first = project.next("a", ITEMS).getAssignmentsList();
    project.submit("a", first, AdjudicationTest::truth);
    project.submit("b", project.next("b", ITEMS).getAssignmentsList(), AdjudicationTest::truth);
    flag(item);
    withdraw(first, item);
  }

  private void withdraw(List<Assignment> leases, String item) {
    project.run(
        new WithdrawLabel(project.secrets, project.models),
        WithdrawLabelRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId("a")
            .setToken(
                leases.stream()
                    .filter(lease -> lease.getItemId().equals(item))
                    .findFirst()
                    .orElseThrow()
                    .getToken())
            .build());
  }

  @Test
  void nobodyIsAskedToVoteOnWhatTheyDecide() {
    flagAndWithdraw("i1");
    assertThat(task("i1").wantedCount()).isEqualTo(1);
    project.run(
        new RegisterAnnotator(),
        RegisterAnnotatorRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotator(
                Annotator.newBuilder()
                    .setAnnotatorId("both")
                    .addRoles(AnnotatorRole.ANNOTATOR_ROLE_LABELER)
                    .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR))
            .build());
    assertThat(project.next("both", 5).getAssignmentsList())
        .extracting(Assignment::getItemId)
        .containsExactly("i1");
    assertThat(project.next("both", 5).getAssignmentsList()).isEmpty();
  }

  @Test
  void aDecisionSettlesAnItemWhoseVerdictWasUndone() {
    flagAndWithdraw("i1");
    assertThat(task("i1").settledSequence()).isNull();
    resolve("i1", "c");
    assertThat(task("i1").settledSequence()).isNotNull();
    assertThat(task("i1").verdict()).isEqualTo("2");
  }

  @Test
  void aVoteThatIsTakenBackFromADecidedItemCountsNoMore() {
    List<Assignment> first = project.next("a", ITEMS).getAssignmentsList();
    project.submit("a", first, AdjudicationTest::truth);
    project.submit("b", project.next("b", ITEMS).getAssignmentsList(), AdjudicationTest::truth);
    flag("i1");
    resolve("i1", "c");
    withdraw(first, "i1");
    assertThat(task("i1").voteCount()).isEqualTo(1);
    assertThat(task("i1").verdict()).as("the decision stands").isEqualTo("2");
    assertThat(task("i1").wantedCount()).isZero();
  }

  @Test
  void whatIsGivenBackGoesToTheNextAndIsContestedAfterTheLastRound() {
    vote();
    register("second");
    register("third");
    project.giveBack("judge", project.next("judge", 10).getAssignmentsList());
    assertThat(project.next("judge", 10).getAssignmentsList()).isEmpty();
    assertThat(list(Adjudication.State.STATE_OPEN)).allMatch(one -> one.getRound() == 1);
    List<Assignment> again = project.next("second", 1).getAssignmentsList();
    project.giveBack("second", again);
    assertThat(list(Adjudication.State.STATE_CONTESTED))
        .extracting(Adjudication::getItemId)
        .containsExactly(again.get(0).getItemId());
    assertThat(project.next("third", 10).getAssignmentsList()).hasSize(3);
    var prevalence =
        new EstimatePrevalence(project.store, new SettledStates(), new EstimationLimits(1, 0.5))
            .answer(EstimatePrevalenceRequest.newBuilder().setProject(LocalProject.NAME).build())
            .getClasses(0)
            .getPrevalence();
    assertThat(prevalence.getContestedCount()).isEqualTo(1);
    assertThat(prevalence.getMissingCount()).isEqualTo(1);
    assertThat(prevalence.getLabelCount()).isEqualTo(ITEMS - 1);
  }

  @Test
  void anExpiredLeaseIsNoRound() {
    vote();
    project.next("judge", 10);
    project.clockMillis.addAndGet(2 * 3600 * 1000);
    register("second");
    assertThat(project.next("second", 10).getAssignmentsList()).hasSize(4);
    assertThat(list(Adjudication.State.STATE_ASSIGNED)).allMatch(one -> one.getRound() == 0);
  }

  @Test
  void aLateDecisionStillDecides() {
    vote();
    List<Assignment> late = project.next("judge", 10).getAssignmentsList();
    project.clockMillis.addAndGet(2 * 3600 * 1000);
    project.submit("judge", late, item -> "b");
    assertThat(list(Adjudication.State.STATE_RESOLVED)).hasSize(4);
  }

  @Test
  void anOwnerDecidesOrGivesARoundUp() {
    vote();
    assertThat(resolve("i0", "c").getState()).isEqualTo(Adjudication.State.STATE_RESOLVED);
    assertThat(task("i0").verdict()).isEqualTo("2");
    assertThatThrownBy(() -> resolve("i0", "a")).isInstanceOf(AdjudicationClosed.class);
    assertThatThrownBy(() -> resolve("i1", "a")).isInstanceOf(AdjudicationNotFound.class);
    assertThat(resolve("i3", "").getState()).isEqualTo(Adjudication.State.STATE_OPEN);
    assertThat(resolve("i3", "").getState()).isEqualTo(Adjudication.State.STATE_CONTESTED);
  }

  private AdjudicationRow row(String item) {
    return project.store.read(
        tables ->
            requireNonNull(
                tables
                    .adjudications()
                    .find(project.projectId(), Integer.parseInt(item.substring(1)))));
  }

  @Test
  void aDisputeIsWithWhoeverHasItsLease() {
    vote();
    register("other");
    Assignment lease = project.next("judge", 1).getAssignments(0);
    assertThat(row(lease.getItemId()).annotatorId()).isEqualTo("judge");
    project.run(
        new TransferAssignments(),
        TransferAssignmentsRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId("judge")
            .setNewAnnotatorId("other")
            .addTokens(lease.getToken())
            .build());
    assertThat(row(lease.getItemId()).annotatorId()).isEqualTo("other");
  }

  @Test
  void aSuspendedAdjudicatorDecidesNothing() {
    vote();
    register("other");
    Assignment lease = project.next("judge", 1).getAssignments(0);
    String verdict = requireNonNull(task(lease.getItemId()).verdict());
    project.run(
        new SuspendAnnotator(),
        SuspendAnnotatorRequest.newBuilder()
            .setRequestId("j" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId("judge")
            .build());
    project.submit("judge", List.of(lease), item -> "b");
    assertThat(task(lease.getItemId()).verdict()).isEqualTo(verdict);
    assertThat(row(lease.getItemId()).state()).isEqualTo(Adjudication.State.STATE_OPEN);
    assertThat(project.next("other", ITEMS).getAssignmentsList())
        .extracting(Assignment::getItemId)
        .contains(lease.getItemId());
  }

  @Test
  void aDisputeThatOpensAgainIsWithWhoeverStillHasItsLease() {
    vote();
    register("other");
    List<Assignment> leases = project.next("judge", 2).getAssignmentsList();
    String givenUp = leases.get(0).getItemId();
    String decided = leases.get(1).getItemId();
    assertThat(resolve(givenUp, "").getState()).isEqualTo(Adjudication.State.STATE_ASSIGNED);
    resolve(decided, "c");
    assertThat(flag(decided).getState()).isEqualTo(Adjudication.State.STATE_ASSIGNED);
    assertThat(row(givenUp).annotatorId()).isEqualTo("judge");
    assertThat(row(decided).annotatorId()).isEqualTo("judge");
    assertThat(project.next("other", ITEMS).getAssignmentsList())
        .extracting(Assignment::getItemId)
        .isNotEmpty()
        .doesNotContain(givenUp, decided);
  }

  @Test
  void aFlaggedItemIsLookedAtAgainUntilTheRoundsAreUsedUp() {
    assertThatThrownBy(() -> flagUnsettled()).isInstanceOf(ItemNotSettled.class);
    vote();
    assertThat(flag("i1").getReasonsList())
        .containsExactly(AdjudicationReason.ADJUDICATION_REASON_FLAGGED);
    resolve("i1", "a");
    assertThat(flag("i1").getState()).isEqualTo(Adjudication.State.STATE_OPEN);
    resolve("i1", "b");
    assertThat(flag("i1").getState()).isEqualTo(Adjudication.State.STATE_CONTESTED);
  }

  private void flagUnsettled() {
    flag(project.next("a", 1).getAssignments(0).getItemId());
  }

  @Test
  void whatWaitsTooLongIsEscalatedAndComesFirst() {
    vote();
    resolve("i0", "");
    project.clockMillis.addAndGet(AdjudicationQueue.DEFAULT_ESCALATION_MILLIS + 1);
    flag("i1");
    assertThat(list(Adjudication.State.STATE_OPEN))
        .filteredOn(Adjudication::getEscalated)
        .extracting(Adjudication::getItemId)
        .containsExactly("i0", "i3", "i6", "i9");
    assertThat(project.next("judge", 4).getAssignmentsList())
        .extracting(Assignment::getItemId)
        .containsExactlyInAnyOrder("i0", "i3", "i6", "i9");
  }

  @Test
  void anAuditShareRoutesItemsThatAgree() {
    project.close();
    Path another = folder.resolve("another");
    another.toFile().mkdir();
    project =
        new LocalProject(
            another,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setAdjudication(AdjudicationPolicy.newBuilder().setAuditShare(0.5))),
            1_000_000);
    project.putItems(200, null);
    project.submit("a", project.next("a", 200).getAssignmentsList(), item -> "a");
    // Binomial(200, 0.5) lies in this range but for one case in a million.
    assertThat(list(Adjudication.State.STATE_OPEN).size()).isBetween(66, 134);
  }
}
