package dev.assay.server.budget;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListJournalEntriesResponse;
import java.util.List;

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
    List<JournalRow> rows =
        tables.budgets().journal(projectId, page.afterNumber(0), page.rowsToRead());
    ListJournalEntriesResponse.Builder response = ListJournalEntriesResponse.newBuilder();
    String next =
        page.fill(
            rows,
            row -> response.addEntries(JournalView.entry(tables, row)),
            row -> Long.toString(row.sequence()));
    return response.setNextPageToken(next).build();
  }
}
