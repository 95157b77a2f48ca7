package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.Funding;
import dev.assay.v1.GoldItem;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Annotators, gold, checks, disputed items and verdicts. */
public abstract class QualityTablesContract extends StoreContract {
  private long project;

  protected QualityTablesContract(StoreEngine engine) {
    super(engine);
  }

  /** Items 0 to 9, all of one wave; item 0 is served. */
  @BeforeEach
  final void drawWave() {
    project = project("p");
    change(
        t -> {
          t.items().insert(project, SampleRows.items(0, 10));
          t.waves().insert(SampleRows.wave(project, 1, 10), SampleRows.waveItems(1, 0, 10));
          t.tasks().insert(List.of(SampleRows.task(project, 0, 1, 0)));
        });
  }

  private AnnotatorRow annotator(String id, int dailyLimit) {
    return new AnnotatorRow(
        project,
        id,
        true,
        false,
        true,
        7L,
        dailyLimit,
        List.of("lang:de", "x-ray"),
        12,
        new AnnotatorRow.Standing(AnnotatorState.ANNOTATOR_STATE_TRUSTED, "good", 5, true),
        new AnnotatorRow.GoldCount(9, 8, -0.25, 6),
        3,
        1,
        2);
  }

  @Test
  void anAnnotatorComesBackAsPutAndIsReplaced() {
    change(t -> t.annotators().put(annotator("b", 4)));
    change(t -> t.annotators().put(annotator("a", 0)));
    change(t -> t.annotators().put(annotator("b", 5)));
    assertThat(store().<AnnotatorRow>read(t -> requireNonNull(t.annotators().find(project, "b"))))
        .isEqualTo(annotator("b", 5));
    assertThat(store().<Boolean>read(t -> t.annotators().find(project, "c") == null)).isTrue();
    assertThat(store().<List<AnnotatorRow>>read(t -> t.annotators().list(project, "", 10)))
        .containsExactly(annotator("a", 0), annotator("b", 5));
    assertThat(store().<List<AnnotatorRow>>read(t -> t.annotators().list(project, "a", 10)))
        .containsExactly(annotator("b", 5));
  }

  private long lease(String annotatorId, Slice slice, TaskKind kind) {
    AssignmentRow row = SampleRows.assignment(SampleRows.task(project, 0, 1, 0), annotatorId, 9, 3);
    return write(
        t ->
            SampleRows.insert(
                t,
                new AssignmentRow(
                    0,
                    project,
                    new AssignmentRow.Place(0, slice == Slice.SLICE_GOLD ? 0 : 1, 0),
                    annotatorId,
                    kind,
                    slice,
                    row.priceMicros(),
                    row.lease())));
  }

  @Test
  void workOfAnAnnotatorIsLabelsSinceAndOpenAssignments() {
    long id = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_RELABEL);
    lease("other", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(
        t -> {
          t.labels().insert(SampleRows.label(project, 0, "ann", id, Funding.FUNDING_FUNDED));
          t.assignments().close(id, AssignmentRow.State.LABELED, 4);
        });
    assertThat(work(0, 10)).isEqualTo(2);
    assertThat(work(Long.MAX_VALUE, 10)).as("the open one only").isEqualTo(1);
  }

  @Test
  void workIsCountedWhenADailyLimitIsSetAndLiftedAndWorkHandedOver() {
    long first = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(t -> t.annotators().put(annotator("ann", 5)));
    assertThat(work(0, 10)).as("leased before the limit").isEqualTo(1);
    lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_RELABEL);
    long other = lease("other", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    assertThat(work(0, 10)).isEqualTo(2);
    change(t -> t.assignments().transfer(other, "ann"));
    assertThat(work(0, 10)).isEqualTo(3);
    assertThat(work(0, 2)).isEqualTo(2);
    change(t -> t.assignments().close(first, AssignmentRow.State.RETURNED, 4));
    assertThat(work(0, 10)).isEqualTo(2);
    change(t -> t.annotators().put(annotator("ann", 0)));
    assertThat(work(0, 10)).isEqualTo(2);
    change(t -> t.assignments().transfer(other, "other"));
    change(t -> t.annotators().put(annotator("ann", 3)));
    assertThat(work(0, 10)).isEqualTo(1);
  }

