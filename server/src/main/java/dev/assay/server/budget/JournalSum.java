package dev.assay.server.budget;

import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.Spending;
import dev.assay.v1.Discrepancy;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.JournalEntry.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds journal entries up, one after the other, and reports every one that is not what the ones
 * before it lead to: its number, its accounts, its effect and the balance that it says it left.
 */
final class JournalSum {
  private final long projectId;
  private final Consumer<Discrepancy> discrepancies;
  private long sequence;
  private long ceilingMicros;
  private long adjustedMicros;
  private Spending spent;

  JournalSum(JournalCheckRow from, Consumer<Discrepancy> discrepancies) {
    this.projectId = from.projectId();
    this.discrepancies = discrepancies;
    this.sequence = from.sequence();
    this.ceilingMicros = from.ceilingMicros();
    this.adjustedMicros = from.adjustedMicros();
    this.spent =
        new Spending(
            from.chargedMicros(),
            from.heldMicros(),
            from.fundedLabelCount(),
            from.openAssignmentCount(),
            0);
  }

  /** The last entry that was added. */
  long sequence() {
    return sequence;
  }

  void add(JournalMove row) {
    expect("journal entry after " + sequence, "sequence", sequence + 1, row.sequence());
    sequence = row.sequence();
    String name = "journal entry " + sequence;
    Movement movement = movement(row);
    if (movement == null) {
      report(name, "a movement between the accounts of its kind", describe(row));
      spent =
          new Spending(
              row.chargedMicros(),
              row.heldMicros(),
              spent.fundedLabelCount(),
              spent.openAssignmentCount(),
              0);
      ceilingMicros = row.ceilingMicros();
      return;
    }
    ceilingMicros += movement.ceilingChange();
    spent = spent.plus(movement.spentChange());
    if (movement.kind() == Kind.KIND_ADJUSTMENT) {
      adjustedMicros += movement.spentChange().chargedMicros();
    }
    if (spent.isNegative() || spent.committedMicros() > ceilingMicros) {
      report(name, "a balance from 0 to the ceiling " + ceilingMicros, describe(spent));
    }
    expect(name, "charged_micros", spent.chargedMicros(), row.chargedMicros());
    expect(name, "held_micros", spent.heldMicros(), row.heldMicros());
    expect(name, "ceiling_micros", ceilingMicros, row.ceilingMicros());
  }

  /**
   * The movement that the entry says it is, or null where its accounts are not those of its kind.
   */
  private static @Nullable Movement movement(JournalMove row) {
    long micros = row.amountMicros();
    Movement movement =
        switch (row.kind()) {
          case KIND_HOLD -> Movement.hold(micros);
          case KIND_CHARGE -> Movement.charge(micros, 0);
          case KIND_RELEASE, KIND_EXPIRE -> Movement.giveBack(row.kind(), micros);
          case KIND_LATE_CHARGE -> Movement.chargeLate(micros);
          case KIND_CEILING ->
              Movement.ceiling(row.debit() == Account.ACCOUNT_OWNER ? -micros : micros);
          case KIND_ADJUSTMENT ->
              Movement.adjustment(row.credit() == Account.ACCOUNT_CHARGED ? -micros : micros);
          default -> null;
        };
    boolean isWhole =
        movement != null
            && movement.debit() == row.debit()
            && movement.credit() == row.credit()
            && (row.kind() == Kind.KIND_CEILING || row.kind() == Kind.KIND_ADJUSTMENT)
                != row.hasSubject();
    return isWhole ? movement : null;
  }

  private static String describe(JournalMove row) {
    return row.kind() + " of " + row.amountMicros() + ": " + row.debit() + " from " + row.credit();
  }

  private static String describe(Spending spent) {
    return "charged " + spent.chargedMicros() + ", held " + spent.heldMicros();
  }

  private void expect(String row, String column, long expected, long found) {
    if (expected != found) {
      report(row, column + " " + expected, column + " " + found);
    }
  }

  private void report(String row, String expected, String found) {
    discrepancies.accept(
        Discrepancy.newBuilder().setRow(row).setExpected(expected).setFound(found).build());
  }

  /** What the entries come to so far. */
  JournalCheckRow check() {
    return new JournalCheckRow(
        projectId,
        sequence,
        ceilingMicros,
        spent.chargedMicros(),
        spent.heldMicros(),
        adjustedMicros,
        spent.fundedLabelCount(),
        spent.openAssignmentCount());
  }
}
