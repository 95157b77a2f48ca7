package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.LocalStore;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.CurrencyMismatch;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.project.ArchiveProject;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.Budget;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListJournalEntriesResponse;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetRpcsTest {
  private static final String PROJECT = "projects/digits";

  @TempDir private Path folder;
  private LocalStore local;
  private int requests;

  @BeforeEach
  void create() {
    local = new LocalStore(folder);
    local.run(
        new CreateProject(new PolicyRules(Set.of("margin"))),
        CreateProjectRequest.newBuilder()
            .setRequestId("create")
            .setProject(ValidRequests.project(PROJECT))
            .setCeilingMicros(1000)
            .build());
  }

  @AfterEach
  void close() {
    local.close();
  }

  /** Holds the amount for an assignment of a new item. */
  private void hold(long micros) {
    local
        .store()
        .write(
            transaction -> {
              long projectId = Projects.require(transaction, PROJECT).projectId();
              transaction
                  .items()
                  .insert(
                      projectId,
                      List.of(new ItemRow(0, "img", null, Map.of(), 0, transaction.nowMillis())));
              AssignmentRow lease =
                  new AssignmentRow(
                      transaction.assignments().lastId() + 1,
                      projectId,
                      new AssignmentRow.Place(0, 1, 0),
                      "ann",
                      TaskKind.TASK_KIND_LABEL,
                      Slice.SLICE_EXPLORE,
                      micros,
                      AssignmentRow.Lease.held(
                          transaction.nowMillis(), transaction.nowMillis() + 1000, 1));
              transaction.assignments().insert(List.of(lease));
              Ledger ledger = Ledger.open(transaction, projectId, "h");
              ledger.hold(lease.assignmentId(), lease);
              return ledger.close();
            })
        .join();
  }

  private SetCeilingRequest.Builder ceiling(long micros) {
    return SetCeilingRequest.newBuilder()
        .setRequestId("c" + requests++)
        .setProject(PROJECT)
        .setCeilingMicros(micros);
  }

  private Budget set(SetCeilingRequest.Builder request) {
    SecretNumbers secrets = SecretNumbers.ofStore();
    VerdictModels models =
        new VerdictModels(local.store(), new PoolIndexes(local.store(), 1 << 20), secrets);
    return local.run(new SetCeiling(new LateFunding(secrets, models)), request.build()).getBudget();
  }

  private Budget budget() {
    return local
        .ask(
            new GetBudget(local.store(), local::instant),
            GetBudgetRequest.newBuilder().setProject(PROJECT).build())
        .getBudget();
  }

  private ListJournalEntriesResponse journal(int pageSize, String token) {
    return local.ask(
        new ListJournalEntries(local.store()),
        ListJournalEntriesRequest.newBuilder()
            .setProject(PROJECT)
            .setPageSize(pageSize)
            .setPageToken(token)
            .build());
  }

  @Test
  void theBalanceIsThatOfTheProject() {
    hold(300);
    Budget budget = budget();
    assertThat(budget.getProject()).isEqualTo(PROJECT);
    assertThat(budget.getCurrencyCode()).isEqualTo("EUR");
    assertThat(budget.getCeilingMicros()).isEqualTo(1000);
    assertThat(budget.getHeldMicros()).isEqualTo(300);
    assertThat(budget.getAvailableMicros()).isEqualTo(700);
    assertThat(budget.getOpenAssignmentCount()).isEqualTo(1);
    assertThat(budget.getEtag()).isEqualTo("1");
  }

  @Test
  void anotherCeilingIsInTheJournalAndTheAuditLog() {
    Budget after = set(ceiling(2000).setReason("second batch"));
    assertThat(after.getCeilingMicros()).isEqualTo(2000);
    assertThat(after.getEtag()).isEqualTo("2");
    assertThat(budget()).isEqualTo(after);
    JournalEntry entry = journal(10, "").getEntries(1);
    assertThat(entry.getKind()).isEqualTo(JournalEntry.Kind.KIND_CEILING);
    assertThat(entry.getAmountMicros()).isEqualTo(1000);
    assertThat(entry.getDebitAccount()).isEqualTo(JournalEntry.Account.ACCOUNT_AVAILABLE);
    assertThat(entry.getCreditAccount()).isEqualTo(JournalEntry.Account.ACCOUNT_OWNER);
    assertThat(entry.getActor()).isEqualTo("owner");
    assertThat(entry.getReason()).isEqualTo("second batch");
    assertThat(entry.getRequestId()).isEqualTo("c0");
    assertThat(entry.getItemId()).isEmpty();
    local
        .store()
        .read(
            tables -> {
              long projectId = Projects.require(tables, PROJECT).projectId();
              var event = tables.audit().list(projectId, 1, 10).get(0).getCeilingSet();
              assertThat(event.getPreviousMicros()).isEqualTo(1000);
              assertThat(event.getCeilingMicros()).isEqualTo(2000);
              assertThat(event.getReason()).isEqualTo("second batch");
              return true;
            });
  }

  @Test
  void aCeilingBelowWhatIsHeldDrainsAndOneEqualToItDoesNot() {
    hold(300);
    Budget draining = set(ceiling(299));
    assertThat(draining.getCeilingMicros()).isEqualTo(300);
    assertThat(draining.getCeilingTargetMicros()).isEqualTo(299);
    assertThat(draining.getAvailableMicros()).isZero();
    Budget full = set(ceiling(300));
    assertThat(full.getCeilingMicros()).isEqualTo(300);
    assertThat(full.getCeilingTargetMicros()).isEqualTo(300);
    assertThat(full.getAvailableMicros()).isZero();
  }

  @Test
  void aRehearsalAnswersWithTheBudgetAsItWouldBeAndChangesNothing() {
    Budget before = budget();
    Budget would = set(ceiling(5000).setValidateOnly(true));
    assertThat(would.getCeilingMicros()).isEqualTo(5000);
    assertThat(budget()).isEqualTo(before);
    assertThat(journal(10, "").getEntriesCount()).isEqualTo(1);
    assertThatThrownBy(() -> set(ceiling(5000).setValidateOnly(true).setEtag("9")))
        .isInstanceOf(EtagMismatch.class);
  }

  @Test
  void guardsOfEtagAndCurrencyAreHeeded() {
    assertThatThrownBy(() -> set(ceiling(2000).setEtag("7"))).isInstanceOf(EtagMismatch.class);
    assertThatThrownBy(() -> set(ceiling(2000).setCurrencyCode("USD")))
        .isInstanceOf(CurrencyMismatch.class)
        .hasMessageContaining("must be the project's, EUR");
    assertThat(set(ceiling(2000).setEtag("1").setCurrencyCode("EUR")).getEtag()).isEqualTo("2");
  }

  @Test
  void whatCannotBeACeilingIsNamed() {
    assertThatThrownBy(() -> set(ceiling(-1)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("ceiling_micros");
    assertThatThrownBy(() -> set(ceiling(1_000_000_000_000_000_001L)))
        .isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> set(ceiling(1).setReason("x".repeat(201))))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("reason");
  }

  @Test
  void aRefusalIsRememberedAndARepetitionIsAnsweredAsTheFirstTime() {
    SetCeilingRequest.Builder stale = ceiling(100).setEtag("7");
    assertThatThrownBy(() -> set(stale)).isInstanceOf(EtagMismatch.class);
    SetCeilingRequest.Builder high = ceiling(4000);
    Budget first = set(high);
    set(ceiling(6000));
    assertThat(set(high)).isEqualTo(first);
    assertThatThrownBy(() -> set(stale)).hasMessageContaining("7");
    assertThat(budget().getCeilingMicros()).isEqualTo(6000);
  }

  @Test
  void aRefusalIsTheSameAfterARestart() {
    SetCeilingRequest.Builder dollars = ceiling(2000).setCurrencyCode("USD");
    assertThatThrownBy(() -> set(dollars)).isInstanceOf(CurrencyMismatch.class);
    local.close();
    local = new LocalStore(folder);
    assertThatThrownBy(() -> set(dollars))
        .isInstanceOf(RememberedRefusal.class)
        .hasMessageContaining("must be the project's, EUR");
    assertThatThrownBy(() -> set(dollars.setCurrencyCode("EUR")))
        .isInstanceOf(RequestIdReused.class);
    assertThat(journal(10, "").getEntriesCount()).isEqualTo(1);
  }

  @Test
  void adjustmentsAreBookedBetweenWhatIsAvailableAndCharged() {
    Budget fee = adjust(250);
    assertThat(fee.getChargedMicros()).isEqualTo(250);
    assertThat(fee.getAdjustedMicros()).isEqualTo(250);
    assertThat(adjust(-100).getChargedMicros()).isEqualTo(150);
    JournalEntry refund = journal(10, "").getEntries(2);
    assertThat(refund.getKind()).isEqualTo(JournalEntry.Kind.KIND_ADJUSTMENT);
    assertThat(refund.getAmountMicros()).isEqualTo(100);
    assertThat(refund.getDebitAccount()).isEqualTo(JournalEntry.Account.ACCOUNT_AVAILABLE);
    assertThat(refund.getCreditAccount()).isEqualTo(JournalEntry.Account.ACCOUNT_CHARGED);
    assertThat(refund.getActor()).isEqualTo("finance");
    assertThat(refund.getReason()).isEqualTo("platform fee");
  }

  private Budget adjust(long micros) {
    return local
        .run(
            new AdjustCharges(),
            AdjustChargesRequest.newBuilder()
                .setRequestId("a" + requests++)
                .setProject(PROJECT)
                .setAmountMicros(micros)
                .setReason("platform fee")
                .setActor("finance")
                .build())
        .getBudget();
  }

  @Test
  void theJournalIsPagedInItsOrderAndNamesItemAndAnnotator() {
    hold(300);
    for (int i = 0; i < 5; i++) {
      set(ceiling(2000 + i));
    }
    List<Long> sequences = new ArrayList<>();
    String token = "";
    do {
      ListJournalEntriesResponse page = journal(2, token);
      page.getEntriesList().forEach(entry -> sequences.add(entry.getSequence()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(sequences).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    JournalEntry hold = journal(10, "").getEntries(1);
    assertThat(hold.getKind()).isEqualTo(JournalEntry.Kind.KIND_HOLD);
    assertThat(hold.getItemId()).isEqualTo("img");
    assertThat(hold.getAnnotatorId()).isEqualTo("ann");
    assertThat(hold.getHeldMicros()).isEqualTo(300);
  }

  @Test
  void anUnknownProjectIsNotFoundAndAnArchivedOneKeepsItsCeiling() {
    assertThatThrownBy(() -> set(ceiling(1).setProject("projects/none")))
        .isInstanceOf(ProjectNotFound.class);
    local.run(
        new ArchiveProject((transaction, projectId, requestId) -> {}),
        ArchiveProjectRequest.newBuilder().setRequestId("a").setName(PROJECT).build());
    assertThatThrownBy(() -> set(ceiling(2000))).isInstanceOf(ProjectArchived.class);
    assertThat(budget().getCeilingMicros()).isEqualTo(1000);
  }
}
