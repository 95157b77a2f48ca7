package dev.assay.server.annotator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.labels.SubmitLabels;
import dev.assay.v1.AnnotatorPattern;
import dev.assay.v1.Assignment;
import dev.assay.v1.ConfusionCell;
import dev.assay.v1.GetScorecardRequest;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.Scorecard;
import dev.assay.v1.SubmitLabelsRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three votes an item: "a" and "b" are right, "c" works in its own way. */
final class ScorecardTest {
  private static final int ITEMS = 90;

  @TempDir private Path folder;
  private LocalProject project;
  private int requestCount;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(Policy.newBuilder().setAgreeingVotes(3).setMaxVotes(3)),
            1_000_000);
    project.putItems(ITEMS, null);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private static String truth(String item) {
    return "abc".substring(number(item) % 3, number(item) % 3 + 1);
  }

  private static int number(String item) {
    return Integer.parseInt(item.substring(1));
  }

  private void work(String annotator, long millis, Function<String, String> answer) {
    work(annotator, place -> millis, (place, item) -> answer.apply(item));
  }

  /** What takes how long, and is answered how, by its place among the annotator's labels. */
  private void work(
      String annotator, IntToLongFunction millis, BiFunction<Integer, String, String> answer) {
    SubmitLabelsRequest.Builder request =
        SubmitLabelsRequest.newBuilder()
            .setRequestId("s" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(annotator);
    List<Assignment> batch = project.next(annotator, ITEMS).getAssignmentsList();
    for (int place = 0; place < batch.size(); place++) {
      Assignment assignment = batch.get(place);
      request.addLabels(
          LabelSubmission.newBuilder()
              .setToken(assignment.getToken())
              .setLabelingDuration(Durations.fromMillis(millis.applyAsLong(place)))
              .setValue(
                  LabelValue.newBuilder()
                      .addClassNames(answer.apply(place, assignment.getItemId()))));
    }
    project.run(new SubmitLabels(project.secrets, project.models), request.build());
  }

  private Scorecard card(String annotator) {
    return new GetScorecard(project.store)
        .answer(
            GetScorecardRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setAnnotatorId(annotator)
                .build())
        .getScorecard();
  }

  private Scorecard cardOf(long millis, Function<String, String> answer) {
    work("a", 4_000, ScorecardTest::truth);
    work("b", 5_000, ScorecardTest::truth);
    work("c", millis, answer);
    return card("c");
  }

  @Test
  void aCarefulAnnotatorShowsNoPattern() {
    Scorecard card = cardOf(4_500, ScorecardTest::truth);
    assertThat(card.getPatternsList()).isEmpty();
    assertThat(card.getLabelCount()).isEqualTo(ITEMS);
    assertThat(card.getAgreeingCount()).isEqualTo(ITEMS);
    assertThat(card.getAcceptedLabelMicros()).isEqualTo(10);
    assertThat(Durations.toMillis(card.getMedianDuration())).isEqualTo(4_500);
    assertThat(Durations.toMillis(card.getOthersMedianDuration())).isBetween(4_000L, 5_000L);
    assertThat(card.getConfusionList()).extracting(ConfusionCell::getCount).containsOnly(30);
    assertThat(card.getGold(0).getMean()).isEqualTo(0.5);
  }

  @Test
  void constantAndHastyAnswersAreSeen() {
    Scorecard card = cardOf(300, item -> "b");
    assertThat(card.getPatternsList())
        .containsExactly(
            AnnotatorPattern.ANNOTATOR_PATTERN_TOO_FAST,
            AnnotatorPattern.ANNOTATOR_PATTERN_CONSTANT_ANSWERS,
            AnnotatorPattern.ANNOTATOR_PATTERN_INDEPENDENT_OF_ITEM);
    assertThat(card.getAgreeingCount()).isEqualTo(30);
    assertThat(card.getAcceptedLabelMicros()).isEqualTo(30);
  }

  @Test
  void answersThatDoNotDependOnTheItemAreSeen() {
    Scorecard card =
        cardOf(4_000, item -> "abc".substring(number(item) / 3 % 3, number(item) / 3 % 3 + 1));
    assertThat(card.getPatternsList())
        .containsExactly(AnnotatorPattern.ANNOTATOR_PATTERN_INDEPENDENT_OF_ITEM);
  }

  @Test
  void fatigueAndDriftOfSpeedAreSeen() {
    work("a", 4_000, ScorecardTest::truth);
    work("b", 5_000, ScorecardTest::truth);
    work(
        "c",
        place -> place < ITEMS / 2 ? 5_000 : 2_000,
        (place, item) ->
            place < ITEMS / 2 || place % 3 == 0 ? truth(item) : truth("i" + (number(item) + 1)));
    Scorecard card = card("c");
    assertThat(card.getPatternsList())
        .containsExactly(
            AnnotatorPattern.ANNOTATOR_PATTERN_FATIGUE,
            AnnotatorPattern.ANNOTATOR_PATTERN_SPEED_DRIFT);
    assertThat(card.getJudgedCount()).isEqualTo(ITEMS);
    assertThat(card.getConfusionList().stream().mapToInt(ConfusionCell::getCount).sum())
        .isEqualTo(ITEMS);
  }

  @Test
  void anUnknownAnnotatorHasAnEmptyCard() {
    Scorecard card = card("nobody");
    assertThat(card.getLabelCount()).isZero();
    assertThat(card.getPatternsList()).isEmpty();
    assertThat(card.hasMedianDuration()).isFalse();
  }
}
