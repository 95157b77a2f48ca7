package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.BudgetWatch;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Spending;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.ExploitationClosed;
import dev.assay.v1.ExploitationReopened;
import dev.assay.v1.GrantsPaused;
import dev.assay.v1.JournalEntry.Kind;
import dev.assay.v1.Slice;
import dev.assay.v1.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project's balance, open for the movements of one transaction. Every movement keeps charges plus
 * holds at or below the ceiling, of the project and of each budget line, and adds one journal entry
 * that names the account it debits and the one it credits; {@link #close} writes all of it.
 * Integers only, and arithmetic that overflows throws.
 *
 * <p>The order is: ask ({@link #admit} for new work, {@link #refusalOfLate} for a label whose hold
 * is gone), then move. A movement that the balance does not allow is a fault of the caller and
 * throws {@link IllegalStateException}; the engine's own checks of the rows are the last line of
 * defence.
 */
public final class Ledger {
  /** The actor of an owner's change that does not say who asks. */
  public static final String OWNER = "owner";

  /*
   * What a movement costs. The journal row is the only statement for each movement. The balance is
   * read and written once a transaction; a line's balance once, where the plan has lines; a row of
   * spend once for each day, slice and annotator of the labels charged. A grant without lines writes
   * the balance and its journal rows, and nothing else of the budget.
   *
   * Draining. A ceiling asked for below what is committed cannot be the ceiling yet. The row keeps
   * both: the target, and the ceiling, which is what is committed until that reaches the target.
   * After each movement the ceiling follows down, with a journal entry of its own, so that what is
   * released goes to the owner and not to other work. Lines do the same by their caps.
   *
   * Days. A movement counts towards the periods of the day on which its hold was made, in the time
   * zone of the plan; a late charge towards those of the day it is charged on. So a charge never
   * finds its line full: its hold has made the room.
   */
  private final Transaction transaction;
  private final String requestId;
  private final String actor;
  private final BudgetRow opened;
  private final List<JournalRow> entries = new ArrayList<>();
  private final BudgetCalendar calendar;
  private final Lines lines;
  private final DaySpend daySpend;
  private final int today;
  private long ceilingMicros;
  private long targetMicros;
  private @Nullable Long labelCeiling;
  private Spending spent;
  private Spending admitted = Spending.NONE;
  private long adjustedMicros;
  private long unfundedLabelCount;
  private BudgetWatch watch;
  private long revision;

  private Ledger(Transaction transaction, String requestId, String actor, BudgetRow row) {
    this.transaction = transaction;
    this.requestId = requestId;
    this.actor = actor;
    this.opened = row;
    this.ceilingMicros = row.ceilingMicros();
    this.targetMicros = row.targetMicros();
    this.labelCeiling = row.labelCeiling();
    this.spent = row.spent();
    this.adjustedMicros = row.adjustedMicros();
    this.unfundedLabelCount = row.unfundedLabelCount();
    this.watch = row.watch();
    this.revision = row.revision();
    this.calendar = BudgetCalendar.of(row.plan());
    this.lines = new Lines(transaction, row.projectId(), row.plan());
    this.daySpend = new DaySpend(row.projectId());
    this.today = calendar.day(transaction.nowMillis());
  }

  /**
   * Opens the balance of a project.
   *
   * @param requestId the request that moves it; empty for what the server does by itself
   */
  public static Ledger open(Transaction transaction, long projectId, String requestId) {
    return open(transaction, projectId, requestId, "");
  }

  /**
   * Opens the balance of a project.
   *
   * @param actor who moves it; empty for the annotator of the movements, or for the server
   */
  public static Ledger open(
      Transaction transaction, long projectId, String requestId, String actor) {
    return new Ledger(transaction, requestId, actor, transaction.budgets().get(projectId));
  }

  /** Makes the balance of a new project, with its first ceiling in the journal. */
  public static void create(
      Transaction transaction, long projectId, String requestId, long ceilingMicros) {
    BudgetRow empty = BudgetRow.empty(projectId, transaction.nowMillis());
    transaction.budgets().insert(empty);
    Ledger ledger = new Ledger(transaction, requestId, OWNER, empty);
    ledger.setCeiling(ceilingMicros, "");
    ledger.close();
  }

  public BudgetPlan plan() {
    return opened.plan();
  }

  /** Whether waves are to be drawn without exploitation at the time. */
  public static boolean isExplorationOnly(Tables tables, BudgetRow budget, long nowMillis) {
    Long priceMicros = budget.watch().closedPriceMicros();
    if (priceMicros == null) {
      return false;
    }
    BudgetCalendar calendar = BudgetCalendar.of(budget.plan());
    Lines lines = new Lines(tables, budget.projectId(), budget.plan());
    return new Admission(budget, lines, calendar, nowMillis)
            .ofCharge(
                budget.spent(),
                new Lines.Scope(Slice.SLICE_EXPLOIT, "", calendar.day(nowMillis)),
                priceMicros)
        != null;
  }

  /** The price that did not fit exploitation, or null while it is open. */
  public @Nullable Long closedPriceMicros() {
    return watch.closedPriceMicros();
  }

  /** What can still be held or charged: never negative. */
  public long availableMicros() {
    return ceilingMicros - spent.committedMicros();
  }

  /**
   * Admits new work beside what was admitted before, or says why it does not fit. What is admitted
   * may be held. Work that would exceed a review threshold stops the granting for everybody.
   */
  public @Nullable Refusal admit(Slice slice, String annotatorId, long priceMicros) {
    Refusal refusal = refusalOf(slice, annotatorId, priceMicros);
    if (refusal != null) {
      return refusal;
    }
    Admission admission = admission();
    Double share = admission.reviewShare(spent.plus(admitted), priceMicros);
    if (share != null) {
      pause(share);
      return Refusal.of(StopReason.STOP_REASON_REVIEW_PENDING);
    }
    count(slice, annotatorId, Movement.hold(priceMicros));
    return null;
  }

  /**
   * Admits work in the place of work that was admitted before, or leaves that admitted and returns
   * false.
   */
  public boolean admitInstead(
      Slice replaced, long replacedMicros, Slice slice, long priceMicros, String annotatorId) {
    count(replaced, annotatorId, Movement.giveBack(Kind.KIND_RELEASE, replacedMicros));
    boolean fits =
        refusalOf(slice, annotatorId, priceMicros) == null
            && admission().reviewShare(spent.plus(admitted), priceMicros) == null;
    count(fits ? slice : replaced, annotatorId, Movement.hold(fits ? priceMicros : replacedMicros));
    return fits;
  }

  private void count(Slice slice, String annotatorId, Movement movement) {
    admitted = admitted.plus(movement.spentChange());
    lines.of(scope(slice, annotatorId)).forEach(line -> line.admit(movement.spentChange()));
  }

  /** Why work of the slice would not be admitted now, or null where it would be. */
  public @Nullable Refusal refusalOf(Slice slice, String annotatorId, long priceMicros) {
    return admission().ofWork(spent.plus(admitted), scope(slice, annotatorId), priceMicros);
  }

  /** Why a label whose hold is gone cannot be charged now, or null where it can. */
  public @Nullable Refusal refusalOfLate(AssignmentRow lease) {
    return refusalOfCharge(lease.slice(), lease.annotatorId(), lease.priceMicros());
  }

  /** Why the ceilings, the lines or what is set aside forbid the amount, or null. */
  public @Nullable Refusal refusalOfCharge(Slice slice, String annotatorId, long priceMicros) {
    return admission().ofCharge(spent.plus(admitted), scope(slice, annotatorId), priceMicros);
  }

  private Admission admission() {
    return new Admission(row(0), lines, calendar, transaction.nowMillis());
  }

  private Lines.Scope scope(Slice slice, String annotatorId) {
    return new Lines.Scope(slice, annotatorId, today);
  }

  private Lines.Scope holdScope(AssignmentRow lease) {
    return new Lines.Scope(lease.slice(), lease.annotatorId(), calendar.day(lease.createdMillis()));
  }

  /** Reserves the price of an assignment of today, which must have been admitted. */
  public void hold(long assignmentId, AssignmentRow lease) {
    Lines.Scope scope = scope(lease.slice(), lease.annotatorId());
    move(Movement.hold(lease.priceMicros()), scope, assignmentId, "");
  }

  /**
   * Turns a hold into a charge.
   *
   * @param labelingMillis the time that the annotator reports, or 0
   */
  public void charge(AssignmentRow lease, long labelingMillis) {
    Lines.Scope scope = holdScope(lease);
    Movement charge = Movement.charge(lease.priceMicros(), labelingMillis);
    move(charge, scope, lease.assignmentId(), "");
    daySpend.add(scope, lease.priceMicros(), 1, labelingMillis);
  }

  /** Gives a hold back: the assignment was returned. */
  public void release(AssignmentRow lease, String reason) {
    Movement release = Movement.giveBack(Kind.KIND_RELEASE, lease.priceMicros());
    move(release, holdScope(lease), lease.assignmentId(), reason);
  }

  /** Gives a hold back: the lease ended. */
  public void expire(AssignmentRow lease) {
    Movement expiry = Movement.giveBack(Kind.KIND_EXPIRE, lease.priceMicros());
    move(expiry, holdScope(lease), lease.assignmentId(), "");
  }

  /**
   * The line that a hold would not fit if it were another annotator's, or null where it would fit
   * all.
   */
  public @Nullable String lineAgainst(AssignmentRow lease, String newAnnotatorId) {
    Lines.Scope from = holdScope(lease);
    Lines.Scope to = new Lines.Scope(lease.slice(), newAnnotatorId, from.budgetDay());
    List<OpenLine> held = lines.of(from);
    return lines.of(to).stream()
        .filter(line -> !held.contains(line) && !line.fits(lease.priceMicros()))
        .map(line -> line.line().getName())
        .findFirst()
        .orElse(null);
  }

  /** Makes a hold another annotator's; {@link #lineAgainst} must have found nothing. */
  public void transfer(AssignmentRow lease, String newAnnotatorId) {
    Lines.Scope from = holdScope(lease);
    Lines.Scope to = new Lines.Scope(lease.slice(), newAnnotatorId, from.budgetDay());
    Movement release = Movement.giveBack(Kind.KIND_RELEASE, lease.priceMicros());
    Movement hold = Movement.hold(lease.priceMicros());
    post(release, from, lease.assignmentId(), "transfer");
    post(hold, to, lease.assignmentId(), "transfer");
  }

  /** Charges a label whose hold is gone, to today; {@link #refusalOfLate} must have allowed it. */
  public void chargeLate(AssignmentRow lease) {
    Lines.Scope scope = scope(lease.slice(), lease.annotatorId());
    move(Movement.chargeLate(lease.priceMicros()), scope, lease.assignmentId(), "");
    daySpend.add(scope, lease.priceMicros(), 1, 0);
  }

  /** Counts the time of a label that did not turn a hold into a charge. */
  public void addTime(AssignmentRow lease, long labelingMillis) {
    if (labelingMillis > 0) {
      Lines.Scope scope = holdScope(lease);
      Spending time = new Spending(0, 0, 0, 0, labelingMillis);
      spent = spent.plus(time);
      lines.move(scope, time);
      daySpend.add(scope, 0, 0, labelingMillis);
    }
  }

  /** Counts labels that wait for budget; a negative number when they no longer do. */
  public void addUnfunded(int count) {
    unfundedLabelCount += count;
  }

  /** Sets the cap that the ceiling is, or drains to. */
  public void setCeiling(long newTargetMicros, String reason) {
    long newCeilingMicros = Math.max(newTargetMicros, spent.committedMicros());
    targetMicros = newTargetMicros;
    revision++;
    record(Movement.ceiling(newCeilingMicros - ceilingMicros), null, reason);
  }

  /** Charges what no label has cost, or refunds it where it is negative; it must fit. */
  public void adjust(long amountMicros, String reason) {
    adjustedMicros = Math.addExact(adjustedMicros, amountMicros);
    revision++;
    record(Movement.adjustment(amountMicros), null, reason);
    drain();
  }

  /** Lets grants exceed the threshold that they wait at. */
  public void resume() {
    Long pausedMicros = watch.pausedMicros();
    if (pausedMicros != null) {
      watch = watch.resumed(pausedMicros);
      revision++;
    }
  }

  /** Grants nothing until {@link #resume}, whatever is committed. */
  public void pause(String reason, String actor) {
    if (watch.pausedMicros() == null) {
      watch = watch.paused(watch.reviewedMicros(), transaction.nowMillis());
      revision++;
      audit(
          AuditEvent.newBuilder()
              .setGrantsPaused(
                  GrantsPaused.newBuilder()
                      .setThresholdMicros(watch.reviewedMicros())
                      .setReason(reason)
                      .setActor(actor)));
    }
  }

  private void pause(double share) {
    long thresholdMicros = Shares.of(share, targetMicros);
    watch = watch.paused(thresholdMicros, transaction.nowMillis());
    audit(
        AuditEvent.newBuilder()
            .setGrantsPaused(
                GrantsPaused.newBuilder().setShare(share).setThresholdMicros(thresholdMicros)));
  }

  /** Draws no exploitation from here on, until the price fits. */
  public void closeExploitation(Refusal refusal, long priceMicros) {
    watch = watch.closed(priceMicros);
    audit(
        AuditEvent.newBuilder()
            .setExploitationClosed(
                ExploitationClosed.newBuilder()
                    .setLine(refusal.line())
                    .setPriceMicros(priceMicros)));
  }

  /** Draws exploitation again. */
  public void reopenExploitation() {
    watch = watch.closed(null);
    audit(
        AuditEvent.newBuilder().setExploitationReopened(ExploitationReopened.getDefaultInstance()));
  }

  private void audit(AuditEvent.Builder event) {
    AuditLog.append(transaction, opened.projectId(), requestId, event);
  }

  private void move(Movement movement, Lines.Scope scope, long assignmentId, String reason) {
    post(movement, scope, assignmentId, reason);
    drain();
  }

  private void post(Movement movement, Lines.Scope scope, long assignmentId, String reason) {
    JournalRow.Subject subject =
        new JournalRow.Subject(assignmentId, scope.slice(), scope.annotatorId(), scope.budgetDay());
    record(movement, subject, reason);
    lines.move(scope, movement.spentChange());
  }

  /** Lets a ceiling above its target follow what is committed. */
  private void drain() {
    if (ceilingMicros > targetMicros) {
      long eased = Math.max(targetMicros, Math.min(ceilingMicros, spent.committedMicros()));
      if (eased != ceilingMicros) {
        record(Movement.ceiling(eased - ceilingMicros), null, "drain");
      }
    }
    if (labelCeiling != null) {
      labelCeiling =
          OpenLine.eased(labelCeiling, opened.plan().getLabelCeiling(), spent.committedCount());
    }
  }

  private void record(Movement movement, JournalRow.@Nullable Subject subject, String reason) {
    ceilingMicros = Math.addExact(ceilingMicros, movement.ceilingChange());
    spent = spent.plus(movement.spentChange());
    if (spent.isNegative() || spent.committedMicros() > ceilingMicros) {
      throw new IllegalStateException(
          "a "
              + movement.kind()
              + " of "
              + movement.amountMicros()
              + " does not fit the balance of project "
              + opened.projectId());
    }
    entries.add(
        new JournalRow(
            opened.projectId(),
            opened.journalSequence() + entries.size() + 1,
            movement.kind(),
            movement.debit(),
            movement.credit(),
            movement.amountMicros(),
            new JournalRow.After(ceilingMicros, spent.chargedMicros(), spent.heldMicros()),
            subject,
            new JournalRow.Cause(actor, requestId, reason),
            transaction.nowMillis()));
  }

  private BudgetRow row(long updatedMillis) {
    return new BudgetRow(
        opened.projectId(),
        ceilingMicros,
        targetMicros,
        labelCeiling,
        spent,
        adjustedMicros,
        unfundedLabelCount,
        watch,
        opened.plan(),
        opened.journalSequence() + entries.size(),
        revision,
        updatedMillis);
  }

  /** Writes what has moved and returns the balance. */
  public BudgetRow close() {
    if (row(opened.updatedMillis()).equals(opened)) {
      return opened;
    }
    watch = watch.alerted(Alerts.tell(transaction, row(0), requestId));
    BudgetRow row = row(transaction.nowMillis());
    transaction.budgets().update(row);
    transaction.budgets().append(entries);
    lines.close(transaction);
    daySpend.close(transaction);
    return row;
  }
}
