package dev.assay.server.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.TaskRow;
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
    LocalProject project = new LocalProject(folder, Definitions.threeClasses(policy), 10_000_000);
    project.putItems(ITEMS, null);
    return project;
  }

  private static int truth(String item) {
    return Integer.parseInt(item.substring(1)) % 3;
  }

  /** Right with that probability, else the next class. */
  private static String answer(String item, SeededStream chance, double accuracy) {
    int truth = truth(item);
    int given = chance.nextUnit() < accuracy ? truth : (truth + 1) % 3;
    return List.of("a", "b", "c").get(given);
  }

  private static int vote(
      LocalProject project, String annotator, SeededStream chance, double accuracy) {
    List<Assignment> batch = project.next(annotator, 20).getAssignmentsList();
    if (!batch.isEmpty()) {
      project.submit(annotator, batch, item -> answer(item, chance, accuracy));
    }
    return batch.size();
  }

  private static TaskRow task(LocalProject project, int ordinal) {
    return project.store.read(
        tables -> requireNonNull(tables.tasks().find(project.projectId(), ordinal)));
  }

  private static int wrong(LocalProject project) {
    int wrong = 0;
    for (int ordinal = 0; ordinal < ITEMS; ordinal++) {
      wrong += Integer.toString(ordinal % 3).equals(task(project, ordinal).verdict()) ? 0 : 1;
    }
    return wrong;
  }

  private static void everybody(LocalProject project) {
    SeededStream chance = new SeededStream(4);
    for (int turn = 0; turn < ITEMS / 20; turn++) {
      vote(project, "good", chance, 0.98);
      vote(project, "fair", chance, 0.9);
      vote(project, "poor", chance, 0.4);
      vote(project, "poorer", chance, 0.4);
      vote(project, "poorest", chance, 0.4);
    }
  }

  @Test
  void aFitOfAllVotesCorrectsWhatTheMajorityGotWrong() {
    try (LocalProject project =
        open(Policy.newBuilder().setAgreeingVotes(5).setMaxVotes(5).setVerdictMethod("one-coin"))) {
      everybody(project);
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
      everybody(project);
      project.models.refit();
      project.putItems(20, null);
      for (String annotator : List.of("good", "fair", "poor", "poorer", "poorest")) {
        boolean isGood = annotator.equals("good") || annotator.equals("fair");
        List<Assignment> batch = project.next(annotator, 20).getAssignmentsList();
        assertThat(batch).hasSize(20);
        project.submit(annotator, batch, item -> isGood ? "a" : "b");
      }
      // Three poor annotators against two good ones: the model knows whom to believe at once.
      assertThat(task(project, ITEMS).verdict()).isEqualTo("0");
      assertThat(task(project, ITEMS).agreementCount()).isEqualTo(2);
    }
  }

  @Test
  void undoneWorkThrowsTheModelAwayAndTheNextFitBringsItBack() {
    try (LocalProject project =
        open(Policy.newBuilder().setAgreeingVotes(1).setVerdictMethod("auto"))) {
      SeededStream chance = new SeededStream(1);
      vote(project, "good", chance, 1);
      project.models.refit();
      // A label that no model was told of.
      project.write(
          transaction -> {
            VoteJudge judge =
                project.models.judge(transaction, transaction.projects().get(project.projectId()));
            judge.pass();
            return true;
          });
      vote(project, "good", chance, 1);
      project.models.refit();
      vote(project, "good", chance, 1);
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
          got += vote(project, annotator, chance, 0.85);
          project.models.refit();
        }
        bought += got;
      } while (got > 0);
      int[] votes = new int[6];
      for (int ordinal = 0; ordinal < ITEMS; ordinal++) {
        assertThat(task(project, ordinal).isSettled()).isTrue();
        votes[task(project, ordinal).voteCount()]++;
      }
      assertThat(votes[0]).isZero();
      assertThat(bought).isGreaterThan(ITEMS).isLessThan(5 * ITEMS);
      assertThat(wrong(project)).isLessThan(ITEMS / 10);
      project.verify();
    }
  }
}