  @Test
  void openLeasesArePutOffAndClosedOnesAreNot() {
    long open = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    long closed = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(t -> t.assignments().close(closed, AssignmentRow.State.RETURNED, 4));
    long ofOpen = expireMillis(open);
    long ofClosed = expireMillis(closed);
    assertThat(dueCount(ofOpen)).isOne();
    change(t -> t.assignments().putOff(5_000));
    assertThat(expireMillis(open)).isEqualTo(ofOpen + 5_000);
    assertThat(expireMillis(closed)).isEqualTo(ofClosed);
    assertThat(dueCount(ofOpen + 4_999)).isZero();
    assertThat(dueCount(ofOpen + 5_000)).isOne();
  }

  private long expireMillis(long assignmentId) {
    return store()
        .<Long>read(t -> Objects.requireNonNull(t.assignments().find(assignmentId)).expireMillis());
  }

  private int dueCount(long nowMillis) {
    return write(t -> t.assignments().due(project, nowMillis, 10).size());
  }

  private int work(long sinceMillis, int limit) {
    return store()
        .<Integer>read(
            t -> {
              AnnotatorRow known = t.annotators().find(project, "ann");
              return t.annotators()
                  .workSince(
                      known == null ? AnnotatorRow.unknown(project, "ann", 0) : known,
                      sinceMillis,
                      limit);
            });
  }

  @Test
  void goldComesBackAsPutAndIsReplacedAndCounted() {
    GoldRow first = SampleRows.gold(project, 3);
    GoldRow retired = first.with(first.answerKey(), GoldItem.Source.SOURCE_PROMOTED, true);
    change(t -> t.gold().put(SampleRows.gold(project, 5)));
    change(t -> t.gold().put(first));
    change(t -> t.gold().put(retired));
    assertThat(store().<GoldRow>read(t -> requireNonNull(t.gold().find(project, 3))))
        .isEqualTo(retired);
    assertThat(store().<List<GoldRow>>read(t -> t.gold().list(project, -1, 10)))
        .containsExactly(retired, SampleRows.gold(project, 5));
    assertThat(store().<List<GoldRow>>read(t -> t.gold().list(project, 3, 10)))
        .containsExactly(SampleRows.gold(project, 5));
    assertThat(store().<Integer>read(t -> t.gold().count(project))).isEqualTo(2);
    assertThat(store().<Integer>read(t -> t.gold().reservedCount(project))).isEqualTo(2);
    assertThat(store().<Map<Long, Integer>>read(t -> t.gold().reservedByWave(project)))
        .containsExactly(Map.entry(2L, 2));
    assertThat(reserved(2)).isEmpty();
    assertThat(reserved(3)).containsExactly(3, 5);
  }

  private List<Integer> reserved(long beforeWave) {
    List<Integer> ordinals = new ArrayList<>();
    return store()
        .read(
            t -> {
              t.gold().scanReserved(project, beforeWave, ordinals::add);
              return ordinals;
            });
  }

  private List<Integer> usable(String annotatorId, long fromPlace, int maxUses) {
    return store()
        .read(
            t ->
                t
                    .gold()
                    .usable(project, annotatorId, place(5), fromPlace, maxUses, -1, 10, 10)
                    .stream()
                    .map(GoldRow::ordinal)
                    .toList());
  }

  private GoldCheckRow check(int ordinal, long assignmentId) {
    return new GoldCheckRow(
        project, "ann", ordinal, assignmentId, place(ordinal), null, null, 1, null);
  }

  private static GoldCheckRow.Place place(int position) {
    return new GoldCheckRow.Place(
        2, position, TaskKind.TASK_KIND_RELABEL, GoldCheckRow.State.GRANTED);
  }

