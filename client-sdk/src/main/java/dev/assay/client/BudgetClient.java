package dev.assay.client;

import dev.assay.v1.Budget;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetBudgetResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListJournalEntriesResponse;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SetCeilingResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Reads and caps what a project spends: {@link AssayClient#budget()}. Thread-safe.
 *
 * <pre>{@code
 * Budget budget = client.budget().getBudget(project);
 * System.out.println(Micros.toBigDecimal(budget.getAvailableMicros()) + " " + budget.getCurrencyCode());
 * client.budget().setCeiling(project, Micros.of("750"));
 * }</pre>
 */
public final class BudgetClient {
  private final Rpc rpc;

  BudgetClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Reads the balances.
   *
   * @param project the project
   * @return the balances of one instant
   * @throws NotFoundException if there is no such project
   */
  public Budget getBudget(ProjectName project) {
    return rpc.call(BudgetServiceGrpc.getGetBudgetMethod(), get(project)).getBudget();
  }

  /**
   * As {@link #getBudget}, without waiting.
   *
   * @param project the project
   * @return the balances of one instant
   */
  public CompletableFuture<Budget> getBudgetAsync(ProjectName project) {
    return rpc.callAsync(
        BudgetServiceGrpc.getGetBudgetMethod(), get(project), GetBudgetResponse::getBudget);
  }

  /**
   * Changes the cap, whatever it is now. One below what is charged and held is accepted as a drain.
   *
   * @param project the project
   * @param ceilingMicros the new cap, in millionths of the project's currency
   * @return the balances after the change
   * @throws NotFoundException if there is no such project
   * @throws FailedPreconditionException if the project is archived
   */
  public Budget setCeiling(ProjectName project, long ceilingMicros) {
    return setCeiling(
        SetCeilingRequest.newBuilder()
            .setProject(project.toString())
            .setCeilingMicros(ceilingMicros)
            .build());
  }

  /**
   * Changes the cap.
   *
   * @param request the request; an empty request id is filled in
   * @return the balances after the change
   * @throws ConflictException if the request has an etag that is not the stored one
   */
  public Budget setCeiling(SetCeilingRequest request) {
    return rpc.call(BudgetServiceGrpc.getSetCeilingMethod(), request).getBudget();
  }

  /**
   * As {@link #setCeiling(SetCeilingRequest)}, without waiting.
   *
   * @param request the request
   * @return the balances after the change
   */
  public CompletableFuture<Budget> setCeilingAsync(SetCeilingRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getSetCeilingMethod(), request, SetCeilingResponse::getBudget);
  }

  /**
   * Reads the journal in its order.
   *
   * @param project the project
   * @return the entries
   */
  public Paged<JournalEntry> listJournalEntries(ProjectName project) {
    return listJournalEntries(
        ListJournalEntriesRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads the journal in its order.
   *
   * @param request says which, and the size of the pages
   * @return the entries from the request's page on
   */
  public Paged<JournalEntry> listJournalEntries(ListJournalEntriesRequest request) {
    return new Paged<>(
        request.getPageToken(),
        token -> {
          var page = listJournalEntriesPage(request.toBuilder().setPageToken(token).build());
          return new Paged.Page<>(page.getEntriesList(), page.getNextPageToken());
        });
  }

  /**
   * Reads one page of the journal.
   *
   * @param request the request
   * @return the page
   */
  public ListJournalEntriesResponse listJournalEntriesPage(ListJournalEntriesRequest request) {
    return rpc.call(BudgetServiceGrpc.getListJournalEntriesMethod(), request);
  }

  /**
   * As {@link #listJournalEntriesPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListJournalEntriesResponse> listJournalEntriesPageAsync(
      ListJournalEntriesRequest request) {
    return rpc.callAsync(BudgetServiceGrpc.getListJournalEntriesMethod(), request);
  }

  private static GetBudgetRequest get(ProjectName project) {
    return GetBudgetRequest.newBuilder().setProject(project.toString()).build();
  }
}
