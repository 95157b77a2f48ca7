package dev.assay.reliability.book;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.Budget;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.JournalEntry.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a journal entry by entry and adds it up again: the sequence has no gap, each balance
 * follows from the one before, none exceeds the ceiling of its moment, and the last one is the
 * budget's. This does again what the server does by {@code Movement}, from the accounts instead of
 * the kinds, and shares nothing with it: a mistake there must not be repeated where it is looked
 * for.
 */
public final class JournalBook {
  private final List<String> violations = new ArrayList<>();
  private final Map<String, EnumMap<Kind, Integer>> counts = new HashMap<>();
  private JournalEntry last = JournalEntry.getDefaultInstance();

  /** Takes the next entry. */
  public void add(JournalEntry entry) {
    if (entry.getSequence() != last.getSequence() + 1) {
      violations.add("journal entry " + entry.getSequence() + " follows " + last.getSequence());
    }
    if (entry.getAmountMicros() < 0 || entry.getHeldMicros() < 0 || entry.getChargedMicros() < 0) {
      violations.add("a negative amount in journal entry " + brief(entry));
    }
    if (entry.getChargedMicros() + entry.getHeldMicros() > entry.getCeilingMicros()) {
      violations.add("over the ceiling in journal entry " + brief(entry));
    }
    if (Timestamps.compare(entry.getCreateTime(), last.getCreateTime()) < 0) {
      violations.add("time runs back before journal entry " + brief(entry));
    }
    checkBalance(entry);
    if (!isDrain(entry)) {
      counts
          .computeIfAbsent(entry.getRequestId(), id -> new EnumMap<>(Kind.class))
          .merge(entry.getKind(), 1, Integer::sum);
    }
    last = entry;
  }

  /** Whether a lowered ceiling follows what is committed: no request has asked for that. */
  private static boolean isDrain(JournalEntry entry) {
    return entry.getKind() == Kind.KIND_CEILING && entry.getReason().equals("drain");
  }

  /** Every entry moves its amount from one account to another, and the accounts are the balance. */
  private void checkBalance(JournalEntry entry) {
    long ceiling = last.getCeilingMicros() - moved(entry, Account.ACCOUNT_OWNER);
    long held = last.getHeldMicros() + moved(entry, Account.ACCOUNT_HELD);
    long charged = last.getChargedMicros() + moved(entry, Account.ACCOUNT_CHARGED);
    if (!isOfItsKind(entry)
        || entry.getCeilingMicros() != ceiling
        || entry.getHeldMicros() != held
        || entry.getChargedMicros() != charged) {
      violations.add("journal entry " + brief(entry) + " does not follow from " + brief(last));
    }
  }

  private static boolean isOfItsKind(JournalEntry entry) {
    Set<Account> accounts = EnumSet.of(entry.getDebitAccount(), entry.getCreditAccount());
    return switch (entry.getKind()) {
      case KIND_HOLD -> isFrom(entry, Account.ACCOUNT_AVAILABLE, Account.ACCOUNT_HELD);
      case KIND_CHARGE -> isFrom(entry, Account.ACCOUNT_HELD, Account.ACCOUNT_CHARGED);
      case KIND_RELEASE, KIND_EXPIRE ->
          isFrom(entry, Account.ACCOUNT_HELD, Account.ACCOUNT_AVAILABLE);
      case KIND_LATE_CHARGE -> isFrom(entry, Account.ACCOUNT_AVAILABLE, Account.ACCOUNT_CHARGED);
      case KIND_CEILING ->
          accounts.equals(EnumSet.of(Account.ACCOUNT_OWNER, Account.ACCOUNT_AVAILABLE));
      case KIND_ADJUSTMENT ->
          accounts.equals(EnumSet.of(Account.ACCOUNT_AVAILABLE, Account.ACCOUNT_CHARGED));
      default -> false;
    };
  }

  private static boolean isFrom(JournalEntry entry, Account credit, Account debit) {
    return entry.getCreditAccount() == credit && entry.getDebitAccount() == debit;
  }

  /** What the entry adds to an account: negative where it takes from it. */
  private static long moved(JournalEntry entry, Account account) {
    return (entry.getDebitAccount() == account ? entry.getAmountMicros() : 0)
        - (entry.getCreditAccount() == account ? entry.getAmountMicros() : 0);
  }

  /** Compares the balance with the last entry; both must be of one instant. */
  public void compare(Budget budget) {
    if (!endsAt(budget)) {
      violations.add(
          "the balance is "
              + budget.getChargedMicros()
              + " charged, "
              + budget.getHeldMicros()
              + " held of "
              + budget.getCeilingMicros()
              + ", and the last journal entry says "
              + brief(last));
    }
    if (budget.getChargedMicros() + budget.getHeldMicros() > budget.getCeilingMicros()) {
      violations.add("the balance is over its ceiling: " + budget);
    }
  }

  /** Whether the last entry's balance is the budget's. */
  boolean endsAt(Budget budget) {
    return budget.getHeldMicros() == last.getHeldMicros()
        && budget.getChargedMicros() == last.getChargedMicros()
        && budget.getCeilingMicros() == last.getCeilingMicros();
  }

  /** How many entries of a kind one request has made. */
  public int count(String requestId, Kind kind) {
    EnumMap<Kind, Integer> ofRequest = counts.get(requestId);
    return ofRequest == null ? 0 : ofRequest.getOrDefault(kind, 0);
  }

  /** The requests that made entries; the empty one stands for the server itself. */
  public List<String> requestIds() {
    return List.copyOf(counts.keySet());
  }

  /** The number of the last entry. */
  public long size() {
    return last.getSequence();
  }

  /** What was found to be wrong so far. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  private static String brief(JournalEntry entry) {
    return entry.getSequence()
        + " ("
        + entry.getKind()
        + " of "
        + entry.getAmountMicros()
        + ": charged "
        + entry.getChargedMicros()
        + ", held "
        + entry.getHeldMicros()
        + " of "
        + entry.getCeilingMicros()
        + ", request \""
        + entry.getRequestId()
        + "\")";
  }
}