  @Test
  void goldIsUsableInTheOrderOfItsPlacesByWhoHasNotSeenIt() {
    change(t -> List.of(0, 5, 4, 3).forEach(i -> t.gold().put(SampleRows.gold(project, i))));
    change(
        t -> {
          GoldRow retired = SampleRows.gold(project, 4);
          t.gold().put(retired.with(retired.answerKey(), retired.source(), true));
        });
    assertThat(usable("ann", 0, 1)).containsExactly(0, 3, 5);
    assertThat(usable("ann", 3_000, 1)).containsExactly(3, 5);
    long ordinary = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(t -> t.gold().grantCheck(check(5, ordinary + 1)));
    assertThat(usable("ann", 0, 1))
        .as("neither what was ordinary work nor what was shown as gold")
        .containsExactly(3);
    assertThat(usable("other", 0, 2)).contains(0, 3, 5);
    assertThat(usable("other", 0, 0)).isEmpty();
  }

  @Test
  void aCheckIsNotedOnceAndAnswered() {
    change(t -> t.gold().put(SampleRows.gold(project, 5)));
    change(t -> t.gold().grantCheck(check(5, 1)));
    change(t -> t.gold().grantCheck(check(5, 2)));
    assertThat(checks()).as("what expired is granted anew").containsExactly(check(5, 2));
    GoldCheckRow answered = new GoldCheckRow(project, "ann", 5, 2, place(5), 2, true, 1, 9L);
    change(t -> t.gold().answer(answered));
    change(t -> t.gold().grantCheck(check(5, 3)));
    assertThat(checks()).containsExactly(answered);
    GoldRow gold = store().read(t -> requireNonNull(t.gold().find(project, 5)));
    assertThat(List.of(gold.useCount(), gold.checkedCount(), gold.passedCount()))
        .containsExactly(1, 1, 1);
    GoldCheckRow anew = new GoldCheckRow(project, "ann", 5, 2, place(5), 2, false, 1, 11L);
    change(t -> t.gold().answer(anew));
    GoldCheckRow read = store().read(t -> requireNonNull(t.gold().check(project, "ann", 5)));
    assertThat(read).isEqualTo(anew);
    GoldRow counted = store().read(t -> requireNonNull(t.gold().find(project, 5)));
    assertThat(List.of(counted.useCount(), counted.checkedCount(), counted.passedCount()))
        .containsExactly(1, 1, 0);
    assertThat(store().<List<GoldCheckRow>>read(t -> t.gold().answered(project, 5)))
        .containsExactly(anew);
    assertThat(store().<List<GoldCheckRow>>read(t -> t.gold().answered(project, 6))).isEmpty();
    GoldCheckRow neither = new GoldCheckRow(project, "ann", 5, 2, place(5), null, null, 1, 11L);
    change(t -> t.gold().answer(neither));
    assertThat(store().<List<GoldCheckRow>>read(t -> t.gold().answered(project, 5)))
        .containsExactly(neither);
  }

