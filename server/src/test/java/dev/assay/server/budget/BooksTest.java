package dev.assay.server.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.Discrepancy;
import dev.assay.v1.Funding;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Slice;
import dev.assay.v1.VerifyBudgetRequest;
import dev.assay.v1.VerifyBudgetResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books that do not add up are found, by row, and stop the writer. */
class BooksTest {
  @TempDir Path folder;
  private final JournalsRead read = new JournalsRead();
  private LocalProject project;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000);
    project.putItems(50, null);
    project.plan(
        BudgetPlan.newBuilder()
            .addLines(
                BudgetLine.newBuilder()
                    .setName("daily")
                    .setPeriod(BudgetLine.Period.PERIOD_DAY)
                    .setCeilingMicros(500)));
    NextBatchResponse batch = project.next("ann", 5);
    project.submit("ann", batch.getAssignmentsList().subList(0, 2), item -> "a");
    project.giveBack("ann", batch.getAssignmentsList().subList(2, 3));
    assertThat(verify().getReadEntryCount()).isEqualTo(9); // what follows is found beside it
  }

  @AfterEach
  void close() {
    project.close();
  }

  private VerifyBudgetResponse verify() {
    return verify(false);
  }

  private VerifyBudgetResponse verify(boolean fromFirstEntry) {
    return new VerifyBudget(project.store, read)
        .answer(
            VerifyBudgetRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setFromFirstEntry(fromFirstEntry)
                .build());
  }

  /** Changes the balance that an entry says it left, as another program would. */
  private void changeEntry(long sequence) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("assay.db"));
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE journal_entry SET held_micros = held_micros + 1 WHERE sequence = "
                      + sequence))
          .isEqualTo(1);
    }
  }

  private void tamper(Consumer<Transaction> change) {
    project.write(
        transaction -> {
          change.accept(transaction);
          return true;
        });
  }

  private void assertFound(String row) {
    List<Discrepancy> found = verify().getDiscrepanciesList();
    assertThat(found).extracting(Discrepancy::getRow).anyMatch(name -> name.startsWith(row));
    assertThat(project.store.isHealthy()).isFalse();
    assertThatThrownBy(() -> project.next("ann", 1)).isInstanceOf(StoreFailed.class);
    // Questions are answered on, and nothing was repaired.
    assertThat(verify().getDiscrepanciesList()).isEqualTo(found);
  }

  @Test
  void booksThatAddUpStopNothing() {
    VerifyBudgetResponse answer = verify();
    assertThat(answer.getDiscrepanciesList()).isEmpty();
    assertThat(answer.getEntryCount()).isEqualTo(1 + 5 + 2 + 1);
    assertThat(project.store.isHealthy()).isTrue();
  }

  @Test
  void whatWasReadIsNotReadAgain() {
    project.next("bob", 2);
    VerifyBudgetResponse answer = verify();
    assertThat(answer.getDiscrepanciesList()).isEmpty();
    assertThat(answer.getReadEntryCount()).isEqualTo(2);
    assertThat(answer.getEntryCount()).isEqualTo(9 + 2);
    assertThat(verify().getReadEntryCount()).isZero();
    assertThat(verify(true).getReadEntryCount()).isEqualTo(9 + 2);
  }

  @Test
  void anEntryThatAnotherProgramChangedIsFoundByReadingTheWhole() throws SQLException {
    changeEntry(3);
    assertThat(verify().getDiscrepanciesList()).isEmpty();
    assertThat(verify(true).getDiscrepanciesList())
        .extracting(Discrepancy::getRow)
        .contains("journal entry 3");
    assertThat(project.store.isHealthy()).isFalse();
  }

  @Test
  void theBackgroundFindsAnEntryThatAnotherProgramChanged() throws SQLException {
    BooksAudit audit = new BooksAudit(project.store, read);
    untilRoundEnds(audit);
    changeEntry(3);
    assertThat(project.store.isHealthy()).isTrue();
    untilRoundEnds(audit);
    assertThat(project.store.isHealthy()).isFalse();
  }

  @Test
  void whatTheBackgroundReadIsNotReadAgain() {
    JournalsRead others = new JournalsRead();
    untilRoundEnds(new BooksAudit(project.store, others));
    assertThat(others.end(project.projectId()).sequence()).isEqualTo(9);
  }

  private static void untilRoundEnds(BooksAudit audit) {
    int steps = 0;
    while (!audit.step()) {
      steps++;
      assertThat(steps).isLessThan(10);
    }
  }

  @Test
  void aBalanceThatIsNotTheJournalsIsFound() {
    BudgetRow row = project.budget();
    tamper(
        transaction ->
            transaction
                .budgets()
                .update(
                    new BudgetRow(
                        row.projectId(),
                        row.ceilingMicros() + 1,
                        row.targetMicros(),
                        row.labelCeiling(),
                        row.spent(),
                        row.adjustedMicros(),
                        row.unfundedLabelCount(),
                        row.watch(),
                        row.plan(),
                        row.journalSequence(),
                        row.revision(),
                        row.updatedMillis())));
    assertFound("budget");
  }

  @Test
  void anEntryThatDoesNotFollowFromTheOnesBeforeIsFound() {
    BudgetRow row = project.budget();
    tamper(
        transaction ->
            transaction
                .budgets()
                .append(
                    List.of(
                        new JournalRow(
                            row.projectId(),
                            row.journalSequence() + 1,
                            JournalEntry.Kind.KIND_RELEASE,
                            JournalEntry.Account.ACCOUNT_AVAILABLE,
                            JournalEntry.Account.ACCOUNT_HELD,
                            10,
                            new JournalRow.After(
                                row.ceilingMicros(), row.chargedMicros(), row.heldMicros()),
                            new JournalRow.Subject(1, Slice.SLICE_EXPLORE, "ann", 0),
                            new JournalRow.Cause("", "forged", ""),
                            1))));
    assertFound("journal entry " + (row.journalSequence() + 1));
  }

  @Test
  void anEntryBetweenTheWrongAccountsIsFound() {
    BudgetRow row = project.budget();
    tamper(
        transaction ->
            transaction
                .budgets()
                .append(
                    List.of(
                        new JournalRow(
                            row.projectId(),
                            row.journalSequence() + 1,
                            JournalEntry.Kind.KIND_HOLD,
                            JournalEntry.Account.ACCOUNT_CHARGED,
                            JournalEntry.Account.ACCOUNT_AVAILABLE,
                            0,
                            new JournalRow.After(
                                row.ceilingMicros(), row.chargedMicros(), row.heldMicros()),
                            new JournalRow.Subject(1, Slice.SLICE_EXPLORE, "ann", 0),
                            new JournalRow.Cause("", "forged", ""),
                            1))));
    assertFound("journal entry " + (row.journalSequence() + 1));
  }

  @Test
  void aLeaseThatNobodyHoldsForIsFound() {
    tamper(
        transaction -> {
          var open = transaction.assignments().due(project.projectId(), Long.MAX_VALUE, 1).get(0);
          transaction.assignments().close(open.assignmentId(), AssignmentRow.State.RETURNED, 1);
        });
    assertFound("open assignments");
  }

  @Test
  void spendingThatNoLabelCostIsFound() {
    tamper(
        transaction ->
            transaction
                .spend()
                .add(new SpendRow(project.projectId(), 1, Slice.SLICE_EXPLORE, "ann", 10, 1, 0)));
    assertFound("spend");
  }

  @Test
  void aLineThatIsNotWhatFallsUnderItIsFound() {
    tamper(transaction -> transaction.lines().clear(project.projectId()));
    assertFound("budget line");
  }

  @Test
  void aLabelThatIsChargedOtherwiseIsFound() {
    tamper(
        transaction ->
            transaction.labels().fund(project.projectId(), 1, Funding.FUNDING_FUNDED, 11));
    assertFound("labels");
  }

  @Test
  void theBackgroundChecksEveryProjectAndKeepsHowFarItCame() {
    BooksAudit audit = new BooksAudit(project.store, read);
    assertThat(audit.atStart()).isEqualTo(9);
    untilRoundEnds(audit);
    JournalCheckRow kept =
        project.store.read(tables -> requireNonNull(tables.budgets().check(project.projectId())));
    assertThat(kept.sequence()).isEqualTo(9);
    assertThat(kept.chargedMicros()).isEqualTo(20);
    assertThat(kept.heldMicros()).isEqualTo(20);
    // A start reads on from there.
    project.next("bob", 2);
    assertThat(new BooksAudit(project.store, read).atStart()).isEqualTo(2);
  }

  @Test
  void theBackgroundStopsTheWriterWhereTheBooksDisagree() {
    tamper(
        transaction ->
            transaction
                .spend()
                .add(new SpendRow(project.projectId(), 1, Slice.SLICE_EXPLORE, "ann", 10, 1, 0)));
    BooksAudit audit = new BooksAudit(project.store, read);
    assertThat(audit.step()).isFalse();
    assertThat(project.store.isHealthy()).isFalse();
    assertThat(new BooksAudit(project.store, read).atStart()).isEqualTo(9);
  }
}
