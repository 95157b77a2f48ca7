package dev.assay.server.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.adjudication.FlagItem;
import dev.assay.server.adjudication.ResolveAdjudication;
import dev.assay.server.estimation.EstimateAccuracy;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.labels.WithdrawLabel;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.DynamicRedundancy;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.WithdrawLabelRequest;
import dev.assay.v1.WithheldEstimate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the models of annotators beside new votes, and what a fit changes. */
final class ModelChangesTest {
  private static final int ITEMS = 120;
  private static final List<String> CROWD = List.of("good", "fair", "poor", "poorer", "poorest");

  @TempDir private Path folder;
  private int requestCount;

  private LocalProject open(Policy.Builder policy) {
    return Voting.open(folder, policy, ITEMS);
  }

  private static Policy.Builder fiveVotes(String method) {
    return Policy.newBuilder().setAgreeingVotes(5).setMaxVotes(5).setVerdictMethod(method);
  }

  private static VerdictRow verdict(LocalProject project, int ordinal) {
    return project.store.read(
        tables -> requireNonNull(tables.verdicts().find(project.projectId(), ordinal)));
  }

  private static String verdictOf(LocalProject project, int ordinal) {
    return requireNonNull(Voting.task(project, ordinal).verdict());
  }

  private static List<AdjudicationRow> open(LocalProject project) {
    return project.store.read(
        tables ->
            tables
                .adjudications()
                .list(project.projectId(), Adjudication.State.STATE_OPEN, -1, 1_000));
  }

  private static long events(LocalProject project) {
    return project
        .store
        .read(tables -> tables.audit().list(project.projectId(), 0, 10_000))
        .stream()
        .filter(event -> event.hasAdjudicationChanged() || event.hasVerdictsRevised())
        .count();
  }

  private void replace(LocalProject project, String annotator, Assignment vote, String answer) {
    project.run(
        new ReplaceLabel(project.secrets, project.models),
        ReplaceLabelRequest.newBuilder()
            .setRequestId("m" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator)
            .setLabel(
                LabelSubmission.newBuilder()
                    .setToken(vote.getToken())
                    .setValue(LabelValue.newBuilder().addClassNames(answer)))
            .build());
  }

  private void withdraw(LocalProject project, String annotator, Assignment vote) {
    project.run(
        new WithdrawLabel(project.secrets, project.models),
        WithdrawLabelRequest.newBuilder()
            .setRequestId("m" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator)
            .setToken(vote.getToken())
            .build());
  }

  private void decide(LocalProject project, int item, String answer) {
    project.run(
        new FlagItem(project.secrets, project.models::touch),
        FlagItemRequest.newBuilder()
            .setRequestId("m" + requestCount++)
            .setProject(LocalProject.NAME)
            .setItemId("i" + item)
            .build());
    project.run(
        new ResolveAdjudication(project.models::decided),
        ResolveAdjudicationRequest.newBuilder()
            .setRequestId("m" + requestCount++)
            .setProject(LocalProject.NAME)
            .setItemId("i" + item)
            .setValue(LabelValue.newBuilder().addClassNames(answer))
            .build());
  }

  @Test
  void aFitRoutesWhatItFindsDoubtfulOnceAndOnlyThat() {
    try (LocalProject project =
        open(
            fiveVotes("one-coin")
                .setAdjudication(AdjudicationPolicy.newBuilder().setMinProbability(0.95)))) {
      Voting.everybody(project, ITEMS);
      assertThat(open(project)).isEmpty(); // there was no model that could doubt
      project.models.refit();
      List<Integer> doubtful = new ArrayList<>();
      for (int ordinal = 0; ordinal < ITEMS; ordinal++) {
        if (verdict(project, ordinal).probability() < 0.95) {
          doubtful.add(ordinal);
        }
      }
      assertThat(doubtful).isNotEmpty().hasSizeLessThan(ITEMS);
      assertThat(open(project))
          .extracting(AdjudicationRow::ordinal)
          .containsExactlyElementsOf(doubtful);
      long before = events(project);
      project.models.touch(project.projectId());
      project.models.refit();
      assertThat(events(project)).isEqualTo(before);
    }
  }

