package dev.assay.server.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.AnnotatorExists;
import dev.assay.server.failure.AnnotatorNotFound;
import dev.assay.server.failure.AnnotatorNotRegistered;
import dev.assay.server.failure.AnnotatorNotSuspended;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.ListAnnotatorsRequest;
import dev.assay.v1.ListAnnotatorsResponse;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.UpdateAnnotatorRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnotatorRpcsTest {
  private static final long DAY_MILLIS = 24L * 3600 * 1000;

  @TempDir private Path folder;
  private LocalProject project;
  private int requestCount;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000);
    project.putItems(50, null);
  }

  @AfterEach
  void close() {
    project.verify();
    project.close();
  }

  private Annotator register(Annotator annotator) {
    return project
        .run(
            new RegisterAnnotator(),
            RegisterAnnotatorRequest.newBuilder()
                .setRequestId("a" + requestCount++)
                .setProject(LocalProject.NAME)
                .setAnnotator(annotator)
                .build())
        .getAnnotator();
  }

  private Annotator update(Annotator annotator, String path) {
    UpdateAnnotatorRequest.Builder request =
        UpdateAnnotatorRequest.newBuilder()
            .setRequestId("a" + requestCount++)
            .setProject(LocalProject.NAME)
            .setAnnotator(annotator);
    request.getUpdateMaskBuilder().addPaths(path);
    return project.run(new UpdateAnnotator(), request.build()).getAnnotator();
  }

  private Annotator suspend(String annotatorId) {
    return project
        .run(
            new SuspendAnnotator(),
            SuspendAnnotatorRequest.newBuilder()
                .setRequestId("a" + requestCount++)
                .setProject(LocalProject.NAME)
                .setAnnotatorId(annotatorId)
                .setReason("answers at random")
                .build())
        .getAnnotator();
  }

  private Annotator reinstate(String annotatorId) {
    return project
        .run(
            new ReinstateAnnotator((transaction, row, who, requestId) -> {}),
            ReinstateAnnotatorRequest.newBuilder()
                .setRequestId("a" + requestCount++)
                .setProject(LocalProject.NAME)
                .setAnnotatorId(annotatorId)
                .build())
        .getAnnotator();
  }

  private static Annotator.Builder annotator(String id) {
    return Annotator.newBuilder().setAnnotatorId(id);
  }

  @Test
  void aRegisteredAnnotatorIsOnProbationAndListed() {
    Annotator made =
        register(
            annotator("b")
                .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR)
                .setPriceMicros(7)
                .setDailyLimit(3)
                .build());
    register(annotator("a").build());
    assertThat(made.getState()).isEqualTo(AnnotatorState.ANNOTATOR_STATE_PROBATION);
    assertThat(made.getRegistered()).isTrue();
    assertThat(made.getRolesList()).containsExactly(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR);
    ListAnnotatorsRequest first =
        ListAnnotatorsRequest.newBuilder().setProject(LocalProject.NAME).setPageSize(1).build();
    ListAnnotators list = new ListAnnotators(project.store);
    ListAnnotatorsResponse page = list.answer(first);
    assertThat(page.getAnnotatorsList()).extracting(Annotator::getAnnotatorId).containsExactly("a");
    assertThat(page.getAnnotators(0).getRolesList())
        .containsExactly(AnnotatorRole.ANNOTATOR_ROLE_LABELER);
    ListAnnotatorsResponse next =
        list.answer(first.toBuilder().setPageToken(page.getNextPageToken()).build());
    assertThat(next.getAnnotatorsList()).containsExactly(made);
    assertThat(next.getNextPageToken()).isEmpty();
  }

  @Test
  void refusalsAreTyped() {
    Annotator made = register(annotator("a").build());
    assertThatThrownBy(() -> register(annotator("a").build())).isInstanceOf(AnnotatorExists.class);
    assertThatThrownBy(() -> update(annotator("b").build(), "roles"))
        .isInstanceOf(AnnotatorNotFound.class);
    assertThatThrownBy(() -> reinstate("b")).isInstanceOf(AnnotatorNotFound.class);
    assertThatThrownBy(() -> reinstate("a")).isInstanceOf(AnnotatorNotSuspended.class);
    update(annotator("a").setDailyLimit(4).build(), "daily_limit");
    assertThatThrownBy(() -> update(annotator("a").setEtag(made.getEtag()).build(), "daily_limit"))
        .isInstanceOf(EtagMismatch.class);
  }

  @Test
  void anUpdateChangesWhatItNamesAndNothingElse() {
    Annotator made = register(annotator("a").setPriceMicros(7).setDailyLimit(3).build());
    Annotator changed = update(annotator("a").setDailyLimit(9).build(), "daily_limit");
    assertThat(changed.getDailyLimit()).isEqualTo(9);
    assertThat(changed.getPriceMicros()).isEqualTo(7);
    assertThat(changed.getEtag()).isNotEqualTo(made.getEtag());
    assertThat(update(annotator("a").build(), "price_micros").hasPriceMicros()).isFalse();
    Annotator tagged = update(annotator("a").addTags("x").addTags("de").build(), "tags");
    assertThat(tagged.getTagsList()).containsExactly("de", "x");
    assertThat(update(annotator("a").setItemLimit(7).build(), "item_limit").getTagsList())
        .hasSize(2);
    assertThat(update(annotator("a").build(), "tags").getTagsList()).isEmpty();
  }

  @Test
  void aSuspendedAnnotatorGetsAnEmptyBatchAndCanAnswerWhatIsOpen() {
    List<Assignment> open = project.next("a", 2).getAssignmentsList();
    assertThat(suspend("a").getStateReason()).isEqualTo("answers at random");
    NextBatchResponse batch = project.next("a", 2);
    assertThat(batch.getAssignmentsList()).isEmpty();
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_ANNOTATOR_SUSPENDED);
    assertThat(batch.hasRetryDelay()).isFalse();
    project.submit("a", open, item -> "a");
    assertThat(reinstate("a").getState()).isEqualTo(AnnotatorState.ANNOTATOR_STATE_PROBATION);
    assertThat(project.next("a", 2).getAssignmentsList()).hasSize(2);
  }

  @Test
  void everyChangeIsAudited() {
    register(annotator("a").build());
    suspend("a");
    reinstate("a");
    List<AuditEvent> events =
        project.store.read(tables -> tables.audit().list(project.projectId(), 0, 100)).stream()
            .filter(AuditEvent::hasAnnotatorChanged)
            .toList();
    assertThat(events)
        .extracting(event -> event.getAnnotatorChanged().getPreviousState())
        .containsExactly(
            AnnotatorState.ANNOTATOR_STATE_UNSPECIFIED,
            AnnotatorState.ANNOTATOR_STATE_PROBATION,
            AnnotatorState.ANNOTATOR_STATE_SUSPENDED);
  }

  @Test
  void theDailyLimitCountsLabelsAndOpenAssignmentsUntilMidnight() {
    register(annotator("a").setDailyLimit(5).build());
    List<Assignment> first = project.next("a", 3).getAssignmentsList();
    project.submit("a", first, item -> "a");
    NextBatchResponse rest = project.next("a", 3);
    assertThat(rest.getAssignmentsList()).hasSize(2);
    assertThat(rest.getStopReason()).isEqualTo(StopReason.STOP_REASON_DAILY_LIMIT_REACHED);
    long untilMidnight = DAY_MILLIS - project.clockMillis.get() % DAY_MILLIS;
    assertThat(Durations.toMillis(rest.getRetryDelay())).isEqualTo(untilMidnight);
    assertThat(project.next("a", 3).getAssignmentsList()).isEmpty();
    project.giveBack("a", rest.getAssignmentsList().subList(0, 1));
    assertThat(project.next("a", 3).getAssignmentsList()).hasSize(1);
    project.clockMillis.addAndGet(untilMidnight);
    assertThat(project.next("a", 9).getAssignmentsList()).hasSize(5);
  }

  @Test
  void theDayOfADailyLimitBeginsWithThatOfTheBudgetLines() {
    String zone = "Asia/Kathmandu"; // midnight there is 18:15 UTC, which no rounding hits
    project.plan(BudgetPlan.newBuilder().setTimeZone(zone));
    register(annotator("a").setDailyLimit(2).build());
    project.submit("a", project.next("a", 2).getAssignmentsList(), item -> "a");
    NextBatchResponse rest = project.next("a", 1);
    Instant now = Instant.ofEpochMilli(project.clockMillis.get());
    Instant midnight =
        now.atZone(ZoneId.of(zone))
            .toLocalDate()
            .plusDays(1)
            .atStartOfDay(ZoneId.of(zone))
            .toInstant();
    assertThat(rest.getStopReason()).isEqualTo(StopReason.STOP_REASON_DAILY_LIMIT_REACHED);
    assertThat(Durations.toMillis(rest.getRetryDelay()))
        .isEqualTo(Duration.between(now, midnight).toMillis());
    project.clockMillis.set(midnight.toEpochMilli() - 1);
    assertThat(project.next("a", 1).getAssignmentsList()).isEmpty();
    project.clockMillis.set(midnight.toEpochMilli());
    assertThat(project.next("a", 3).getAssignmentsList()).hasSize(2);
  }

  @Test
  void theAnnotatorsOwnPriceIsHeldWhereTheItemHasNone() {
    register(annotator("a").setPriceMicros(777).build());
    assertThat(project.next("a", 2).getAssignmentsList())
        .extracting(Assignment::getPriceMicros)
        .containsOnly(777L);
    assertThat(project.next("b", 1).getAssignments(0).getPriceMicros()).isEqualTo(10);
  }

  @Test
  void aPolicyCanAskForRegistration() {
    project.close();
    Path another = folder.resolve("another");
    another.toFile().mkdir();
    project =
        new LocalProject(
            another,
            Definitions.threeClasses(Policy.newBuilder().setRegisteredOnly(true)),
            1_000_000);
    project.putItems(50, null);
    assertThatThrownBy(() -> project.next("a", 1)).isInstanceOf(AnnotatorNotRegistered.class);
    register(annotator("a").build());
    assertThat(project.next("a", 1).getAssignmentsList()).hasSize(1);
  }
}
