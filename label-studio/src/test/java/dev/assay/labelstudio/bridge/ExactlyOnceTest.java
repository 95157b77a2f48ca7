package dev.assay.labelstudio.bridge;

import static dev.assay.labelstudio.bridge.BridgeFixture.PRICE_MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.labelstudio.bridge.BridgeFixture.Settings;
import dev.assay.labelstudio.fake.FakeWebhooks.Mode;
import dev.assay.v1.Funding;
import dev.assay.v1.Label;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every annotation is heard of and charged exactly once, whatever becomes of its webhook. */
final class ExactlyOnceTest {
  private static final long ANN = 11;
  private static final long BEN = 12;

  @TempDir private Path folder;
  private BridgeFixture link;

  @BeforeEach
  void start() throws Exception {
    link = new BridgeFixture(folder, Settings.release(30, 4, 10));
    link.settle();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  @Test
  void onlyWhatIsLeasedIsReleased() {
    assertThat(link.studio.openTasks(link.work())).hasSize(4);
    assertThat(link.budget().getHeldMicros()).isEqualTo(4 * PRICE_MICROS);
    assertThat(link.bridge.status().itemCount()).isEqualTo(30);
  }

  @Test
  void anAnnotationIsAVoteOfWhoMadeIt() {
    long task = link.next(ANN);
    link.studio.annotate(ANN, task, "dog");
    link.settle();
    Label label = link.labels().get(0);
    assertThat(label.getAnnotatorId()).isEqualTo("ls-" + ANN);
    assertThat(label.getValue().getClassNamesList()).containsExactly("dog");
    assertThat(label.getFunding()).isEqualTo(Funding.FUNDING_FUNDED);
    assertThat(label.getLabelingDuration().getSeconds()).isEqualTo(2);
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(link.studio.openTasks(link.work())).as("another was released").hasSize(4);
    assertThat(link.bridge.status().heardByWebhook()).isEqualTo(1);
  }

  @Test
  void theCeilingEndsTheRelease() {
    int answered = 0;
    while (!link.studio.openTasks(link.work()).isEmpty()) {
      link.studio.annotate(ANN, link.next(ANN), "cat");
      answered++;
      link.settle();
    }
    assertThat(answered).isEqualTo(10);
    assertThat(link.budget().getChargedMicros()).isEqualTo(10 * PRICE_MICROS);
    assertThat(link.budget().getAvailableMicros()).isZero();
    assertThat(link.bridge.status().stopReason()).isEqualTo("BUDGET_EXHAUSTED");
  }

  @Test
  void aLostWebhookIsMadeUpForByThePoll() {
    link.studio.delivery().mode(Mode.LOST);
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.bridge.step();
    assertThat(link.labels()).isEmpty();
    link.clockMillis.addAndGet(16_000);
    link.settle();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.bridge.status().heardByPoll()).isEqualTo(1);
  }

  @Test
  void aDoubledWebhookIsChargedOnce() {
    link.studio.delivery().mode(Mode.DOUBLED);
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    link.reconcileAll();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
  }

  @Test
  void eventsOutOfOrderEndInWhatLabelStudioShows() {
    link.studio.delivery().mode(Mode.KEPT);
    long task = link.next(ANN);
    long annotation = link.studio.annotate(ANN, task, "dog");
    link.studio.change(ANN, annotation, "bird");
    link.studio.change(ANN, annotation, "cat");
    link.studio.delivery().releaseBackwards();
    link.settle();
    assertThat(link.labels().get(0).getValue().getClassNames(0)).isEqualTo("cat");
    assertThat(link.labels()).hasSize(1);
  }