  @Test
  void replacedAndWithdrawnVotesReachTheModelAtOnce() {
    try (LocalProject project = open(fiveVotes("one-coin"))) {
      Voting.everybody(project, ITEMS);
      project.models.refit();
      project.putItems(1, null);
      Map<String, Assignment> votes = new HashMap<>();
      for (String annotator : CROWD) {
        Assignment one = project.next(annotator, 1).getAssignments(0);
        boolean isGood = annotator.equals("good") || annotator.equals("fair");
        project.submit(annotator, List.of(one), item -> isGood ? "a" : "b");
        votes.put(annotator, one);
      }
      assertThat(verdictOf(project, ITEMS)).isEqualTo("0");
      replace(project, "good", requireNonNull(votes.get("good")), "c");
      replace(project, "fair", requireNonNull(votes.get("fair")), "c");
      assertThat(verdictOf(project, ITEMS)).isEqualTo("2");
      double sure = verdict(project, ITEMS).probability();
      withdraw(project, "fair", requireNonNull(votes.get("fair")));
      replace(project, "good", requireNonNull(votes.get("good")), "c");
      assertThat(verdict(project, ITEMS).probability()).isNotEqualTo(sure);
      project.models.refit();
      assertThat(Voting.task(project, ITEMS).voteCount()).isEqualTo(4);
      project.verify();
    }
  }

  @Test
  void decisionsTellWhomToBelieve() {
    Policy.Builder policy =
        Policy.newBuilder().setAgreeingVotes(2).setMaxVotes(2).setVerdictMethod("one-coin");
    try (LocalProject project = open(policy)) {
      // "x" is right and "y" gives the next class, on every item: nothing says who is right.
      for (String annotator : List.of("x", "y")) {
        for (int turn = 0; turn < ITEMS / 20; turn++) {
          Voting.vote(project, annotator, new SeededStream(1), annotator.equals("x") ? 2 : -1);
        }
      }
      project.models.refit();
      for (int item = 0; item < 30; item++) {
        decide(project, item, Voting.name(item + 1));
      }
      project.putItems(20, null);
      Voting.vote(project, "x", new SeededStream(1), 2);
      Voting.vote(project, "y", new SeededStream(1), -1);
      // At once where the model followed the decisions, and everywhere after a fit without a vote.
      for (int item = ITEMS; item < ITEMS + 20; item++) {
        assertThat(verdictOf(project, item)).isEqualTo(Integer.toString((item + 1) % 3));
      }
      project.models.refit();
      for (int item = 0; item < ITEMS; item++) {
        assertThat(verdictOf(project, item)).isEqualTo(Integer.toString((item + 1) % 3));
      }
    }
  }

  /** Scores that are sure of the class after the true one. */
  private static float[][] scores(int items) {
    float[][] rows = new float[items][3];
    for (int item = 0; item < items; item++) {
      for (int label = 0; label < 3; label++) {
        rows[item][label] = label == (item + 1) % 3 ? 0.98f : 0.01f;
      }
    }
    return rows;
  }

