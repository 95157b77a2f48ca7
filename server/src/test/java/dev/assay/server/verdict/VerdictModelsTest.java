package dev.assay.server.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.DynamicRedundancy;
import dev.assay.v1.Policy;
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
      assertThat(votes[0]).isZero();
      assertThat(bought).isGreaterThan(ITEMS).isLessThan(5 * ITEMS);
      assertThat(wrong(project)).isLessThan(ITEMS / 10);
      project.verify();
    }
  }
}