  @Test
  void aCheckThatEndedWaitsForWhoWasNotShownItForGood() {
    change(t -> List.of(0, 3, 4).forEach(i -> t.gold().put(SampleRows.gold(project, i))));
    long first = lease("ann", Slice.SLICE_GOLD, TaskKind.TASK_KIND_GOLD);
    change(t -> t.gold().grantCheck(check(0, first)));
    assertThat(waitingChecks("other")).isEmpty();
    assertThat(store().<Boolean>read(t -> t.gold().isAnyUndone(project))).as("leased").isTrue();
    change(t -> t.assignments().close(first, AssignmentRow.State.EXPIRED, 5));
    assertThat(store().<Boolean>read(t -> t.gold().isAnyUndone(project))).isFalse();
    AssignmentRow ended = store().read(t -> requireNonNull(t.assignments().find(first)));
    change(t -> t.gold().setWaiting(ended, true));
    assertThat(store().<Boolean>read(t -> t.gold().isAnyUndone(project))).as("waits").isTrue();
    assertThat(waitingChecks("other")).containsExactly(0);
    assertThat(waitingChecks("ann")).as("as a lease that expired").containsExactly(0);
    assertThat(checks().get(0).place()).isEqualTo(place(0).in(GoldCheckRow.State.WAITING));
    change(t -> t.assignments().close(first, AssignmentRow.State.RETURNED, 6));
    assertThat(waitingChecks("ann")).as("who returns an item gets it no more").isEmpty();
    long ordinary = lease("worker", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    assertThat(ordinary).isPositive();
    assertThat(waitingChecks("worker")).as("they have item 0 as ordinary work").isEmpty();
    change(t -> t.gold().setWaiting(ended, false));
    assertThat(waitingChecks("other")).isEmpty();
  }

  @Test
  void checksAreCountedByThePlaceThatTheyStandAt() {
    change(t -> List.of(3, 4).forEach(i -> t.gold().put(SampleRows.gold(project, i))));
    change(t -> t.gold().grantCheck(check(3, 1)));
    change(
        t ->
            t.gold()
                .grantCheck(new GoldCheckRow(project, "ann", 4, 2, place(3), null, null, 1, null)));
    assertThat(countAt("ann", 3)).isEqualTo(2);
    assertThat(countAt("ann", 4)).isZero();
    assertThat(countAt("other", 3)).isZero();
    assertThat(usable("ann", 0, 9)).isEmpty();
    change(t -> t.gold().handOverCheck(project, "ann", 4));
    assertThat(countAt("ann", 3)).as("the place had two").isEqualTo(2);
    assertThat(checks()).containsExactly(check(3, 1));
    assertThat(store().<Boolean>read(t -> t.gold().check(project, "ann", 4) == null)).isTrue();
    assertThat(store().<Integer>read(t -> requireNonNull(t.gold().find(project, 4)).useCount()))
        .isZero();
    assertThat(usable("ann", 0, 9)).as("who handed it over was not shown it").containsExactly(4);
    assertThat(
            store()
                .<List<GoldRow>>read(
                    t -> t.gold().usable(project, "ann", place(3), 0, 9, -1, 10, 10)))
        .as("but at the same place it would come for ever")
        .isEmpty();
  }

  private int countAt(String annotatorId, int position) {
    return store().read(t -> t.gold().countAt(project, annotatorId, place(position)));
  }

  private List<Integer> waitingChecks(String annotatorId) {
    return store()
        .read(
            t ->
                t.gold().waiting(project, annotatorId, -1, 10, 10).stream()
                    .map(GoldCheckRow::ordinal)
                    .toList());
  }

  private List<GoldCheckRow> checks() {
    return store().read(t -> t.gold().checks(project, "ann", 10));
  }

  private AdjudicationRow dispute(int ordinal, Adjudication.State state, double value, long atMs) {
    return new AdjudicationRow(project, ordinal, state, 2, "note", 1, value, "", atMs, null);
  }

  @Test
  void aDisputeIsReplacedAndListedByItsState() {
    AdjudicationRow open = dispute(0, Adjudication.State.STATE_OPEN, 2, 5);
    AdjudicationRow closed =
        open.with(Adjudication.State.STATE_CONTESTED, 2, "judge", 9L).with(4, "more");
    change(t -> t.adjudications().put(open));
    change(t -> t.adjudications().put(closed));
    assertThat(
            store().<AdjudicationRow>read(t -> requireNonNull(t.adjudications().find(project, 0))))
        .isEqualTo(closed);
    assertThat(listed(Adjudication.State.STATE_OPEN)).isEmpty();
    assertThat(listed(Adjudication.State.STATE_CONTESTED)).containsExactly(0);
    assertThat(store().<List<Integer>>read(t -> List.copyOf(t.adjudications().contested(project))))
        .containsExactly(0);
  }

  private List<Integer> listed(Adjudication.State state) {
    return store()
        .read(
            t ->
                t.adjudications().list(project, state, -1, 10).stream()
                    .map(AdjudicationRow::ordinal)
                    .toList());
  }

  @Test
  void openDisputesWaitForWhoHadNothingToDoWithThem() {
    change(
        t -> {
          t.adjudications().put(dispute(0, Adjudication.State.STATE_OPEN, 1, 50));
          t.adjudications().put(dispute(1, Adjudication.State.STATE_OPEN, 9, 60));
          t.adjudications().put(dispute(2, Adjudication.State.STATE_OPEN, 5, 10));
          t.adjudications().put(dispute(3, Adjudication.State.STATE_ASSIGNED, 99, 1));
          t.tasks()
              .insert(
                  List.of(
                      SampleRows.task(project, 1, 1, 1),
                      SampleRows.task(project, 2, 1, 2),
                      SampleRows.task(project, 3, 1, 3)));
        });
    assertThat(waiting("judge", 0)).as("by value").containsExactly(1, 2, 0);
    assertThat(waiting("judge", 10)).as("what waits since 10 is first").containsExactly(2, 1, 0);
    long id = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(
        t -> {
          t.labels().insert(SampleRows.label(project, 0, "ann", id, Funding.FUNDING_FUNDED));
          t.assignments().close(id, AssignmentRow.State.LABELED, 4);
        });
    assertThat(waiting("ann", 0)).as("a vote was given on item 0").containsExactly(1, 2);
  }

  private List<Integer> waiting(String annotatorId, long escalatedMillis) {
    return store()
        .read(
            t ->
                t
                    .adjudications()
                    .waiting(project, annotatorId, -1, escalatedMillis, 10, 10)
                    .stream()
                    .map(AdjudicationRow::ordinal)
                    .toList());
  }

  @Test
  void aVerdictIsReplaced() {
    change(t -> t.verdicts().put(new VerdictRow(project, 0, 0.5, true)));
    change(t -> t.verdicts().put(new VerdictRow(project, 0, 0.75, false)));
    assertThat(store().<VerdictRow>read(t -> requireNonNull(t.verdicts().find(project, 0))))
        .isEqualTo(new VerdictRow(project, 0, 0.75, false));
    assertThat(store().<Boolean>read(t -> t.verdicts().find(project, 1) == null)).isTrue();
  }

  @Test
  void aDiscountedVoteCountsNoMore() {
    long id = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(t -> t.labels().insert(SampleRows.label(project, 0, "ann", id, Funding.FUNDING_FUNDED)));
    assertThat(store().<List<String>>read(t -> t.labels().answers(project, 0))).hasSize(1);
    change(t -> t.labels().discount(project, 1, true));
    assertThat(store().<List<String>>read(t -> t.labels().answers(project, 0))).isEmpty();
    assertThat(store().<List<LabelRow>>read(t -> t.labels().discounted(project, "ann")))
        .singleElement()
        .satisfies(vote -> assertThat(vote.counts()).isFalse());
    assertThat(store().<List<LabelRow>>read(t -> t.labels().discounted(project, "ben"))).isEmpty();
    change(t -> t.labels().discount(project, 1, false));
    assertThat(store().<List<String>>read(t -> t.labels().answers(project, 0))).hasSize(1);
    assertThat(store().<List<LabelRow>>read(t -> t.labels().discounted(project, "ann"))).isEmpty();
  }

  @Test
  void votesOfASpanOfTimeAreThoseOnOrdinaryWork() {
    long vote = lease("ann", Slice.SLICE_EXPLORE, TaskKind.TASK_KIND_LABEL);
    change(
        t -> t.labels().insert(SampleRows.label(project, 0, "ann", vote, Funding.FUNDING_FUNDED)));
    long atMillis =
        store().read(t -> requireNonNull(t.labels().ofAssignment(vote)).createdMillis());
    assertThat(votesBetween(atMillis - 1, atMillis)).hasSize(1);
    assertThat(votesBetween(atMillis, Long.MAX_VALUE)).isEmpty();
    assertThat(votesBetween(0, atMillis - 1)).isEmpty();
    change(t -> t.labels().fund(project, 1, Funding.FUNDING_UNFUNDED, 0));
    assertThat(votesBetween(0, Long.MAX_VALUE)).isEmpty();
  }

  private List<LabelRow> votesBetween(long afterMillis, long untilMillis) {
    return store().read(t -> t.labels().votesBetween(project, "ann", afterMillis, untilMillis, 9));
  }

  @Test
  void reinstatementsAreKeptInTheirOrder() {
    change(
        t -> {
          t.annotators().reinstate(project, "ann", 30);
          t.annotators().reinstate(project, "ann", 10);
          t.annotators().reinstate(project, "ann", 30);
          t.annotators().reinstate(project, "ben", 20);
        });
    assertThat(store().<List<Long>>read(t -> t.annotators().reinstatements(project, "ann")))
        .containsExactly(10L, 30L);
    assertThat(store().<List<Long>>read(t -> t.annotators().reinstatements(project, "cat")))
        .isEmpty();
  }
}