  private static void threeVoters(LocalProject project, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      SeededStream chance = new SeededStream(turn);
      Voting.vote(project, "x", chance, 0.75);
      Voting.vote(project, "y", chance, 0.75);
    }
  }

  private static Map<Integer, String> verdicts(LocalProject project, int items) {
    Map<Integer, String> verdicts = new HashMap<>();
    for (int item = 0; item < items; item++) {
      verdicts.put(item, verdictOf(project, item));
    }
    return verdicts;
  }

  private static Policy.Builder twoVotes(String method) {
    return Policy.newBuilder().setAgreeingVotes(2).setMaxVotes(2).setVerdictMethod(method);
  }

  @Test
  void crowdlabTakesTheScoresForOneMoreVoterAndAccuracyIsWithheld() {
    try (LocalProject project = open(twoVotes("crowdlab"))) {
      project.putScores("v1", scores(ITEMS));
      threeVoters(project, 3);
      Map<Integer, String> byAgreement = new HashMap<>();
      for (int item = 0; item < ITEMS; item++) {
        byAgreement.put(item, isServed(project, item) ? verdictOf(project, item) : "");
      }
      project.models.refit();
      // Where two voters differ, the model decides, though the tie rule would take the lower class.
      int changed = 0;
      for (int item = 0; item < ITEMS; item++) {
        if (isServed(project, item)) {
          changed += verdictOf(project, item).equals(byAgreement.get(item)) ? 0 : 1;
        }
      }
      assertThat(changed).isPositive();
      // Votes after the fit are judged by the same rows.
      threeVoters(project, 3);
      for (int item = 0; item < ITEMS; item++) {
        if (Voting.task(project, item).agreementCount() == 1) {
          assertThat(verdictOf(project, item)).isEqualTo(Integer.toString((item + 1) % 3));
        }
      }
      WithheldEstimate withheld =
          new EstimateAccuracy(project.store, new SettledStates(), new EstimationLimits(1, 0.5))
              .answer(EstimateAccuracyRequest.newBuilder().setProject(LocalProject.NAME).build())
              .getAccuracy()
              .getWithheld();
      assertThat(withheld.getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_VERDICTS_FROM_SCORES);
      assertThat(withheld.getDescription()).contains("verdict_method");
    }
  }

  private static boolean isServed(LocalProject project, int item) {
    return project.store.read(tables -> tables.tasks().find(project.projectId(), item) != null);
  }

  @Test
  void noOtherMethodLooksAtScores() {
    List<Map<Integer, String>> both = new ArrayList<>();
    for (boolean hasScores : new boolean[] {false, true}) {
      Path own = folder.resolve(hasScores ? "with" : "without");
      own.toFile().mkdirs();
      // A wave of all items, so that scores do not change who votes on what.
      Policy.Builder policy = fiveVotes("auto").setWaveSize(ITEMS).setExplorationShare(1);
      try (LocalProject project = Voting.open(own, policy, ITEMS)) {
        Voting.everybody(project, ITEMS);
        if (hasScores) {
          project.putScores("v1", scores(ITEMS));
        }
        project.models.refit();
        both.add(verdicts(project, ITEMS));
      }
    }
    assertThat(both.get(0)).isEqualTo(both.get(1));
  }

  @Test
  void aStartFitsWhatTheEndLeftAndAFitIsFollowedByARest() {
    try (LocalProject project = open(fiveVotes("one-coin"))) {
      Voting.everybody(project, ITEMS);
      int byAgreement = Voting.wrong(project, ITEMS);
      AtomicLong nanos = new AtomicLong();
      VerdictModels restarted =
          new VerdictModels(
              project.store, project.indexes, project.secrets, () -> nanos.getAndAdd(1_000));
      restarted.refitRested();
      assertThat(Voting.wrong(project, ITEMS)).isLessThan(byAgreement);
      VerdictRow fitted = verdict(project, 0);
      VerdictRow other = new VerdictRow(project.projectId(), 0, 0.5, true);
      project.write(
          transaction -> {
            transaction.verdicts().put(other);
            return true;
          });
      restarted.touch(project.projectId());
      restarted.refitRested();
      assertThat(verdict(project, 0)).isEqualTo(other); // it rests
      nanos.addAndGet(VerdictModels.REST_FACTOR * 1_000);
      restarted.refitRested();
      assertThat(verdict(project, 0)).isEqualTo(fitted);
    }
  }

  @Test
  void theDefaultMethodBuysVotesByNeedThoughItBeginsWithLoneVotes() {
    try (LocalProject project =
        open(
            Policy.newBuilder()
                .setAgreeingVotes(1)
                .setMaxVotes(5)
                .setDynamicRedundancy(DynamicRedundancy.newBuilder().setConfidence(0.9)))) {
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
      assertThat(bought).isGreaterThan(ITEMS * 3 / 2).isLessThan(5 * ITEMS);
      assertThat(Voting.wrong(project, ITEMS)).isLessThan(ITEMS / 10);
      assertThat(
              project
                  .store
                  .read(tables -> tables.audit().list(project.projectId(), 0, 10_000))
                  .stream()
                  .filter(AuditEvent::hasProjectCreated)
                  .map(event -> event.getProjectCreated().getProject().getPolicy())
                  .map(Policy::getVerdictMethod))
          .containsExactly("auto");
    }
  }
}
