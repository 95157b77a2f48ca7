package dev.assay.server.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.pool.ListItems;
import dev.assay.server.pool.PoolView;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.DynamicRedundancy;
import dev.assay.v1.Item;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerdictModelsTest {
  private static final int ITEMS = 120;

  @TempDir private Path folder;

  private LocalProject open(Policy.Builder policy) {
    return Voting.open(folder, policy, ITEMS);
  }

  private static int wrong(LocalProject project) {
    return Voting.wrong(project, ITEMS);
  }

  @Test
  void aFitOfAllVotesCorrectsWhatTheMajorityGotWrong() {
    try (LocalProject project =
        open(Policy.newBuilder().setAgreeingVotes(5).setMaxVotes(5).setVerdictMethod("one-coin"))) {
      Voting.everybody(project, ITEMS);
      int before = wrong(project);
      project.models.refit();
      assertThat(wrong(project)).isLessThan(before);
      long revised =
          project.store.read(tables -> tables.audit().list(project.projectId(), 0, 10_000)).stream()
              .filter(AuditEvent::hasVerdictsRevised)
              .mapToLong(event -> event.getVerdictsRevised().getItemIdsCount())
              .sum();
      assertThat(revised).isPositive();
      VerdictRow row =
          project.store.read(
              tables -> requireNonNull(tables.verdicts().find(project.projectId(), 0)));
      assertThat(row.probability()).isBetween(0.34, 1.0);
      project.verify();
    }
  }

  @Test
  void betweenFitsTheModelFollowsEachVote() {
    try (LocalProject project =
        open(Policy.newBuilder().setAgreeingVotes(5).setMaxVotes(5).setVerdictMethod("one-coin"))) {
      Voting.everybody(project, ITEMS);
      project.models.refit();
      project.putItems(20, null);
      for (String annotator : List.of("good", "fair", "poor", "poorer", "poorest")) {
        boolean isGood = annotator.equals("good") || annotator.equals("fair");
        List<Assignment> batch = project.next(annotator, 20).getAssignmentsList();
        assertThat(batch).hasSize(20);
        project.submit(annotator, batch, item -> isGood ? "a" : "b");
      }
      // Three poor annotators against two good ones: the model knows whom to believe at once.
      assertThat(Voting.task(project, ITEMS).verdict()).isEqualTo("0");
      assertThat(Voting.task(project, ITEMS).agreementCount()).isEqualTo(2);
    }
  }

  @Test
  void undoneWorkThrowsTheModelAwayAndTheNextFitBringsItBack() {
    try (LocalProject project =
        open(Policy.newBuilder().setAgreeingVotes(1).setVerdictMethod("auto"))) {
      SeededStream chance = new SeededStream(1);
      Voting.vote(project, "good", chance, 1);
      project.models.refit();
      // A label that no model was told of.
      project.write(
          transaction -> {
            VoteJudge judge =
                project.models.judge(transaction, transaction.projects().get(project.projectId()));
            judge.pass();
            return true;
          });
      Voting.vote(project, "good", chance, 1);
      project.models.refit();
      Voting.vote(project, "good", chance, 1);
      assertThat(
              project.store.<Boolean>read(
                  tables ->
                      tables.verdicts().find(project.projectId(), 0) != null
                          || tables.tasks().find(project.projectId(), 0) == null))
          .isTrue();
    }
  }

  @Test
  void dynamicRedundancyBuysVotesWhereTheyAreNeeded() {
    try (LocalProject project =
        open(
            Policy.newBuilder()
                .setAgreeingVotes(1)
                .setMaxVotes(5)
                .setVerdictMethod("one-coin")
                .setDynamicRedundancy(DynamicRedundancy.newBuilder().setConfidence(0.97)))) {
      SeededStream chance = new SeededStream(8);
      int bought = 0;
      int got;
      do {
        got = 0;
        for (String annotator : List.of("a", "b", "c", "d", "e", "f")) {
          got += Voting.vote(project, annotator, chance, 0.85);
          project.models.refit();
        }
        bought += got;
      } while (got > 0);
      int[] votes = new int[6];
      for (int ordinal = 0; ordinal < ITEMS; ordinal++) {
        assertThat(Voting.task(project, ordinal).isSettled()).isTrue();
        votes[Voting.task(project, ordinal).voteCount()]++;
      }
      assertThat(settledCount(project)).isEqualTo(ITEMS);
      assertThat(votes[0]).isZero();
      assertThat(bought).isGreaterThan(ITEMS).isLessThan(5 * ITEMS);
      assertThat(wrong(project)).isLessThan(ITEMS / 10);
      project.verify();
    }
  }

  private static int settledCount(LocalProject project) {
    return project.store.<Integer>read(
        tables -> tables.progress().get(project.projectId()).settledCount());
  }

  @Test
  void aVerdictStandsWhileAFurtherVoteIsAwaitedWhichIsAskedForAgainWhenItIsGivenBack() {
    try (LocalProject project =
        open(
            Policy.newBuilder()
                .setAgreeingVotes(1)
                .setMaxVotes(5)
                .setVerdictMethod("one-coin")
                .setDynamicRedundancy(DynamicRedundancy.newBuilder().setConfidence(0.97)))) {
      SeededStream chance = new SeededStream(8);
      while (Voting.vote(project, "a", chance, 0.85) > 0) {
        Voting.vote(project, "b", chance, 0.85);
        project.models.refit();
      }
      assertThat(settledCount(project)).isEqualTo(ITEMS);
      assertThat(project.next("a", 1).getStopReason())
          .as("others may vote on")
          .isEqualTo(StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR);

      List<Assignment> further = project.next("c", 1).getAssignmentsList();
      assertThat(further).hasSize(1);
      int ordinal = Voting.number(further.get(0).getItemId());
      TaskRow awaited = Voting.task(project, ordinal);
      assertThat(awaited.isSettled()).isTrue();
      assertThat(awaited.openCount()).isEqualTo(1);
      assertThat(awaited.wantedCount()).isZero();

      project.giveBack("c", further);
      assertThat(Voting.task(project, ordinal))
          .isEqualTo(
              awaited.with(
                  awaited.voteCount(),
                  0,
                  1,
                  awaited.verdict(),
                  awaited.agreementCount(),
                  awaited.settledSequence()));

      List<Assignment> again = project.next("d", 1).getAssignmentsList();
      assertThat(again.get(0).getItemId()).isEqualTo(further.get(0).getItemId());
      project.submit("d", again, item -> Voting.name(ordinal));
      assertThat(Voting.task(project, ordinal).settledSequence())
          .isEqualTo(awaited.settledSequence());
      assertThat(settledCount(project)).isEqualTo(ITEMS);
      project.verify();
    }
  }

  @Test
  void aTieByCountIsATieForAgreementAsForAModel() throws IOException {
    for (String method : List.of("agreement", "majority")) {
      Path own = Files.createDirectory(folder.resolve(method));
      try (LocalProject project =
          Voting.open(
              own,
              Policy.newBuilder().setAgreeingVotes(2).setMaxVotes(2).setVerdictMethod(method),
              20)) {
        for (String annotator : List.of("x", "y")) {
          List<Assignment> batch = project.next(annotator, 20).getAssignmentsList();
          project.submit(
              annotator,
              batch,
              item -> Voting.number(item) == 3 && annotator.equals("y") ? "c" : "a");
        }
        project.models.refit();
        ListItems list = new ListItems(project.store, new PoolView(project.indexes));
        List<Item> items =
            list.answer(
                    ListItemsRequest.newBuilder()
                        .setProject(LocalProject.NAME)
                        .setPageSize(100)
                        .build())
                .getItemsList();
        assertThat(items)
            .hasSize(20)
            .allSatisfy(
                item ->
                    assertThat(item.getVerdictTied())
                        .as("%s by %s", item.getId(), method)
                        .isEqualTo(Voting.number(item.getId()) == 3));
      }
    }
  }
}
