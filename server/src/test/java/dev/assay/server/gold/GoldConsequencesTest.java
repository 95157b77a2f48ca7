package dev.assay.server.gold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.quality.gold.SequentialTest;
import dev.assay.sampling.quality.gold.Standing;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.annotator.ReinstateAnnotator;
import dev.assay.server.annotator.SuspendAnnotator;
import dev.assay.server.failure.WorkNotPermitted;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.GoldItem;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.TaskKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from an answer to a check, also for what comes after it and when it is changed. */
final class GoldConsequencesTest {
  @TempDir private Path folder;
  private GoldProject project;
  private int requestCount;

  @BeforeEach
  void open() {
    project = new GoldProject(folder, Policy.newBuilder().setGold(GoldProject.often()), 10_000_000);
    project.local.putItems(120, null);
    project.put(IntStream.range(0, 30).toArray());
  }

  @AfterEach
  void close() {
    project.close();
  }

  private static Set<String> checked(GoldProject.Batch batch) {
    return batch.grants().stream()
        .filter(grant -> grant.getTaskKind() == TaskKind.TASK_KIND_GOLD)
        .map(grant -> grant.getItemId())
        .collect(Collectors.toSet());
  }

  /** The checks of a batch, or the votes, in its order. */
  private static List<Assignment> of(GoldProject.Batch batch, boolean checks) {
    Set<String> checked = checked(batch);
    return batch.assignments().stream()
        .filter(assignment -> checked.contains(assignment.getItemId()) == checks)
        .toList();
  }

