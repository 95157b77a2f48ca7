package dev.assay.server.budget;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListJournalEntriesResponse;

/** Reads the journal in its order. */
public final class ListJournalEntries
    implements Query<ListJournalEntriesRequest, ListJournalEntriesResponse> {
  private final Store store;

  public ListJournalEntries(Store store) {
    this.store = store;
  }

  @Override
  public ListJournalEntriesResponse answer(ListJournalEntriesRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> page(tables, request.getProject(), page));
  }

  private static ListJournalEntriesResponse page(Tables tables, String project, Page page) {
    long projectId = Projects.require(tables, project).projectId();
    ListJournalEntriesResponse.Builder response = ListJournalEntriesResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) -> tables.budgets().journal(projectId, from.afterNumber(0), limit),
            row -> JournalView.entry(tables, row),
            response::addEntries,
            row -> Long.toString(row.sequence()));
    return response.setNextPageToken(next).build();
  }
}
