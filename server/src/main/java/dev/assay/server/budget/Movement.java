package dev.assay.server.budget;

import static dev.assay.v1.JournalEntry.Account.ACCOUNT_AVAILABLE;
import static dev.assay.v1.JournalEntry.Account.ACCOUNT_CHARGED;
import static dev.assay.v1.JournalEntry.Account.ACCOUNT_HELD;
import static dev.assay.v1.JournalEntry.Account.ACCOUNT_OWNER;

import dev.assay.server.store.Spending;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.JournalEntry.Kind;

/**
 * One movement of money between two accounts, and what it does to the balance.
 *
 * @param ceilingChange what it adds to the ceiling
 * @param spentChange what it adds to what is spent and reserved
 */
record Movement(
    Kind kind,
    Account debit,
    Account credit,
    long amountMicros,
    long ceilingChange,
    Spending spentChange) {

  static Movement hold(long micros) {
    return new Movement(
        Kind.KIND_HOLD,
        ACCOUNT_HELD,
        ACCOUNT_AVAILABLE,
        micros,
        0,
        new Spending(0, micros, 0, 1, 0));
  }

  static Movement charge(long micros, long labelingMillis) {
    return new Movement(
        Kind.KIND_CHARGE,
        ACCOUNT_CHARGED,
        ACCOUNT_HELD,
        micros,
        0,
        new Spending(micros, -micros, 1, -1, labelingMillis));
  }

  /** Gives a hold back: returned or expired. */
  static Movement giveBack(Kind kind, long micros) {
    return new Movement(
        kind, ACCOUNT_AVAILABLE, ACCOUNT_HELD, micros, 0, new Spending(0, -micros, 0, -1, 0));
  }

  static Movement chargeLate(long micros) {
    return new Movement(
        Kind.KIND_LATE_CHARGE,
        ACCOUNT_CHARGED,
        ACCOUNT_AVAILABLE,
        micros,
        0,
        new Spending(micros, 0, 1, 0, 0));
  }

  /** Changes the ceiling by the amount, which may be negative. */
  static Movement ceiling(long changeMicros) {
    boolean raised = changeMicros >= 0;
    return new Movement(
        Kind.KIND_CEILING,
        raised ? ACCOUNT_AVAILABLE : ACCOUNT_OWNER,
        raised ? ACCOUNT_OWNER : ACCOUNT_AVAILABLE,
        Math.abs(changeMicros),
        changeMicros,
        Spending.NONE);
  }

  /** Charges the amount, or refunds it where it is negative. */
  static Movement adjustment(long changeMicros) {
    boolean charged = changeMicros >= 0;
    return new Movement(
        Kind.KIND_ADJUSTMENT,
        charged ? ACCOUNT_CHARGED : ACCOUNT_AVAILABLE,
        charged ? ACCOUNT_AVAILABLE : ACCOUNT_CHARGED,
        Math.abs(changeMicros),
        0,
        new Spending(changeMicros, 0, 0, 0, 0));
  }
}
