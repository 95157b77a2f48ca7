package dev.assay.client;

import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.AdjustChargesResponse;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.ExportJournalResponse;
import dev.assay.v1.Forecast;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.FundLabelsResponse;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetBudgetResponse;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.GetForecastResponse;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.LineBalance;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListJournalEntriesResponse;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.ListLineBalancesResponse;
import dev.assay.v1.PauseGrantsRequest;
import dev.assay.v1.PauseGrantsResponse;
import dev.assay.v1.ResumeGrantsRequest;
import dev.assay.v1.ResumeGrantsResponse;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SetBudgetPlanResponse;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SetCeilingResponse;
import dev.assay.v1.VerifyBudgetRequest;
import dev.assay.v1.VerifyBudgetResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

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
    return rpc.paged(
        BudgetServiceGrpc.getListJournalEntriesMethod(),
        request,
        ListJournalEntriesResponse::getEntriesList);
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

  /**
   * Replaces the plan below the ceiling: lines, set-asides, pace, alerts, reviews.
   *
   * @param request the request; an empty request id is filled in
   * @return the balances after the change
   * @throws InvalidRequestException if the plan cannot be
   * @throws ConflictException if the request has an etag that is not the stored one
   */
  public Budget setBudgetPlan(SetBudgetPlanRequest request) {
    return rpc.call(BudgetServiceGrpc.getSetBudgetPlanMethod(), request).getBudget();
  }

  /**
   * As {@link #setBudgetPlan}, without waiting.
   *
   * @param request the request
   * @return the balances after the change
   */
  public CompletableFuture<Budget> setBudgetPlanAsync(SetBudgetPlanRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getSetBudgetPlanMethod(), request, SetBudgetPlanResponse::getBudget);
  }

  /**
   * Stops the granting of work until {@link #resumeGrants}; what is leased can still be answered.
   *
   * @param request the request; an empty request id is filled in
   * @return the balances after the change
   */
  public Budget pauseGrants(PauseGrantsRequest request) {
    return rpc.call(BudgetServiceGrpc.getPauseGrantsMethod(), request).getBudget();
  }

  /**
   * As {@link #pauseGrants}, without waiting.
   *
   * @param request the request
   * @return the balances after the change
   */
  public CompletableFuture<Budget> pauseGrantsAsync(PauseGrantsRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getPauseGrantsMethod(), request, PauseGrantsResponse::getBudget);
  }

  /**
   * Lets a project that has stopped for review grant again.
   *
   * @param request the request; an empty request id is filled in
   * @return the balances after the change
   */
  public Budget resumeGrants(ResumeGrantsRequest request) {
    return rpc.call(BudgetServiceGrpc.getResumeGrantsMethod(), request).getBudget();
  }

  /**
   * As {@link #resumeGrants}, without waiting.
   *
   * @param request the request
   * @return the balances after the change
   */
  public CompletableFuture<Budget> resumeGrantsAsync(ResumeGrantsRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getResumeGrantsMethod(), request, ResumeGrantsResponse::getBudget);
  }

  /**
   * Books a charge, or a refund where the amount is negative, that no label brings.
   *
   * @param request the request; an empty request id is filled in
   * @return the balances after the change
   * @throws FailedPreconditionException if it does not fit what is available or charged
   */
  public Budget adjustCharges(AdjustChargesRequest request) {
    return rpc.call(BudgetServiceGrpc.getAdjustChargesMethod(), request).getBudget();
  }

  /**
   * As {@link #adjustCharges}, without waiting.
   *
   * @param request the request
   * @return the balances after the change
   */
  public CompletableFuture<Budget> adjustChargesAsync(AdjustChargesRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getAdjustChargesMethod(), request, AdjustChargesResponse::getBudget);
  }

  /**
   * Charges labels that wait for budget, oldest first, as far as it goes.
   *
   * @param request the request; an empty request id is filled in
   * @return how many were charged, and how many still wait
   */
  public FundLabelsResponse fundLabels(FundLabelsRequest request) {
    return rpc.call(BudgetServiceGrpc.getFundLabelsMethod(), request);
  }

  /**
   * As {@link #fundLabels}, without waiting.
   *
   * @param request the request
   * @return how many were charged, and how many still wait
   */
  public CompletableFuture<FundLabelsResponse> fundLabelsAsync(FundLabelsRequest request) {
    return rpc.callAsync(BudgetServiceGrpc.getFundLabelsMethod(), request);
  }

  /**
   * Reads the balances of one line, one for each period and annotator that it was used by.
   *
   * @param request says which, and the size of the pages
   * @return the balances from the request's page on
   * @throws NotFoundException if there is no such project, or no such line in its plan
   */
  public Paged<LineBalance> listLineBalances(ListLineBalancesRequest request) {
    return rpc.paged(
        BudgetServiceGrpc.getListLineBalancesMethod(),
        request,
        ListLineBalancesResponse::getBalancesList);
  }

  /**
   * Reads one page of the balances of one line.
   *
   * @param request the request
   * @return the page
   */
  public ListLineBalancesResponse listLineBalancesPage(ListLineBalancesRequest request) {
    return rpc.call(BudgetServiceGrpc.getListLineBalancesMethod(), request);
  }

  /**
   * As {@link #listLineBalancesPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListLineBalancesResponse> listLineBalancesPageAsync(
      ListLineBalancesRequest request) {
    return rpc.callAsync(BudgetServiceGrpc.getListLineBalancesMethod(), request);
  }

  /**
   * Adds the journal up and compares it with every balance. Entries that the server has read before
   * are not read again; see {@link #verifyBudgetFromFirstEntry}.
   *
   * @param project the project
   * @return the number of entries, and the rows that disagree, if any
   */
  public VerifyBudgetResponse verifyBudget(ProjectName project) {
    return rpc.call(BudgetServiceGrpc.getVerifyBudgetMethod(), verify(project));
  }

  /**
   * As {@link #verifyBudget}, and reads the whole journal again, which finds an entry that
   * something else than the server has changed. It takes as long as the journal.
   *
   * @param project the project
   * @return the number of entries, and the rows that disagree, if any
   */
  public VerifyBudgetResponse verifyBudgetFromFirstEntry(ProjectName project) {
    return rpc.call(
        BudgetServiceGrpc.getVerifyBudgetMethod(),
        verify(project).toBuilder().setFromFirstEntry(true).build());
  }

  /**
   * As {@link #verifyBudget}, without waiting.
   *
   * @param project the project
   * @return the number of entries, and the rows that disagree, if any
   */
  public CompletableFuture<VerifyBudgetResponse> verifyBudgetAsync(ProjectName project) {
    return rpc.callAsync(BudgetServiceGrpc.getVerifyBudgetMethod(), verify(project));
  }

  /**
   * Streams the whole journal in its order.
   *
   * @param project the project
   * @return the entries, to be closed. An unknown project is reported when the first one is read
   */
  public Export<JournalEntry> exportJournal(ProjectName project) {
    return exportJournal(ExportJournalRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Streams the journal in its order. An export that broke is continued by asking for what comes
   * after the sequence number of the last entry read.
   *
   * @param request the request
   * @return the entries, to be closed
   */
  public Export<JournalEntry> exportJournal(ExportJournalRequest request) {
    return Export.open(
        rpc,
        BudgetServiceGrpc.getExportJournalMethod(),
        request,
        ExportJournalResponse::getEntriesList);
  }

  /**
   * As {@link #exportJournal(ExportJournalRequest)}, on a thread of the client's executor.
   *
   * @param request the request
   * @param consumer takes each entry; while it works, the server waits
   * @return the number of entries, when all were taken
   */
  public CompletableFuture<Long> exportJournalAsync(
      ExportJournalRequest request, Consumer<? super JournalEntry> consumer) {
    return AsyncExport.start(
        rpc,
        BudgetServiceGrpc.getExportJournalMethod(),
        request,
        ExportJournalResponse::getEntriesList,
        consumer);
  }

  /**
   * Adds up what labels have cost, by slice, annotator and day.
   *
   * @param project the project
   * @return the sums of its whole life
   * @throws NotFoundException if there is no such project
   */
  public GetSpendReportResponse getSpendReport(ProjectName project) {
    return getSpendReport(
        GetSpendReportRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Adds up what labels have cost, by slice, annotator and day, and by stratum where asked.
   *
   * @param request says which days, and whether by stratum
   * @return the sums
   */
  public GetSpendReportResponse getSpendReport(GetSpendReportRequest request) {
    return rpc.call(BudgetServiceGrpc.getGetSpendReportMethod(), request);
  }

  /**
   * As {@link #getSpendReport(GetSpendReportRequest)}, without waiting.
   *
   * @param request the request
   * @return the sums
   */
  public CompletableFuture<GetSpendReportResponse> getSpendReportAsync(
      GetSpendReportRequest request) {
    return rpc.callAsync(BudgetServiceGrpc.getGetSpendReportMethod(), request);
  }

  /**
   * Reads how fast the budget was charged in the last 14 days, and when it will be exhausted.
   *
   * @param project the project
   * @return the forecast, or the reason why there is none
   * @throws NotFoundException if there is no such project
   */
  public Forecast getForecast(ProjectName project) {
    return getForecast(GetForecastRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads how fast the budget was charged, and when it will be exhausted.
   *
   * @param request says the window and the intervals' levels
   * @return the forecast, or the reason why there is none
   */
  public Forecast getForecast(GetForecastRequest request) {
    return rpc.call(BudgetServiceGrpc.getGetForecastMethod(), request).getForecast();
  }

  /**
   * As {@link #getForecast(GetForecastRequest)}, without waiting.
   *
   * @param request the request
   * @return the forecast, or the reason why there is none
   */
  public CompletableFuture<Forecast> getForecastAsync(GetForecastRequest request) {
    return rpc.callAsync(
        BudgetServiceGrpc.getGetForecastMethod(), request, GetForecastResponse::getForecast);
  }

  private static VerifyBudgetRequest verify(ProjectName project) {
    return VerifyBudgetRequest.newBuilder().setProject(project.toString()).build();
  }

  private static GetBudgetRequest get(ProjectName project) {
    return GetBudgetRequest.newBuilder().setProject(project.toString()).build();
  }
}
