package dev.assay.server.budget;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.JournalEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project's balance, open for the movements of one transaction. Every movement keeps charges plus
 * holds at or below the ceiling and adds its journal entry; {@link #close} writes both. Integers
 * only, and arithmetic that overflows throws.
 *
 * <p>The order is: check with {@link #availableMicros}, then move. A movement that the balance does
 * not allow is a fault of the caller and throws {@link IllegalStateException}; the engine's own
 * check of the row is the last line of defence.
 */
public final class Ledger {
  private final Transaction transaction;
  private final String requestId;
  private final BudgetRow opened;
  private final List<JournalRow> entries = new ArrayList<>();
  private long ceilingMicros;
  private long chargedMicros;
  private long heldMicros;
  private long fundedLabelCount;
  private long openAssignmentCount;
  private long unfundedLabelCount;
  private long revision;

  private Ledger(Transaction transaction, String requestId, BudgetRow row) {
    this.transaction = transaction;
    this.requestId = requestId;
    this.opened = row;
    this.ceilingMicros = row.ceilingMicros();
    this.chargedMicros = row.chargedMicros();
    this.heldMicros = row.heldMicros();
    this.fundedLabelCount = row.fundedLabelCount();
    this.openAssignmentCount = row.openAssignmentCount();
    this.unfundedLabelCount = row.unfundedLabelCount();
    this.revision = row.revision();
  }

  /**
   * Opens the balance of a project.
   *
   * @param requestId the request that moves it; empty for what the server does by itself
   */
  public static Ledger open(Transaction transaction, long projectId, String requestId) {
    return new Ledger(transaction, requestId, transaction.budgets().get(projectId));
  }

  /** Makes the balance of a new project, with its first ceiling in the journal. */
  public static void create(
      Transaction transaction, long projectId, String requestId, long ceilingMicros) {
    BudgetRow empty = new BudgetRow(projectId, 0, 0, 0, 0, 0, 0, 0, 0, transaction.nowMillis());
    transaction.budgets().insert(empty);
    Ledger ledger = new Ledger(transaction, requestId, empty);
    ledger.setCeiling(ceilingMicros, "");
    ledger.close();
  }

  /** What can still be held: never negative. */
  public long availableMicros() {
    return ceilingMicros - chargedMicros - heldMicros;
  }

  /** The sum of open holds. */
  public long heldMicros() {
    return heldMicros;
  }

  /** Reserves the price of an assignment, which must be available. */
  public void hold(long assignmentId, long priceMicros) {
    heldMicros = Math.addExact(heldMicros, priceMicros);
    openAssignmentCount++;
    record(Kind.KIND_HOLD, priceMicros, assignmentId, "");
  }

  /** Turns a hold into a charge. */
  public void charge(long assignmentId, long priceMicros) {
    heldMicros = Math.subtractExact(heldMicros, priceMicros);
    chargedMicros = Math.addExact(chargedMicros, priceMicros);
    openAssignmentCount--;
    fundedLabelCount++;
    record(Kind.KIND_CHARGE, priceMicros, assignmentId, "");
  }

  /** Gives a hold back: the assignment was returned. */
  public void release(long assignmentId, long priceMicros, String reason) {
    giveBack(Kind.KIND_RELEASE, assignmentId, priceMicros, reason);
  }

  /** Gives a hold back: the lease ended. */
  public void expire(long assignmentId, long priceMicros) {
    giveBack(Kind.KIND_EXPIRE, assignmentId, priceMicros, "");
  }

  private void giveBack(Kind kind, long assignmentId, long priceMicros, String reason) {
    heldMicros = Math.subtractExact(heldMicros, priceMicros);
    openAssignmentCount--;
    record(kind, priceMicros, assignmentId, reason);
  }

  /** Charges a label whose hold is gone; the price must be available. */
  public void chargeLate(long assignmentId, long priceMicros) {
    chargedMicros = Math.addExact(chargedMicros, priceMicros);
    fundedLabelCount++;
    record(Kind.KIND_LATE_CHARGE, priceMicros, assignmentId, "");
  }

  /** Counts a label that nothing pays for. */
  public void addUnfunded() {
    unfundedLabelCount++;
  }

  /** Sets the cap, which must not be below charges and holds. */
  public void setCeiling(long newCeilingMicros, String reason) {
    ceilingMicros = newCeilingMicros;
    revision++;
    record(Kind.KIND_CEILING, newCeilingMicros, null, reason);
  }

  private void record(Kind kind, long amountMicros, @Nullable Long assignmentId, String reason) {
    if (chargedMicros < 0 || heldMicros < 0 || openAssignmentCount < 0 || availableMicros() < 0) {
      throw new IllegalStateException(
          "a "
              + kind
              + " of "
              + amountMicros
              + " does not fit the balance of project "
              + opened.projectId());
    }
    entries.add(
        new JournalRow(
            opened.projectId(),
            opened.journalSequence() + entries.size() + 1,
            kind,
            amountMicros,
            ceilingMicros,
            chargedMicros,
            heldMicros,
            assignmentId,
            requestId,
            reason,
            transaction.nowMillis()));
  }

  /** Writes the balance and its entries, where anything moved, and returns the balance. */
  public BudgetRow close() {
    if (entries.isEmpty() && unfundedLabelCount == opened.unfundedLabelCount()) {
      return opened;
    }
    BudgetRow row =
        new BudgetRow(
            opened.projectId(),
            ceilingMicros,
            chargedMicros,
            heldMicros,
            fundedLabelCount,
            openAssignmentCount,
            unfundedLabelCount,
            opened.journalSequence() + entries.size(),
            revision,
            transaction.nowMillis());
    transaction.budgets().update(row);
    transaction.budgets().append(entries);
    return row;
  }
}
