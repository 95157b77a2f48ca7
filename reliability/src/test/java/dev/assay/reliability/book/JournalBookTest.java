package dev.assay.reliability.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Budget;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.JournalEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books of a project of 100, in which one thing at a time is wrong. */
final class JournalBookTest {
  private static final Map<Kind, Account> DEBITED =
      Map.of(
          Kind.KIND_CEILING, Account.ACCOUNT_AVAILABLE,
          Kind.KIND_HOLD, Account.ACCOUNT_HELD,
          Kind.KIND_CHARGE, Account.ACCOUNT_CHARGED,
          Kind.KIND_RELEASE, Account.ACCOUNT_AVAILABLE,
          Kind.KIND_EXPIRE, Account.ACCOUNT_AVAILABLE,
          Kind.KIND_LATE_CHARGE, Account.ACCOUNT_CHARGED);
  private static final Map<Kind, Account> CREDITED =
      Map.of(
          Kind.KIND_CEILING, Account.ACCOUNT_OWNER,
          Kind.KIND_HOLD, Account.ACCOUNT_AVAILABLE,
          Kind.KIND_CHARGE, Account.ACCOUNT_HELD,
          Kind.KIND_RELEASE, Account.ACCOUNT_HELD,
          Kind.KIND_EXPIRE, Account.ACCOUNT_HELD,
          Kind.KIND_LATE_CHARGE, Account.ACCOUNT_AVAILABLE);

  private final JournalBook journal = new JournalBook();
  private final LeaseBook leases = new LeaseBook();
  private long sequence;

  private static JournalEntry entry(
      long sequence, Kind kind, long amount, long charged, long held, String annotator) {
    return JournalEntry.newBuilder()
        .setSequence(sequence)
        .setKind(kind)
        .setDebitAccount(DEBITED.get(kind))
        .setCreditAccount(CREDITED.get(kind))
        .setAmountMicros(amount)
        .setChargedMicros(charged)
        .setHeldMicros(held)
        .setCeilingMicros(100)
        .setItemId(kind == Kind.KIND_CEILING ? "" : "item")
        .setAnnotatorId(annotator)
        .setRequestId("r" + sequence)
        .build();
  }

  private void add(Kind kind, long amount, long charged, long held, String annotator) {
    JournalEntry entry = entry(++sequence, kind, amount, charged, held, annotator);
    journal.add(entry);
    leases.add(entry);
  }

  private List<String> violations() {
    List<String> all = new ArrayList<>(journal.violations());
    all.addAll(leases.violations());
    return all;
  }

  @Test
  void aLifeOfOneItemIsInOrder() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 60, 0, 60, "ann");
    add(Kind.KIND_RELEASE, 60, 0, 0, "ann");
    add(Kind.KIND_HOLD, 60, 0, 60, "ann");
    add(Kind.KIND_EXPIRE, 60, 0, 0, "ann");
    add(Kind.KIND_HOLD, 50, 0, 50, "bob");
    add(Kind.KIND_CHARGE, 50, 50, 0, "bob");
    add(Kind.KIND_LATE_CHARGE, 50, 100, 0, "ann");
    journal.compare(Budget.newBuilder().setCeilingMicros(100).setChargedMicros(100).build());
    assertThat(violations()).isEmpty();
    assertThat(journal.size()).isEqualTo(8);
    assertThat(journal.count("r7", Kind.KIND_CHARGE)).isEqualTo(1);
    assertThat(journal.count("r7", Kind.KIND_HOLD)).isZero();
  }

  @Test
  void anEntryOverTheCeilingIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 101, 0, 101, "ann");
    assertThat(violations()).singleElement().asString().startsWith("over the ceiling");
  }

  @Test
  void anEntryThatIsMissingIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    sequence++;
    add(Kind.KIND_CEILING, 0, 0, 0, "");
    assertThat(violations()).singleElement().asString().contains("entry 3 follows 1");
  }

  @Test
  void aBalanceThatDoesNotFollowIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 10, 0, 11, "ann");
    assertThat(violations()).singleElement().asString().contains("does not follow");
  }

  @Test
  void anEntryBetweenOtherAccountsThanItsKindsIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    JournalEntry hold = entry(2, Kind.KIND_HOLD, 0, 0, 0, "ann");
    journal.add(hold.toBuilder().setCreditAccount(Account.ACCOUNT_OWNER).build());
    assertThat(journal.violations()).singleElement().asString().contains("does not follow");
  }

  @Test
  void anAdjustmentIsAddedBothWays() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    JournalEntry.Builder charged = adjustment(2, 30, 30);
    journal.add(
        charged
            .setDebitAccount(Account.ACCOUNT_CHARGED)
            .setCreditAccount(Account.ACCOUNT_AVAILABLE)
            .build());
    JournalEntry.Builder refunded = adjustment(3, 10, 20);
    journal.add(
        refunded
            .setDebitAccount(Account.ACCOUNT_AVAILABLE)
            .setCreditAccount(Account.ACCOUNT_CHARGED)
            .build());
    assertThat(journal.violations()).isEmpty();
    journal.add(
        adjustment(4, 5, 25)
            .setDebitAccount(Account.ACCOUNT_AVAILABLE)
            .setCreditAccount(Account.ACCOUNT_CHARGED)
            .build());
    assertThat(journal.violations()).singleElement().asString().contains("does not follow");
  }

  private static JournalEntry.Builder adjustment(long sequence, long amount, long charged) {
    return JournalEntry.newBuilder()
        .setSequence(sequence)
        .setKind(Kind.KIND_ADJUSTMENT)
        .setAmountMicros(amount)
        .setChargedMicros(charged)
        .setCeilingMicros(100);
  }

  @Test
  void aBudgetThatIsNotTheLastEntrysIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    journal.compare(Budget.newBuilder().setCeilingMicros(100).setHeldMicros(1).build());
    assertThat(violations()).singleElement().asString().startsWith("the balance is 0 charged, 1");
  }

  @Test
  void anItemThatTwoHoldIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 10, 0, 10, "ann");
    add(Kind.KIND_HOLD, 10, 0, 20, "bob");
    assertThat(violations()).singleElement().asString().contains("is held by ann");
  }

  @Test
  void aLeaseThatIsChargedTwiceIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 10, 0, 10, "ann");
    add(Kind.KIND_CHARGE, 10, 10, 0, "ann");
    add(Kind.KIND_LATE_CHARGE, 10, 20, 0, "ann");
    assertThat(violations()).singleElement().asString().contains("no lease of theirs that expired");
  }

  @Test
  void anItemThatIsHeldAfterItWasBoughtIsFound() {
    add(Kind.KIND_CEILING, 100, 0, 0, "");
    add(Kind.KIND_HOLD, 10, 0, 10, "ann");
    add(Kind.KIND_CHARGE, 10, 10, 0, "ann");
    add(Kind.KIND_HOLD, 10, 10, 10, "bob");
    assertThat(violations()).singleElement().asString().contains("was bought before");
  }
}