  @Test
  void aChangedAnswerReplacesTheVoteAndCostsNothing() {
    long annotation = link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    link.studio.change(ANN, annotation, "bird");
    link.settle();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.labels().get(0).getValue().getClassNames(0)).isEqualTo("bird");
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
  }

  @Test
  void aSkipReturnsTheAssignmentAndAnotherMayAnswer() {
    long task = link.next(ANN);
    link.studio.skip(ANN, task);
    link.settle();
    assertThat(link.labels()).isEmpty();
    assertThat(link.budget().getChargedMicros()).isZero();
    assertThat(link.count("SKIPPED")).isEqualTo(1);
    assertThat(link.studio.openTasks(link.work())).as("released again").contains(task);
    assertThat(link.next(ANN)).isNotEqualTo(task);
    link.studio.annotate(BEN, task, "cat");
    link.settle();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.labels().get(0).getAnnotatorId()).isEqualTo("ls-" + BEN);
  }

  @Test
  void anAnswerThatFollowsASkipBeforeAnybodyLookedIsAVote() {
    long task = link.next(ANN);
    link.studio.skip(ANN, task);
    link.studio.annotate(BEN, task, "cat");
    link.settle();
    assertThat(link.labels()).extracting(Label::getAnnotatorId).containsExactly("ls-" + BEN);
    assertThat(link.count("SKIPPED")).isEqualTo(1);
    assertThat(link.count("OUT_OF_BAND")).isZero();
  }

  @Test
  void aDeletedAnnotationIsWithdrawnAndStaysCharged() {
    long task = link.next(ANN);
    long annotation = link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.deleteAnnotation(annotation);
    link.settle();
    assertThat(link.labels().get(0).getFunding()).isEqualTo(Funding.FUNDING_WITHDRAWN);
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(link.count("DELETED")).isEqualTo(1);
    assertThat(link.studio.openTasks(link.work())).as("closed until leased").doesNotContain(task);
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    assertThat(link.studio.openTasks(link.work())).as("leased again").contains(task);
    link.studio.annotate(BEN, task, "cat");
    link.settle();
    assertThat(link.labels())
        .extracting(Label::getFunding)
        .containsExactly(Funding.FUNDING_WITHDRAWN, Funding.FUNDING_FUNDED, Funding.FUNDING_FUNDED);
    assertThat(link.budget().getChargedMicros()).isEqualTo(3 * PRICE_MICROS);
  }

  private void requireOneVoteForCat(String when) {
    assertThat(link.labels()).as(when).hasSize(1);
    assertThat(link.labels().get(0).getFunding()).isEqualTo(Funding.FUNDING_FUNDED);
    assertThat(link.labels().get(0).getValue().getClassNamesList()).containsExactly("cat");
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(link.count("OUT_OF_BAND")).isZero();
    assertThat(link.studio.openTasks(link.work())).hasSize(4);
    assertThat(link.budget().getOpenAssignmentCount()).isEqualTo(4);
  }

  @Test
  void whoDeletesAnAnswerAndGivesAnotherAtOnceHasOneVoteAndIsPaidOnce() {
    long task = link.next(ANN);
    long annotation = link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.deleteAnnotation(annotation);
    link.studio.annotate(ANN, task, "cat");
    link.settle();
    requireOneVoteForCat("both are seen in one look");
  }

  @Test
  void anAnswerThatIsGivenAnewLaterIsTheSameVote() {
    long task = link.next(ANN);
    long annotation = link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.deleteAnnotation(annotation);
    link.settle();
    assertThat(link.labels().get(0).getFunding()).isEqualTo(Funding.FUNDING_WITHDRAWN);
    long again = link.studio.annotate(ANN, task, "bird");
    link.settle();
    link.studio.change(ANN, again, "cat");
    link.settle();
    requireOneVoteForCat("the deletion is told before");
  }

  @Test
  void anAnswerThatIsGivenAnewWhereItsItemWasLeasedAgainGivesThatLeaseBack() {
    long task = link.next(ANN);
    long annotation = link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.deleteAnnotation(annotation);
    link.settle();
    link.clockMillis.addAndGet(Duration.ofDays(7).toMillis()); // all leases end, new ones come
    link.settle();
    assertThat(link.studio.openTasks(link.work())).as("leased again").contains(task);
    link.studio.annotate(ANN, task, "cat");
    link.settle();
    assertThat(link.studio.openTasks(link.work())).doesNotContain(task);
    requireOneVoteForCat("the item was leased again");
  }

  @Test
  void aDeletionWithoutAWebhookIsSeenByAbsence() {
    long annotation = link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    link.studio.delivery().mode(Mode.LOST);
    link.studio.deleteAnnotation(annotation);
    link.reconcileAll();
    assertThat(link.labels().get(0).getFunding()).isEqualTo(Funding.FUNDING_WITHDRAWN);
  }

  @Test
  void aDeletedTaskWithdrawsItsVotesAndIsReleasedAgain() {
    long task = link.next(ANN);
    String text = link.studio.text(task);
    link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.deleteTask(task);
    link.settle();
    assertThat(link.labels().get(0).getFunding()).isEqualTo(Funding.FUNDING_WITHDRAWN);
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    assertThat(link.studio.openTasks(link.work())).extracting(link.studio::text).contains(text);
  }

  @Test
  void openTasksThatWereDeletedGiveTheirHoldsBack() {
    link.studio.deleteAllTasks(link.work());
    link.reconcileAll();
    link.settle();
    assertThat(link.budget().getHeldMicros()).isEqualTo(4 * PRICE_MICROS);
    assertThat(link.studio.openTasks(link.work())).hasSize(4);
    assertThat(link.budget().getOpenAssignmentCount()).isEqualTo(4);
  }

  @Test
  void anAnswerThatNobodyWasAssignedIsOutOfBand() {
    long task = link.next(ANN);
    link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.annotate(BEN, task, "cat");
    link.settle();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.count("OUT_OF_BAND")).isEqualTo(1);
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
    assertThat(link.bridge.status().outOfBand().get(0).reason()).contains("nobody was assigned");
  }

  @Test
  void aForgedAuthorIsQuarantinedAndTheTaskIsServedToOthers() {
    long task = link.next(ANN);
    link.studio.annotateAs(BEN, ANN, task, "dog");
    link.settle();
    assertThat(link.labels()).isEmpty();
    assertThat(link.count("QUARANTINED")).isEqualTo(1);
    assertThat(link.studio.openTasks(link.work())).contains(task);
  }

  @Test
  void anImportedAnnotationIsOutOfBand() {
    link.studio.importAnnotation(link.next(ANN), ANN, "dog");
    link.reconcileAll();
    assertThat(link.labels()).isEmpty();
    assertThat(link.count("OUT_OF_BAND")).isEqualTo(1);
    assertThat(link.bridge.status().outOfBand().get(0).reason()).contains("import");
  }

  @Test
  void twoAnswersOfOneUserToOneTaskAreOneVote() {
    long task = link.next(ANN);
    link.studio.delivery().mode(Mode.LOST);
    link.studio.annotate(ANN, task, "dog");
    link.studio.annotate(ANN, task, "cat");
    link.reconcileAll();
    assertThat(link.labels()).hasSize(1);
    assertThat(link.count("OUT_OF_BAND")).isEqualTo(1);
  }

  @Test
  void aReusedTaskIdIsAnotherTask() {
    List<Long> open = link.studio.openTasks(link.work());
    long last = open.get(open.size() - 1);
    link.studio.annotate(ANN, last, "dog");
    link.settle();
    link.studio.delivery().mode(Mode.LOST);
    long newest = link.studio.openTasks(link.work()).stream().max(Long::compare).orElseThrow();
    link.studio.deleteTask(newest);
    long other = link.studio.importTask(link.work(), "a stranger");
    assertThat(other).as("the id is given again").isEqualTo(newest);
    link.studio.annotate(BEN, other, "cat");
    link.reconcileAll();
    assertThat(link.labels()).as("the stranger is nobody's item").hasSize(1);
    assertThat(link.count("OUT_OF_BAND")).isEqualTo(1);
  }

  @Test
  void anItemThatNeedsTwoVotesIsServedToTwoPeople() throws Exception {
    link.close();
    link =
        new BridgeFixture(
            java.nio.file.Files.createTempDirectory(folder, "two"),
            new Settings(BridgeConfig.LeverKind.RELEASE, 3, 3, 20, 2));
    link.settle();
    Project project = link.assay.projects().getProject(BridgeFixture.PROJECT);
    assertThat(project.getPolicy()).extracting(Policy::getAgreeingVotes).isEqualTo(2);
    for (int i = 0; i < 3; i++) {
      link.studio.annotate(ANN, link.next(ANN), "dog");
      link.settle();
    }
    assertThat(link.studio.next(ANN, link.work())).as("each person answers once").isEmpty();
    for (int i = 0; i < 3; i++) {
      link.studio.annotate(BEN, link.next(BEN), "dog");
      link.settle();
    }
    assertThat(link.labels()).hasSize(6);
    assertThat(link.bridge.status().stopReason()).isEqualTo("POOL_EXHAUSTED");
    assertThat(link.studio.openTasks(link.work())).isEmpty();
  }
}
