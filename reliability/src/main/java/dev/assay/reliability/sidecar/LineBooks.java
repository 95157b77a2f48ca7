package dev.assay.reliability.sidecar;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.Tables;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.Slice;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was spent by day, slice and annotator, from the journal alone; the stored sums, the open
 * leases and every balance of every line must be the same, and no balance over its cap. A cap that
 * is above the plan's drains: it is what is committed.
 */
final class LineBooks {
  /** What the journal says of one annotator's work in one slice, held on one day. */
  private record Cell(int day, Slice slice, String annotatorId) {}

  /** A balance of a line. */
  private record Key(String line, int periodDay, String annotatorId) {}

  private final Tables tables;
  private final BudgetRow budget;
  private final BudgetPlan plan;
  private final ZoneId zone;
  private final Map<String, Cell> cells = new TreeMap<>();
  private final Map<String, Spending> sums = new TreeMap<>();
  private final Map<String, Long> labelingMillis = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private LineBooks(Tables tables, BudgetRow budget) {
    this.tables = tables;
    this.budget = budget;
    this.plan = budget.plan();
    this.zone = ZoneId.of(plan.getTimeZone().isEmpty() ? "UTC" : plan.getTimeZone());
  }

  static List<String> broken(
      Tables tables,
      BudgetRow budget,
      List<JournalRow> journal,
      Collection<AssignmentRow> assignments) {
    LineBooks books = new LineBooks(tables, budget);
    journal.forEach(books::add);
    books.checkSpend();
    books.checkLeases(assignments);
    books.checkLines();
    books.checkCaps(
        "the project",
        budget.targetMicros(),
        budget.ceilingMicros(),
        budget.plan().hasLabelCeiling() ? (Long) budget.plan().getLabelCeiling() : null,
        budget.labelCeiling(),
        budget.spent());
    return books.broken;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private void add(JournalRow entry) {
    JournalRow.Subject subject = entry.subject();
    if (subject == null) {
      return;
    }
    int charged = side(entry, JournalEntry.Account.ACCOUNT_CHARGED);
    int held = side(entry, JournalEntry.Account.ACCOUNT_HELD);
    long amount = entry.amountMicros();
    Spending change = new Spending(charged * amount, held * amount, charged, held, 0);
    Cell cell = new Cell(subject.budgetDay(), subject.slice(), subject.annotatorId());
    cells.put(cell.toString(), cell);
    sums.merge(cell.toString(), change, Spending::plus);
  }

  /** 1 where the entry moves one label's price into an account, -1 where out of it. */
  private static int side(JournalRow entry, JournalEntry.Account account) {
    return (entry.debit() == account ? 1 : 0) - (entry.credit() == account ? 1 : 0);
  }

  /** The sums by day, slice and annotator that reports are made of. */
  private void checkSpend() {
    Map<String, Spending> left = new TreeMap<>(sums);
    tables.spend().scan(budget.projectId(), row -> checkSpend(row, left));
    left.forEach(
        (cell, sum) ->
            require(
                sum.chargedMicros() == 0 && sum.fundedLabelCount() == 0,
                "the sums know nothing of " + cell));
    long labeling = labelingMillis.values().stream().mapToLong(Long::longValue).sum();
    require(
        labeling == budget.spent().labelingMillis(),
        "time taken: " + labeling + ", in the balance: " + budget.spent().labelingMillis());
  }

  private void checkSpend(SpendRow row, Map<String, Spending> left) {
    Cell cell = new Cell(row.budgetDay(), row.slice(), row.annotatorId());
    cells.put(cell.toString(), cell);
    labelingMillis.put(cell.toString(), row.labelingMillis());
    Spending sum = left.remove(cell.toString());
    Spending expected = sum == null ? Spending.NONE : sum;
    require(
        expected.chargedMicros() == row.chargedMicros()
            && expected.fundedLabelCount() == row.fundedLabelCount(),
        "spent in the journal: " + expected + ", in the sums: " + row);
  }

  private void checkLeases(Collection<AssignmentRow> assignments) {
    Map<String, Spending> held = new TreeMap<>();
    for (AssignmentRow lease : assignments) {
      if (lease.state() == AssignmentRow.State.HELD) {
        int day = day(lease.createdMillis());
        held.merge(
            new Cell(day, lease.slice(), lease.annotatorId()).toString(),
            new Spending(0, lease.priceMicros(), 0, 1, 0),
            Spending::plus);
      }
    }
    sums.forEach(
        (cell, sum) -> {
          Spending leased = held.getOrDefault(cell, Spending.NONE);
          require(
              leased.heldMicros() == sum.heldMicros()
                  && leased.openAssignmentCount() == sum.openAssignmentCount(),
              "held in the journal for " + cell + ": " + sum + ", by open leases: " + leased);
        });
  }

  private int day(long millis) {
    return (int) Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay();
  }

  private void checkLines() {
    Map<Key, Spending> expected = new LinkedHashMap<>();
    for (BudgetLine line : plan.getLinesList()) {
      cells.forEach(
          (name, cell) -> {
            if (covers(line, cell)) {
              Spending sum = sums.getOrDefault(name, Spending.NONE);
              long millis = labelingMillis.getOrDefault(name, 0L);
              expected.merge(
                  key(line, cell), sum.plus(new Spending(0, 0, 0, 0, millis)), Spending::plus);
            }
          });
    }
    int found = 0;
    for (BudgetLine line : plan.getLinesList()) {
      for (LineRow row :
          tables.lines().list(budget.projectId(), line.getName(), -1, "", Integer.MAX_VALUE)) {
        found++;
        check(line, row, expected.remove(new Key(row.line(), row.periodDay(), row.annotatorId())));
      }
    }
    expected.forEach(
        (key, sum) -> require(sum.equals(Spending.NONE), "line " + key + " is not stored: " + sum));
    int stored = tables.lines().count(budget.projectId());
    require(stored == found, stored + " balances of lines, of the plan: " + found);
  }

  private void check(BudgetLine line, LineRow row, @Nullable Spending expected) {
    Spending sum = expected == null ? Spending.NONE : expected;
    require(row.spent().equals(sum), "line " + row + ", in the journal: " + sum);
    checkCaps(
        "line " + row.line(),
        line.hasCeilingMicros() ? (Long) line.getCeilingMicros() : null,
        row.ceilingMicros(),
        line.hasLabelCeiling() ? (Long) line.getLabelCeiling() : null,
        row.labelCeiling(),
        row.spent());
  }

  private void checkCaps(
      String whose,
      @Nullable Long planMicros,
      @Nullable Long micros,
      @Nullable Long planCount,
      @Nullable Long count,
      Spending spent) {
    require(
        isCap(planMicros, micros, spent.committedMicros()),
        whose + " is capped at " + micros + ", planned " + planMicros + ", with " + spent);
    require(
        isCap(planCount, count, spent.committedCount()),
        whose + " is capped at " + count + " labels, planned " + planCount + ", with " + spent);
  }

  private static boolean isCap(@Nullable Long planned, @Nullable Long cap, long committed) {
    if (planned == null || cap == null) {
      return planned == null && cap == null;
    }
    return committed <= cap && (cap.equals(planned) || (cap > planned && cap == committed));
  }

  private static boolean covers(BudgetLine line, Cell cell) {
    return (line.getSlicesCount() == 0 || line.getSlicesList().contains(cell.slice()))
        && (line.getAnnotatorId().isEmpty() || line.getAnnotatorId().equals(cell.annotatorId()));
  }

  private static Key key(BudgetLine line, Cell cell) {
    int periodDay =
        switch (line.getPeriod()) {
          case PERIOD_DAY -> cell.day();
          case PERIOD_WEEK ->
              (int)
                  LocalDate.ofEpochDay(cell.day())
                      .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                      .toEpochDay();
          default -> 0;
        };
    String annotator = line.getEachAnnotator() ? cell.annotatorId() : line.getAnnotatorId();
    return new Key(line.getName(), periodDay, annotator);
  }
}
