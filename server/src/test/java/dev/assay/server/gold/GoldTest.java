package dev.assay.server.gold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.ReplayWave;
import dev.assay.server.annotator.GetScorecard;
import dev.assay.server.annotator.ReinstateAnnotator;
import dev.assay.server.failure.GoldLimitReached;
import dev.assay.server.failure.GoldNotFound;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.AccuracyEstimate;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GetScorecardRequest;
import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldKey;
import dev.assay.v1.Grant;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldTest {
  @TempDir private Path folder;

  private GoldProject open(int items) {
    return open(items, Policy.newBuilder().setGold(GoldProject.often()));
  }

  private GoldProject open(int items, Policy.Builder policy) {
    GoldProject project = new GoldProject(folder, policy, 10_000_000);
    project.local.putItems(items, null);
    return project;
  }

  @Test
  void itemsNeverServedAreSetAsideAndOthersKeepTheirPlace() {
    try (GoldProject project = open(40)) {
      GoldProject.Batch batch = project.next("a", 5);
      project.submit("a", batch, GoldProject::truth);
      int served = Integer.parseInt(batch.assignments().get(0).getItemId().substring(1));
      int unserved =
          IntStream.range(0, 40)
              .filter(i -> batch.grants().stream().noneMatch(g -> g.getItemId().equals("i" + i)))
              .findFirst()
              .orElseThrow();
      assertThat(project.put(served, unserved).getSetAsideCount()).isEqualTo(1);
      assertThat(project.put(unserved).getReplacedCount()).isEqualTo(1);
      assertThat(project.gold())
          .filteredOn(GoldItem::getSetAside)
          .extracting(GoldItem::getItemId)
          .containsExactly("i" + unserved);
      assertThat(project.retire("i" + served)).isEqualTo(1);
      assertThat(project.retire("i" + served)).isZero();
    }
  }

  @Test
  void unknownItemsAndWrongAnswersAreRefused() {
    try (GoldProject project = open(5)) {
      assertThatThrownBy(() -> project.put(2, 7)).isInstanceOf(ItemNotFound.class);
      assertThat(project.gold()).isEmpty();
      PutGoldRequest wrong =
          PutGoldRequest.newBuilder()
              .setRequestId("x")
              .setProject(LocalProject.NAME)
              .addKeys(
                  GoldKey.newBuilder()
                      .setItemId("i1")
                      .setValue(LabelValue.newBuilder().addClassNames("z")))
              .build();
      assertThatThrownBy(() -> project.put(wrong)).isInstanceOf(InvalidRequest.class);
      assertThatThrownBy(() -> project.retire("i1")).isInstanceOf(GoldNotFound.class);
    }
  }

  @Test
  void aProjectHasNoMoreGoldThanItMayAndARefusedCallPutsNone() {
    int step = 1_000;
    try (GoldProject project = open(GoldItems.MAX_GOLD_ITEMS + 1)) {
      for (int from = 0; from < GoldItems.MAX_GOLD_ITEMS - step; from += step) {
        project.put(IntStream.range(from, from + step).toArray());
      }
      int[] rest =
          IntStream.rangeClosed(GoldItems.MAX_GOLD_ITEMS - step + 1, GoldItems.MAX_GOLD_ITEMS)
              .toArray();
      project.put(0); // one that is gold already counts once
      project.put(rest);
      int left = GoldItems.MAX_GOLD_ITEMS - step;
      assertThatThrownBy(() -> project.put(left)).isInstanceOf(GoldLimitReached.class);
      assertThatThrownBy(() -> project.retire("i" + left)).isInstanceOf(GoldNotFound.class);
    }
  }

  @Test
  void nobodySeesAGoldItemTwiceNorGoldAloneAndWavesLeaveItOut() {
    try (GoldProject project = open(120)) {
      project.put(IntStream.range(0, 20).toArray());
      Set<String> seen = new HashSet<>();
      int checks = 0;
      while (true) {
        GoldProject.Batch batch = project.next("a", 4);
        if (batch.assignments().isEmpty()) {
          break;
        }
        for (Grant grant : batch.grants()) {
          assertThat(seen.add(grant.getItemId())).as(grant.getItemId()).isTrue();
          boolean isGold = Integer.parseInt(grant.getItemId().substring(1)) < 20;
          assertThat(grant.getTaskKind() == TaskKind.TASK_KIND_GOLD).isEqualTo(isGold);
          checks += isGold ? 1 : 0;
        }
        project.submit("a", batch, GoldProject::truth);
      }
      assertThat(checks).isEqualTo(20);
      assertThat(seen).hasSize(120);
      assertThat(project.local.next("a", 1).getStopReason())
          .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
      assertThat(
              new ReplayWave(project.local.store)
                  .answer(
                      ReplayWaveRequest.newBuilder()
                          .setProject(LocalProject.NAME)
                          .setWaveNumber(1)
                          .build())
                  .getIdentical())
          .isTrue();
      AnnotatorRow annotator = requireNonNull(project.annotator("a"));
      assertThat(annotator.gold().correctCount()).isEqualTo(20);
      assertThat(annotator.standing().state()).isEqualTo(AnnotatorState.ANNOTATOR_STATE_TRUSTED);
    }
  }

  @Test
  void noBatchHasAnItemToBeVotedOnAndToBeCheckedBy() {
    try (GoldProject project =
        open(8, Policy.newBuilder().setAgreeingVotes(2).setGold(GoldProject.often()))) {
      project.next("a", 8);
      project.put(IntStream.range(0, 8).toArray());
      for (String annotator : List.of("b", "c", "d", "e", "f")) {
        assertThat(project.next(annotator, 8).grants())
            .extracting(Grant::getItemId)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aGoldItemIsUsedNoMoreOftenThanThePolicySays() {
    try (GoldProject project =
        open(200, Policy.newBuilder().setGold(GoldProject.often().setMaxUses(2)))) {
      project.put(0, 1, 2);
      for (int i = 0; i < 8; i++) {
        project.submit("a" + i, project.next("a" + i, 12), GoldProject::truth);
      }
      assertThat(project.gold()).extracting(GoldItem::getUseCount).containsOnly(2);
    }
  }

  @Test
  void aCarelessAnnotatorIsSuspendedAndTheirVotesAreAskedForAgain() {
    try (GoldProject project =
        open(300, Policy.newBuilder().setAgreeingVotes(2).setGold(GoldProject.often()))) {
      project.put(IntStream.range(0, 60).toArray());
      for (int i = 0; i < 30 && !suspended(project); i++) {
        project.submit("good", project.next("good", 10), GoldProject::truth);
        project.submit("bad", project.next("bad", 10), GoldProject::wrong);
      }
      AnnotatorRow bad = requireNonNull(project.annotator("bad"));
      assertThat(bad.isSuspended()).isTrue();
      assertThat(bad.standing().reason()).startsWith("0 of ").endsWith("gold checks passed");
      assertThat(project.local.next("bad", 1).getStopReason())
          .isEqualTo(StopReason.STOP_REASON_ANNOTATOR_SUSPENDED);
      int unsettledBefore = wrongVerdicts(project);
      assertThat(unsettledBefore).isZero();
      for (int i = 0; i < 80; i++) {
        project.submit("good", project.next("good", 10), GoldProject::truth);
        project.submit("better", project.next("better", 10), GoldProject::truth);
      }
      assertThat(wrongVerdicts(project)).isZero();
      assertThat(project.local.next("good", 1).getStopReason())
          .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
    }
  }

  private static boolean suspended(GoldProject project) {
    AnnotatorRow row = project.annotator("bad");
    return row != null && row.isSuspended();
  }

  private static int wrongVerdicts(GoldProject project) {
    return wrongItems(project).size();
  }

  private static Set<String> wrongItems(GoldProject project) {
    Set<String> wrong = new HashSet<>();
    project.local.store.<Boolean>read(
        tables -> {
          tables
              .tasks()
              .scanSettled(
                  project.local.projectId(),
                  0,
                  row -> {
                    String id =
                        Objects.requireNonNull(
                                tables
                                    .items()
                                    .find(project.local.projectId(), row.drawn().ordinal()))
                            .itemId();
                    String truth = Integer.toString(Integer.parseInt(id.substring(1)) % 3);
                    if (!truth.equals(row.verdict())) {
                      wrong.add(id);
                    }
                  });
          return true;
        });
    return wrong;
  }

  @Test
  void unanimousItemsArePromotedAndCheckThoseWhoHaveNotSeenThem() {
    try (GoldProject project =
        open(
            30,
            Policy.newBuilder()
                .setAgreeingVotes(2)
                .setGold(GoldProject.often().setPromotionVotes(2)))) {
      for (int i = 0; i < 6; i++) {
        project.submit("a", project.next("a", 5), GoldProject::truth);
        project.submit("b", project.next("b", 5), GoldProject::truth);
      }
      assertThat(project.gold())
          .isNotEmpty()
          .allMatch(item -> item.getSource() == GoldItem.Source.SOURCE_PROMOTED)
          .noneMatch(GoldItem::getSetAside);
      Set<String> promoted = new HashSet<>();
      project.gold().forEach(item -> promoted.add(item.getItemId()));
      assertThat(project.events().stream().map(AuditEvent::getGoldChanged))
          .flatExtracting(changed -> changed.getPromotedItemIdsList())
          .containsExactlyInAnyOrderElementsOf(promoted);
      project.local.putItems(20, null);
      int checks = 0;
      for (int i = 0; i < 10; i++) {
        GoldProject.Batch batch = project.next("c", 4);
        checks += batch.goldCount();
        batch.grants().stream()
            .filter(grant -> grant.getTaskKind() == TaskKind.TASK_KIND_GOLD)
            .forEach(grant -> assertThat(promoted).contains(grant.getItemId()));
        project.submit("c", batch, GoldProject::truth);
      }
      assertThat(checks).isPositive();
    }
  }

  @Test
  void promotedGoldIsCappedInUseToo() {
    try (GoldProject project =
        open(
            60,
            Policy.newBuilder()
                .setAgreeingVotes(2)
                .setVerdictMethod("agreement")
                .setGold(GoldProject.often().setPromotionVotes(2).setMaxUses(1)))) {
      for (String annotator : List.of("a", "b")) {
        project.submit(annotator, project.next(annotator, 20), GoldProject::truth);
      }
      assertThat(project.gold()).hasSizeGreaterThan(5);
      project.local.putItems(200, null);
      for (int turn = 0; turn < 6; turn++) {
        for (String annotator : List.of("c", "d", "e")) {
          project.submit(annotator, project.next(annotator, 10), GoldProject::truth);
        }
      }
      assertThat(project.gold()).extracting(GoldItem::getUseCount).contains(1).doesNotContain(2);
    }
  }

  @Test
  void doubtfulVotesAreGivenAgainOnlyAsTheBudgetPermits() {
    try (GoldProject project =
        open(100, Policy.newBuilder().setAgreeingVotes(1).setGold(GoldProject.often()))) {
      project.put(IntStream.range(0, 60).toArray());
      while (!suspended(project)) {
        project.submit("bad", project.next("bad", 5), GoldProject::wrong);
        project.local.clockMillis.addAndGet(1_000);
      }
      Set<String> doubtful = wanted(project, 100);
      assertThat(doubtful).isNotEmpty();
      // A label for each doubtful item fits under the ceiling: they come before any new one.
      project.local.ceiling(project.local.budget().chargedMicros() + 10L * doubtful.size());
      GoldProject.Batch poor = project.next("good", 50);
      assertThat(poor.assignments()).hasSameSizeAs(doubtful);
      assertThat(poor.grants())
          .filteredOn(grant -> grant.getTaskKind() != TaskKind.TASK_KIND_GOLD)
          .allMatch(grant -> doubtful.contains(grant.getItemId()));
      assertThat(project.local.next("better", 1).getStopReason())
          .isEqualTo(StopReason.STOP_REASON_BUDGET_FULLY_HELD);
      project.submit("good", poor, GoldProject::truth);
      project.local.ceiling(10_000_000);
      for (int i = 0; i < 60; i++) {
        project.submit("good", project.next("good", 20), GoldProject::truth);
        project.submit("better", project.next("better", 20), GoldProject::truth);
      }
      assertThat(wanted(project, 100)).doesNotContainAnyElementsOf(doubtful);
      // What is wrong still was answered before the test began to speak against the annotator.
      assertThat(wrongItems(project)).doesNotContainAnyElementsOf(doubtful);
    }
  }

  /** The items that ask for another vote. */
  private static Set<String> wanted(GoldProject project, int items) {
    Set<String> wanted = new HashSet<>();
    project.local.store.<Boolean>read(
        tables -> {
          for (int ordinal = 0; ordinal < items; ordinal++) {
            TaskRow task = tables.tasks().find(project.local.projectId(), ordinal);
            if (task != null && task.wantedCount() > 0) {
              wanted.add("i" + ordinal);
            }
          }
          return true;
        });
    return wanted;
  }

  @Test
  void theScorecardTellsTheAccuracyOfEachClassThatHasChecksEnough() {
    try (GoldProject project = open(200)) {
      project.put(IntStream.range(0, 60).toArray());
      for (int i = 0; i < 40; i++) {
        project.submit(
            "a",
            project.next("a", 5),
            item -> GoldProject.truth(item).equals("c") ? "a" : GoldProject.truth(item));
        if (project.local.next("a", 1).getStopReason()
            == StopReason.STOP_REASON_ANNOTATOR_SUSPENDED) {
          project.local.run(
              new ReinstateAnnotator(new StandingsNow(project.local.secrets, project.local.models)),
              ReinstateAnnotatorRequest.newBuilder()
                  .setRequestId("again" + i)
                  .setProject(LocalProject.NAME)
                  .setAnnotatorId("a")
                  .build());
        }
      }
      List<AccuracyEstimate> gold =
          new GetScorecard(project.local.store)
              .answer(
                  GetScorecardRequest.newBuilder()
                      .setProject(LocalProject.NAME)
                      .setAnnotatorId("a")
                      .build())
              .getScorecard()
              .getGoldList();
      assertThat(gold)
          .extracting(AccuracyEstimate::getClassName)
          .containsExactly("", "a", "b", "c");
      assertThat(gold.get(0).getLow()).isGreaterThan(0.4);
      assertThat(gold.get(0).getHigh()).isLessThan(0.9);
      assertThat(gold.get(1).getPassedCount()).isEqualTo(gold.get(1).getCheckCount());
      assertThat(gold.get(3).getPassedCount()).isZero();
      assertThat(gold.get(3).getHigh()).isLessThan(gold.get(1).getLow());
    }
  }

  @Test
  void aReturnedCheckIsNotOfferedAgain() {
    try (GoldProject project = open(60)) {
      project.put(0);
      GoldProject.Batch batch;
      do {
        batch = project.next("a", 3);
        project.local.giveBack("a", batch.assignments());
      } while (batch.goldCount() == 0);
      for (int i = 0; i < 6; i++) {
        assertThat(project.next("a", 3).goldCount()).isZero();
      }
    }
  }

  @Test
  void keysStandNowhereInTheStoreInTheClear() throws Exception {
    try (GoldProject project = open(10)) {
      project.put(0, 1, 2, 3, 4, 5);
      List<String> stored =
          project.local.store.read(
              tables ->
                  tables.gold().list(project.local.projectId(), -1, 10).stream()
                      .map(row -> row.answerKey().toStringUtf8())
                      .toList());
      assertThat(new HashSet<>(stored)).hasSize(6);
      assertThat(stored).noneMatch(text -> text.length() < 10);
      GoldKeys keys =
          new GoldKeys(
              project.local.store.read(tables -> tables.tokenKey()), project.local.projectId());
      project.local.store.<Boolean>read(
          tables -> {
            tables
                .gold()
                .list(project.local.projectId(), -1, 10)
                .forEach(
                    row ->
                        assertThat(keys.decrypt(row.ordinal(), row.answerKey()).text())
                            .isEqualTo(Integer.toString(row.ordinal() % 3)));
            return true;
          });
      assertThat(project.events())
          .filteredOn(AuditEvent::hasGoldChanged)
          .allSatisfy(event -> assertThat(event.toString()).doesNotContain("class_names"));
    }
    assertThat(Files.exists(folder.resolve("assay.db"))).isTrue();
  }
}
