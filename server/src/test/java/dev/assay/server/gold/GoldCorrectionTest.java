package dev.assay.server.gold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.annotator.ReinstateAnnotator;
import dev.assay.server.annotator.SuspendAnnotator;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.UpdateProject;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.UpdateProjectRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that turns out to be wrong has the consequences that the right one would have had. */
final class GoldCorrectionTest {
  private static final int ITEMS = 120;
  private static final int GOLD = 30;

  @TempDir private Path folder;
  private int requestCount;

  private GoldProject open(String name, Function<String, String> keys) {
    GoldProject project =
        new GoldProject(
            made(folder.resolve(name)),
            Policy.newBuilder().setAgreeingVotes(2).setMaxVotes(3).setGold(GoldProject.often()),
            10_000_000);
    project.local.putItems(ITEMS, null);
    project.put(keys, IntStream.range(0, GOLD).toArray());
    return project;
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tick(GoldProject project) {
    project.local.clockMillis.addAndGet(1_000);
  }

  /** Answers one by one, a second after each other. */
  private static void answer(
      GoldProject project, String annotator, List<Assignment> batch, Function<String, String> how) {
    for (Assignment assignment : batch) {
      tick(project);
      project.local.submit(annotator, List.of(assignment), how);
    }
  }

  private static AnnotatorRow row(GoldProject project, String annotator) {
    return requireNonNull(project.annotator(annotator));
  }

  private static int[] all() {
    return IntStream.range(0, GOLD).toArray();
  }

  private static void fund(GoldProject project) {
    project.local.write(
        transaction ->
            new LateFunding(project.local.secrets, project.local.models)
                .fund(transaction, transaction.projects().get(project.local.projectId()), "", 500));
  }

  private void reinstate(GoldProject project, String annotator) {
    tick(project);
    project.local.run(
        new ReinstateAnnotator(new StandingsNow(project.local.secrets, project.local.models)),
        ReinstateAnnotatorRequest.newBuilder()
            .setRequestId("c" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator)
            .build());
    tick(project);
  }

  private void suspend(GoldProject project, String annotator) {
    project.local.run(
        new SuspendAnnotator(),
        SuspendAnnotatorRequest.newBuilder()
            .setRequestId("c" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator)
            .build());
  }

  /** What votes decide, but for the order in which they settled it, and which votes count. */
  private static List<Object> outcome(GoldProject project) {
    return project.local.store.read(
        tables -> {
          List<Object> all = new ArrayList<>();
          for (int i = 0; i < ITEMS; i++) {
            TaskRow task = tables.tasks().find(project.local.projectId(), i);
            if (task != null) {
              all.add(
                  List.of(
                      i,
                      task.voteCount(),
                      task.openCount(),
                      task.wantedCount(),
                      String.valueOf(task.verdict()),
                      task.agreementCount()));
            }
            GoldRow gold = tables.gold().find(project.local.projectId(), i);
            if (gold != null) {
              all.add(List.of(gold.useCount(), gold.checkedCount(), gold.passedCount()));
            }
          }
          for (LabelRow label :
              tables.labels().list(project.local.projectId(), 0, null, null, 1_000)) {
            boolean isVote = label.slice() != Slice.SLICE_GOLD;
            all.add(List.of(label.itemId(), label.annotatorId(), isVote && label.counts()));
          }
          for (AnnotatorRow annotator :
              tables.annotators().list(project.local.projectId(), "", 100)) {
            all.add(annotator.gold());
            all.add(annotator.standing().state());
          }
          return all;
        });
  }

  @Test
  void correctedKeysLiftTheSuspensionAndLetPaidVotesCountAgain() {
    try (GoldProject right = open("right", GoldProject::truth);
        GoldProject wrong = open("wrong", GoldProject::wrong)) {
      for (GoldProject project : List.of(right, wrong)) {
        List<Assignment> ann = project.next("ann", 40).assignments();
        List<Assignment> ben = project.next("ben", 20).assignments();
        answer(project, "ann", ann, GoldProject::truth);
        answer(project, "ben", ben, GoldProject::truth);
      }
      assertThat(row(right, "ann").isSuspended()).isFalse();
      assertThat(row(wrong, "ann").isSuspended()).isTrue();
      assertThat(outcome(wrong)).isNotEqualTo(outcome(right));

      tick(wrong);
      int rejudged = wrong.put(all()).getRejudgedCount();
      assertThat(rejudged).isEqualTo(checks(wrong));
      assertThat(row(wrong, "ann").isSuspended()).isFalse();
      fund(wrong);
      assertThat(outcome(wrong)).isEqualTo(outcome(right));
      assertThat(wrong.local.budget().spent()).isEqualTo(right.local.budget().spent());

      List<AuditEvent> events = wrong.events();
      assertThat(events)
          .filteredOn(AuditEvent::hasChecksJudgedAnew)
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getChecksJudgedAnew().getChecksCount()).isEqualTo(rejudged);
                assertThat(event.getRequestId()).isNotEmpty();
              });
      assertThat(events)
          .filteredOn(
              event -> event.getAnnotatorChanged().getAnnotator().getAnnotatorId().equals("ann"))
          .last()
          .satisfies(
              event ->
                  assertThat(event.getAnnotatorChanged().getPreviousState())
                      .isEqualTo(AnnotatorState.ANNOTATOR_STATE_SUSPENDED));
      Set<String> discounted = new TreeSet<>();
      events.stream()
          .filter(AuditEvent::hasVotesRecounted)
          .forEach(
              event -> {
                discounted.addAll(event.getVotesRecounted().getDiscountedItemIdsList());
                discounted.removeAll(event.getVotesRecounted().getCountedItemIdsList());
              });
      assertThat(discounted).isEmpty();
    }
  }

  private static int checks(GoldProject project) {
    return project.gold().stream().mapToInt(GoldItem::getCheckedCount).sum();
  }

  @Test
  void votesOfBeforeAReinstatementCountAgainWhenTheKeysAreCorrectedAfterIt() {
    try (GoldProject project = open("p", GoldProject::wrong)) {
      List<Assignment> ann = project.next("ann", 40).assignments();
      answer(project, "ann", ann, GoldProject::truth);
      reinstate(project, "ann");
      fund(project);
      long notCounted =
          project.local.store.read(
              t -> t.labels().discounted(project.local.projectId(), "ann").stream().count());
      assertThat(notCounted).isPositive();
      assertThat(row(project, "ann").standing().state())
          .isEqualTo(AnnotatorState.ANNOTATOR_STATE_PROBATION);

      tick(project);
      project.put(all());
      assertThat(
              project.local.store.<List<LabelRow>>read(
                  t -> t.labels().discounted(project.local.projectId(), "ann")))
          .isEmpty();
      assertThat(row(project, "ann").gold().correctCount())
          .isEqualTo(row(project, "ann").gold().count());
      assertThat(row(project, "ann").gold().logRatio()).as("a new test has begun").isZero();
    }
  }

  @Test
  void aKeyThatMakesWrongAnswersOfRightOnesSuspendsAndTheVotesSinceCountNoMore() {
    try (GoldProject project = open("p", GoldProject::wrong)) {
      List<Assignment> ann = project.next("ann", 40).assignments();
      answer(project, "ann", ann, GoldProject::wrong);
      assertThat(row(project, "ann").isSuspended()).isFalse();
      tick(project);
      project.put(all());
      assertThat(row(project, "ann").isSuspended()).isTrue();
      assertThat(project.local.next("ann", 5).getAssignmentsList()).isEmpty();
      assertThat(
              project.local.store.<Integer>read(
                  t ->
                      t
                          .labels()
                          .votesBetween(project.local.projectId(), "ann", 0, Long.MAX_VALUE, 100)
                          .stream()
                          .filter(LabelRow::counts)
                          .toList()
                          .size()))
          .isZero();
      assertThat(row(project, "ann").standing().reason()).contains("0 of");
    }
  }

  @Test
  void aSuspensionByAnOwnerOutlivesCorrectedKeys() {
    try (GoldProject project = open("p", GoldProject::wrong)) {
      answer(project, "ann", project.next("ann", 40).assignments(), GoldProject::truth);
      suspend(project, "ann");
      tick(project);
      project.put(all());
      assertThat(row(project, "ann").isSuspended()).isTrue();
      assertThat(row(project, "ann").standing().reason()).isEqualTo("by an owner");
      reinstate(project, "ann");
      assertThat(row(project, "ann").isSuspended()).isFalse();
    }
  }

  @Test
  void checksByItemsWithoutARightAnswerAreVoid() {
    try (GoldProject project = open("p", GoldProject::wrong)) {
      answer(project, "ann", project.next("ann", 40).assignments(), GoldProject::truth);
      assertThat(row(project, "ann").isSuspended()).isTrue();
      List<String> used =
          project.gold().stream()
              .filter(gold -> gold.getCheckedCount() > 0)
              .map(GoldItem::getItemId)
              .toList();
      tick(project);
      project.retire(used.toArray(String[]::new));
      assertThat(row(project, "ann").isSuspended()).as("retired alone, they stand").isTrue();
      RetireGoldRequest voiding =
          RetireGoldRequest.newBuilder()
              .setRequestId("void")
              .setProject(LocalProject.NAME)
              .addAllItemIds(used)
              .setVoidChecks(true)
              .build();
      assertThat(
              project
                  .local
                  .run(new RetireGold(project.local.secrets, project.local.models), voiding)
                  .getVoidedCount())
          .isEqualTo(used.size());
      assertThat(row(project, "ann").isSuspended()).isFalse();
      assertThat(row(project, "ann").gold().count()).isZero();
      assertThat(
              project.local.store.<List<LabelRow>>read(
                  t -> t.labels().discounted(project.local.projectId(), "ann")))
          .isEmpty();
      project.put(
          GoldProject::wrong,
          used.stream().mapToInt(id -> Integer.parseInt(id.substring(1))).toArray());
      assertThat(row(project, "ann").isSuspended()).as("judged by keys again").isTrue();
    }
  }

  @Test
  void otherRulesHaveTheConsequencesThatTheyWouldHaveHadFromTheBeginning() {
    try (GoldProject project = open("p", GoldProject::wrong)) {
      answer(project, "ann", project.next("ann", 40).assignments(), GoldProject::truth);
      assertThat(row(project, "ann").isSuspended()).isTrue();
      rules(project, GoldProject.often().setKeepDoubtfulVotes(true));
      assertThat(row(project, "ann").isSuspended()).isTrue();
      assertThat(discounted(project)).isEmpty();
      rules(project, GoldProject.often());
      assertThat(discounted(project)).isNotEmpty();
      rules(project, GoldProject.often().setFalseSuspension(1e-4).setBadAccuracy(0.88));
      assertThat(row(project, "ann").isSuspended()).as("nothing suffices any more").isFalse();
      assertThat(discounted(project)).isEmpty();
    }
  }

  private static List<LabelRow> discounted(GoldProject project) {
    return project.local.store.read(t -> t.labels().discounted(project.local.projectId(), "ann"));
  }

  private void rules(GoldProject project, GoldPolicy.Builder gold) {
    tick(project);
    project.local.run(
        new UpdateProject(
            new PolicyRules(Strategies.names(), VerdictModels.names()),
            project.local.waves::withdraw,
            new StandingsNow(project.local.secrets, project.local.models)::reviewAll),
        UpdateProjectRequest.newBuilder()
            .setRequestId("c" + requestCount++)
            .setProject(
                Project.newBuilder()
                    .setName(LocalProject.NAME)
                    .setPolicy(Policy.newBuilder().setGold(gold)))
            .setUpdateMask(FieldMask.newBuilder().addPaths("policy.gold"))
            .build());
  }

  @Test
  void oneCallJudgesNoMoreThanItsLimitAnewButOneItemCanAlwaysBeCorrected() {
    try (GoldProject project = open("p", GoldProject::truth)) {
      project.local.write(
          transaction -> {
            GoldRow row = requireNonNull(transaction.gold().find(project.local.projectId(), 0));
            transaction
                .gold()
                .put(
                    new GoldRow(
                        row.projectId(),
                        row.ordinal(),
                        row.answerKey(),
                        row.source(),
                        row.reserved(),
                        row.afterWave(),
                        row.retired(),
                        row.place(),
                        PutGold.MAX_JUDGED_ANEW + 1,
                        PutGold.MAX_JUDGED_ANEW + 1,
                        0,
                        row.createdMillis()));
            return true;
          });
      assertThatThrownBy(() -> project.put(GoldProject::wrong, 0, 1))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("name fewer items");
      assertThat(project.put(GoldProject::truth, 0, 1).getReplacedCount()).isEqualTo(2);
      assertThat(project.put(GoldProject::wrong, 0).getReplacedCount()).isEqualTo(1);
    }
  }

  /**
   * The same answers, once under the right keys and once under keys that are spoilt and mended at
   * random meanwhile: when all keys are right, everything is the same. Not among these seeds are
   * orders in which an item had its verdict before its votes came into doubt in the one project and
   * after that in the other: such a verdict stands until the item is settled anew.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 6, 7, 8, 9})
  void theOrderInWhichKeysAndAnswersCameDoesNotMatter(long seed) {
    try (GoldProject right = open("right", GoldProject::truth);
        GoldProject spoilt = open("spoilt", GoldProject::truth)) {
      for (GoldProject project : List.of(right, spoilt)) {
        SeededStream chance = new SeededStream(seed);
        SeededStream spoiling = new SeededStream(-seed);
        double care = 0.55 + 0.45 * chance.nextUnit();
        List<Assignment> ann = project.next("ann", 40).assignments();
        List<Assignment> ben = project.next("ben", 40).assignments();
        for (int i = 0; i < 40; i++) {
          answer(project, "ann", ann.subList(i, i + 1), id -> careful(chance, care, id));
          answer(project, "ben", ben.subList(i, i + 1), GoldProject::truth);
          int item = (int) (spoiling.nextUnit() * GOLD);
          if (project == spoilt) {
            project.put(spoiling.nextUnit() < 0.8 ? GoldProject::wrong : GoldProject::truth, item);
          }
        }
        tick(project);
        project.put(all());
        fund(project);
      }
      assertThat(outcome(spoilt)).isEqualTo(outcome(right));
    }
  }

  private static String careful(SeededStream chance, double care, String item) {
    return chance.nextUnit() < care ? GoldProject.truth(item) : GoldProject.wrong(item);
  }

  /** Following all checks from the beginning comes to the same as following each when it comes. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsFollowedStepByStepIsWhatFollowsFromAll(long seed) {
    try (GoldProject project = open("p", GoldProject::truth)) {
      SeededStream chance = new SeededStream(seed);
      for (int i = 0; i < 12; i++) {
        tick(project);
        project.submit("ann", project.next("ann", 5), id -> careful(chance, 0.8, id));
        if (project.annotator("ann") == null) {
          continue;
        }
        AnnotatorRow before = row(project, "ann");
        project.local.write(
            transaction -> {
              new StandingsNow(project.local.secrets, project.local.models)
                  .review(
                      transaction,
                      transaction.projects().get(project.local.projectId()),
                      "ann",
                      "again");
              return true;
            });
        assertThat(row(project, "ann")).isEqualTo(before);
        if (before.isSuspended()) {
          reinstate(project, "ann");
        }
      }
    }
  }
}