  private void replace(Assignment assignment, String answer) {
    project.local.run(
        new ReplaceLabel(project.local.secrets, project.local.models),
        ReplaceLabelRequest.newBuilder()
            .setRequestId("c" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ann")
            .setLabel(
                LabelSubmission.newBuilder()
                    .setToken(assignment.getToken())
                    .setValue(LabelValue.newBuilder().addClassNames(answer)))
            .build());
  }

  private AnnotatorRow ann() {
    return requireNonNull(project.annotator("ann"));
  }

  private TaskRow task(Assignment assignment) {
    int ordinal = Integer.parseInt(assignment.getItemId().substring(1));
    return project.local.store.read(
        tables -> requireNonNull(tables.tasks().find(project.local.projectId(), ordinal)));
  }

  @Test
  void aReplacedAnswerIsJudgedAgain() {
    GoldProject.Batch batch = project.next("ann", 10);
    project.submit("ann", batch, GoldProject::truth);
    Assignment check = of(batch, true).get(0);
    AnnotatorRow before = ann();

    project.local.clockMillis.addAndGet(1_000);
    replace(check, GoldProject.wrong(check.getItemId()));
    AnnotatorRow spoilt = ann();
    assertThat(spoilt.gold().count()).isEqualTo(before.gold().count());
    assertThat(spoilt.gold().correctCount()).isEqualTo(before.gold().correctCount() - 1);
    SequentialTest.State failed =
        SequentialTest.DEFAULT.after(
            new SequentialTest.State(before.gold().logRatio(), Standing.PROBATION), false);
    assertThat(spoilt.gold().logRatio()).isGreaterThan(failed.logRatio());
    assertThat(project.gold())
        .filteredOn(gold -> gold.getItemId().equals(check.getItemId()))
        .extracting(GoldItem::getPassedCount)
        .containsExactly(0);

    replace(check, GoldProject.wrong(check.getItemId())); // the same answer says nothing new
    assertThat(ann().gold()).isEqualTo(spoilt.gold());
    replace(check, GoldProject.truth(check.getItemId()));
    assertThat(ann().gold().correctCount()).isEqualTo(before.gold().correctCount());
    assertThat(ann().gold().logRatio()).isCloseTo(before.gold().logRatio(), within(1e-9));
  }

  @Test
  void answersReplacedByWrongOnesSuspend() {
    GoldProject.Batch batch = project.next("ann", 40);
    project.submit("ann", batch, GoldProject::truth);
    assertThat(ann().standing().state()).isEqualTo(AnnotatorState.ANNOTATOR_STATE_TRUSTED);
    Assignment last = of(batch, true).get(0);
    for (Assignment check : of(batch, true)) {
      if (ann().isSuspended()) {
        break;
      }
      last = check;
      replace(check, GoldProject.wrong(check.getItemId()));
    }
    assertThat(ann().isSuspended()).isTrue();
    AuditEvent event =
        project.events().stream()
            .filter(AuditEvent::hasAnnotatorChanged)
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(event.getAnnotatorChanged().getAnnotator().getState())
        .isEqualTo(AnnotatorState.ANNOTATOR_STATE_SUSPENDED);
    assertThat(event.getRequestId()).isEqualTo("c" + (requestCount - 1));
    Assignment changed = last;
    assertThatThrownBy(() -> replace(changed, GoldProject.truth(changed.getItemId())))
        .isInstanceOf(WorkNotPermitted.class);
  }

  @Test
  void noVoteOfTheCallThatEndsInSuspensionCountsAndNoReceiptTellsWhereItEnded() {
    GoldProject.Batch batch = project.next("ann", 40);
    String passed = of(batch, true).get(0).getItemId();
    List<LabelReceipt> receipts =
        project
            .local
            .submit(
                "ann",
                batch.assignments(),
                item -> item.equals(passed) ? GoldProject.truth(item) : GoldProject.wrong(item))
            .getReceiptsList();
    assertThat(ann().isSuspended()).isTrue();
    assertThat(receipts).extracting(LabelReceipt::getFunding).containsOnly(Funding.FUNDING_FUNDED);
    assertThat(of(batch, false))
        .allSatisfy(
            vote -> {
              assertThat(task(vote).voteCount()).isZero();
              assertThat(task(vote).wantedCount()).isPositive();
            });
  }

  @Test
  void whatIsAnsweredAfterTheSuspensionWaitsUnpaidUntilTheReinstatement() {
    GoldProject.Batch batch = project.next("ann", 40);
    List<Assignment> votes = of(batch, false);
    int failed = fail(batch);
    long charged = project.local.budget().spent().chargedMicros();

    List<Assignment> rest = new ArrayList<>(votes.subList(0, 3));
    rest.add(of(batch, true).get(failed));
    assertThat(project.local.submit("ann", rest, GoldProject::truth).getReceiptsList())
        .extracting(LabelReceipt::getFunding)
        .containsOnly(Funding.FUNDING_UNFUNDED);
    assertThat(project.local.budget().spent().chargedMicros()).isEqualTo(charged);
    assertThat(project.local.budget().spent().heldMicros())
        .isEqualTo(10L * (batch.assignments().size() - failed - rest.size()));
    assertThat(votes.subList(0, 3))
        .allSatisfy(
            vote -> {
              assertThat(task(vote).verdict()).isNull();
              assertThat(task(vote).wantedCount()).isEqualTo(1);
            });
    project.local.verify();
    assertThat(fund(100)).isZero();

    reinstate("ann");
    assertThat(fund(100)).isEqualTo(4);
    assertThat(votes.subList(0, 3))
        .allSatisfy(vote -> assertThat(task(vote).verdict()).isNotNull());
  }

  @Test
  void labelsOfTheSuspendedKeepNobodyElsesWaiting() {
    GoldProject.Batch batch = project.next("ann", 40);
    List<Assignment> bens = project.local.next("ben", 1).getAssignmentsList();
    fail(batch);
    project.local.submit("ann", of(batch, false).subList(0, 5), GoldProject::truth);
    project.local.run(
        new SuspendAnnotator(),
        SuspendAnnotatorRequest.newBuilder()
            .setRequestId("suspend")
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ben")
            .build());
    project.local.submit("ben", bens, GoldProject::truth);
    assertThat(project.local.budget().unfundedLabelCount()).isEqualTo(6);
    reinstate("ben");
    assertThat(fund(2)).isEqualTo(1);
    assertThat(project.local.budget().unfundedLabelCount()).isEqualTo(5);
  }

  /** Fails checks of the batch, one by one, until they suspend; returns how many that took. */
  private int fail(GoldProject.Batch batch) {
    int failed = 0;
    for (Assignment check : of(batch, true)) {
      if (failed > 0 && ann().isSuspended()) {
        break;
      }
      project.local.submit("ann", List.of(check), GoldProject::wrong);
      failed++;
    }
    assertThat(ann().isSuspended()).isTrue();
    return failed;
  }

  private void reinstate(String annotatorId) {
    project.local.run(
        new ReinstateAnnotator(new StandingsNow(project.local.secrets, project.local.models)),
        ReinstateAnnotatorRequest.newBuilder()
            .setRequestId("reinstate")
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotatorId)
            .build());
  }

  private int fund(int limit) {
    return project.local.write(
        transaction ->
            new LateFunding(project.local.secrets, project.local.models)
                .fund(transaction, transaction.projects().get(project.local.projectId()), "", limit)
                .getFundedCount());
  }
}
