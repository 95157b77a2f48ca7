package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.TransferAssignments;
import dev.assay.server.failure.BudgetLineExhausted;
import dev.assay.server.failure.BudgetLineNotFound;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.TimeZoneFixed;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.LineBalance;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Slice;
import dev.assay.v1.StopReason;
import dev.assay.v1.TransferAssignmentsRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines below the ceiling: a hold must fit every one that it falls under. A label costs 10. */
class BudgetLinesTest {
  private static final long HOUR = 3_600_000L;

  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    // Waves of exploration only, so that the slice of every item is known.
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(Policy.newBuilder().setWaveSize(50).setExplorationShare(1)),
            1_000);
    project.putItems(200, null);
    project.clockMillis.set(Instant.parse("2026-01-30T22:00:00Z").toEpochMilli());
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private static BudgetLine.Builder line(String name, long ceilingMicros) {
    return BudgetLine.newBuilder().setName(name).setCeilingMicros(ceilingMicros);
  }

  private static BudgetPlan.Builder plan(BudgetLine.Builder... lines) {
    BudgetPlan.Builder plan = BudgetPlan.newBuilder();
    for (BudgetLine.Builder line : lines) {
      plan.addLines(line);
    }
    return plan;
  }

  @Test
  void aHoldMustFitEveryLineThatItFallsUnderAndTheRefusalNamesTheLine() {
    project.plan(
        plan(
            line("all", 500),
            line("explore", 30).addSlices(Slice.SLICE_EXPLORE),
            line("gold", 0).addSlices(Slice.SLICE_GOLD)));
    NextBatchResponse batch = project.next("ann", 10);
    assertThat(batch.getAssignmentsCount()).isEqualTo(3);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_LINE_EXHAUSTED);
    assertThat(batch.getStopLine()).isEqualTo("explore");
    assertThat(batch.getRetryDelay()).isEqualTo(Durations.fromMillis(HOUR));

    project.submit("ann", batch.getAssignmentsList().subList(0, 1), item -> "a");
    project.giveBack("ann", batch.getAssignmentsList().subList(1, 2));
    List<LineBalance> lines = project.shown("").getLinesList();
    assertThat(lines).extracting(LineBalance::getLine).containsExactly("all", "explore", "gold");
    assertThat(lines.get(1).getChargedMicros()).isEqualTo(10);
    assertThat(lines.get(1).getHeldMicros()).isEqualTo(10);
    assertThat(lines.get(1).getCeilingMicros()).isEqualTo(30);
    assertThat(project.next("other", 10).getAssignmentsCount()).isEqualTo(1);
  }

  @Test
  void aLineOfADayBeginsAnewAtMidnightOfTheTimeZoneAndSaysWhen() {
    project.plan(
        plan(line("daily", 20).setPeriod(BudgetLine.Period.PERIOD_DAY))
            .setTimeZone("Europe/Berlin"));
    NextBatchResponse first = project.next("ann", 5);
    assertThat(first.getAssignmentsCount()).isEqualTo(2);
    assertThat(first.getStopLine()).isEqualTo("daily");
    // It is 23:00 in Berlin.
    assertThat(first.getRetryDelay()).isEqualTo(Durations.fromMillis(HOUR));
    assertThat(project.shown("").getLines(0).getPeriodStartDate()).isEqualTo("2026-01-30");

    project.clockMillis.addAndGet(HOUR - 1);
    assertThat(project.next("ann", 5).getAssignmentsCount()).isZero();
    project.clockMillis.addAndGet(1);
    assertThat(project.next("bob", 5).getAssignmentsCount()).isEqualTo(2);
    assertThat(project.shown("").getLines(0).getPeriodStartDate()).isEqualTo("2026-01-31");
  }

  @Test
  void aChargeCountsTowardsThePeriodOfItsHold() {
    project.plan(plan(line("daily", 20).setPeriod(BudgetLine.Period.PERIOD_DAY)));
    NextBatchResponse evening =
        project.next(
            project.batchRequest("ann", 2).setLease(Durations.fromMillis(10 * HOUR)).build());
    project.clockMillis.addAndGet(3 * HOUR);
    NextBatchResponse morning = project.next("bob", 2);
    assertThat(morning.getAssignmentsCount()).isEqualTo(2);
    project.submit("ann", evening.getAssignmentsList(), item -> "a");
    List<LineBalance> days = balances("daily", 1);
    assertThat(days)
        .extracting(LineBalance::getPeriodStartDate)
        .containsExactly("2026-01-30", "2026-01-31");
    assertThat(days).extracting(LineBalance::getChargedMicros).containsExactly(20L, 0L);
    assertThat(days).extracting(LineBalance::getHeldMicros).containsExactly(0L, 20L);
  }

  private List<LineBalance> balances(String line, int pageSize) {
    List<LineBalance> balances = new ArrayList<>();
    String token = "";
    do {
      var page =
          new ListLineBalances(project.store)
              .answer(
                  ListLineBalancesRequest.newBuilder()
                      .setProject(LocalProject.NAME)
                      .setLine(line)
                      .setPageSize(pageSize)
                      .setPageToken(token)
                      .build());
      balances.addAll(page.getBalancesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return balances;
  }

  @Test
  void aWeekBeginsOnMonday() {
    project.plan(plan(line("weekly", 20).setPeriod(BudgetLine.Period.PERIOD_WEEK)));
    project.next("ann", 2);
    assertThat(project.shown("").getLines(0).getPeriodStartDate()).isEqualTo("2026-01-26");
    NextBatchResponse refused = project.next("ann", 2);
    assertThat(refused.getAssignmentsCount()).isZero();
    project.clockMillis.set(Instant.parse("2026-02-02T00:00:00Z").toEpochMilli());
    assertThat(project.next("ann", 2).getAssignmentsCount()).isEqualTo(2);
    assertThat(project.shown("").getLines(0).getPeriodStartDate()).isEqualTo("2026-02-02");
  }

  @Test
  void aLineForEachAnnotatorEndsWithThatAnnotatorAlone() {
    project.plan(
        plan(line("each", 20).setEachAnnotator(true), line("bob", 10).setAnnotatorId("bob")));
    NextBatchResponse ann = project.next("ann", 5);
    assertThat(ann.getAssignmentsCount()).isEqualTo(2);
    assertThat(ann.getStopLine()).isEqualTo("each");
    NextBatchResponse bob = project.next("bob", 5);
    assertThat(bob.getAssignmentsCount()).isEqualTo(1);
    assertThat(bob.getStopLine()).isEqualTo("bob");
    assertThat(balances("each", 10))
        .extracting(LineBalance::getAnnotatorId)
        .containsExactly("ann", "bob");
    Budget shown = project.shown("ann");
    assertThat(shown.getLines(0).getAnnotatorId()).isEqualTo("ann");
    assertThat(shown.getLines(0).getHeldMicros()).isEqualTo(20);
    assertThat(project.shown("").getLinesList())
        .extracting(LineBalance::getLine)
        .containsExactly("bob");
  }

  @Test
  void aHoldIsNotHandedOverToAnAnnotatorWhoseLineHasNoRoom() {
    project.plan(plan(line("each", 20).setEachAnnotator(true)));
    Assignment mine = project.next("ann", 1).getAssignments(0);
    assertThat(project.next("bob", 2).getAssignmentsCount()).isEqualTo(2);
    TransferAssignmentsRequest request =
        TransferAssignmentsRequest.newBuilder()
            .setRequestId("t")
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ann")
            .addTokens(mine.getToken())
            .setNewAnnotatorId("bob")
            .build();
    assertThatThrownBy(() -> project.run(new TransferAssignments(), request))
        .isInstanceOf(BudgetLineExhausted.class)
        .hasMessageContaining("each");
    assertThat(balances("each", 10))
        .extracting(LineBalance::getHeldMicros)
        .containsExactly(10L, 20L);
  }

  @Test
  void whatIsSetAsideIsNotForOthers() {
    project.ceiling(100);
    project.plan(
        plan(
            BudgetLine.newBuilder()
                .setName("gold")
                .addSlices(Slice.SLICE_GOLD)
                .setSetAsideShare(0.25),
            BudgetLine.newBuilder()
                .setName("adjudicate")
                .addSlices(Slice.SLICE_ADJUDICATE)
                .setSetAsideShare(0.15)));
    NextBatchResponse batch = project.next("ann", 20);
    assertThat(batch.getAssignmentsCount()).isEqualTo(6);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_SET_ASIDE);
    assertThat(batch.getStopLine()).isEqualTo("adjudicate");
    assertThat(project.shown("").getLines(0).getSetAsideMicros()).isEqualTo(25);
    project.write(
        transaction -> {
          Ledger ledger = Ledger.open(transaction, project.projectId(), "x");
          assertThat(ledger.admit(Slice.SLICE_GOLD, "ann", 26)).isNotNull();
          assertThat(ledger.admit(Slice.SLICE_GOLD, "ann", 25)).isNull();
          assertThat(ledger.admit(Slice.SLICE_ADJUDICATE, "ann", 15)).isNull();
          assertThat(ledger.admit(Slice.SLICE_ADJUDICATE, "ann", 1)).isNotNull();
          return true;
        });
  }

  @Test
  void labelsAreABudgetOfTheirOwn() {
    project.plan(
        plan(BudgetLine.newBuilder().setName("few").setLabelCeiling(2).setAnnotatorId("bob"))
            .setLabelCeiling(3));
    assertThat(project.next("bob", 5).getStopLine()).isEqualTo("few");
    NextBatchResponse ann = project.next("ann", 5);
    assertThat(ann.getAssignmentsCount()).isEqualTo(1);
    assertThat(ann.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_FULLY_HELD);
    project.submit("ann", ann.getAssignmentsList(), item -> "a");
    assertThat(project.next("ann", 5).getAssignmentsCount()).isZero();
    // Below what is committed it drains: the cap follows what is given back, and nothing is
    // granted.
    Budget draining = project.plan(BudgetPlan.newBuilder().setLabelCeiling(1));
    assertThat(draining.getLabelCeiling()).isEqualTo(3);
    assertThat(project.next("ann", 5).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_BUDGET_DRAINING);
    project.clockMillis.addAndGet(2 * HOUR);
    assertThat(project.next("ann", 5).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_BUDGET_EXHAUSTED);
    assertThat(project.shown("").getLabelCeiling()).isEqualTo(1);
  }

  @Test
  void annotatorsTimeIsCappedByWhatTheyReport() {
    project.plan(
        BudgetPlan.newBuilder()
            .setAnnotatorTimeCeiling(Durations.fromSeconds(60))
            .setExpectedLabelingDuration(Durations.fromSeconds(20)));
    NextBatchResponse batch = project.next("ann", 5);
    assertThat(batch.getAssignmentsCount()).isEqualTo(3);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_BUDGET_FULLY_HELD);
    // The labels took no time at all, as far as anybody says: there is room again.
    project.submit("ann", batch.getAssignmentsList(), item -> "a");
    assertThat(project.next("ann", 5).getAssignmentsCount()).isEqualTo(3);
  }

  @Test
  void whatWasSpentBeforeCountsTowardsANewLineAndALowerOneDrains() {
    NextBatchResponse batch = project.next("ann", 4);
    project.submit("ann", batch.getAssignmentsList().subList(0, 2), item -> "a");
    Budget planned =
        project.plan(
            plan(
                line("explore", 30).addSlices(Slice.SLICE_EXPLORE),
                line("ann", 100).setAnnotatorId("ann")));
    assertThat(planned.getLines(0).getChargedMicros()).isEqualTo(20);
    assertThat(planned.getLines(0).getHeldMicros()).isEqualTo(20);
    assertThat(planned.getLines(0).getCeilingMicros()).isEqualTo(40);
    assertThat(planned.getLines(1).getHeldMicros()).isEqualTo(20);
    assertThat(project.next("bob", 1).getStopLine()).isEqualTo("explore");
    project.giveBack("ann", batch.getAssignmentsList().subList(2, 4));
    assertThat(project.shown("").getLines(0).getCeilingMicros()).isEqualTo(30);
    assertThat(project.next("bob", 5).getAssignmentsCount()).isEqualTo(1);
  }

  @Test
  void theTimeZoneIsFixedOnceDaysWereCounted() {
    project.plan(BudgetPlan.newBuilder().setTimeZone("Asia/Tokyo"));
    project.next("ann", 1);
    assertThatThrownBy(() -> project.plan(BudgetPlan.newBuilder().setTimeZone("UTC")))
        .isInstanceOf(TimeZoneFixed.class)
        .hasMessageContaining("Asia/Tokyo");
    project.plan(BudgetPlan.newBuilder().setTimeZone("Asia/Tokyo").setLabelCeiling(5));
  }

  @Test
  void anUnknownLineIsNotFound() {
    assertThatThrownBy(() -> balances("none", 10)).isInstanceOf(BudgetLineNotFound.class);
  }

  @Test
  void whatNoPlanCanHaveIsNamed() {
    BudgetPlan.Builder bad =
        plan(
                line("A", -1),
                line("twice", 1).addSlices(Slice.SLICE_GOLD).addSlices(Slice.SLICE_GOLD),
                line("twice", 1),
                line("x", 1).setEachAnnotator(false).setSetAsideShare(0.5),
                line("y", 1).addSlices(Slice.SLICE_GOLD).setSetAsideShare(0.6),
                line("z", 1).addSlices(Slice.SLICE_GOLD).setSetAsideShare(0.6))
            .setLabelCeiling(-1)
            .setTimeZone("Mars/Olympus")
            .addAlertShares(0.5)
            .addAlertShares(0.5)
            .addReviewShares(1)
            .setExpectedLabelingDuration(Durations.fromDays(2));
    assertThatThrownBy(() -> project.plan(bad))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("plan.lines[0].name")
        .hasMessageContaining("plan.lines[0].ceiling_micros")
        .hasMessageContaining("plan.lines[1].slices[1]")
        .hasMessageContaining("plan.lines[2].name")
        .hasMessageContaining("plan.lines[3].each_annotator")
        .hasMessageContaining("plan.lines[3].set_aside_share")
        .hasMessageContaining("plan.lines[5].set_aside_share")
        .hasMessageContaining("plan.label_ceiling")
        .hasMessageContaining("plan.time_zone")
        .hasMessageContaining("plan.alert_shares[1]")
        .hasMessageContaining("plan.review_shares[0]")
        .hasMessageContaining("plan.expected_labeling_duration");
  }
}
