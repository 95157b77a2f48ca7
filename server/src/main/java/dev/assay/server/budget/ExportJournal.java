package dev.assay.server.budget;

import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.NumberedParts.Part;
import dev.assay.server.request.Projects;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.ExportJournalResponse;
import java.util.List;

/** Streams the movements that there are when the stream is opened. */
public final class ExportJournal implements Export<ExportJournalRequest, ExportJournalResponse> {
  private final Store store;

  public ExportJournal(Store store) {
    this.store = store;
  }

  @Override
  public Cursor<ExportJournalResponse> open(ExportJournalRequest request) {
    return store.read(
        tables -> {
          long projectId = Projects.require(tables, request.getProject()).projectId();
          return new NumberedParts<>(
              request.getAfterSequence(),
              tables.budgets().get(projectId).journalSequence(),
              (after, limit) -> store.read(later -> part(later, projectId, after, limit)));
        });
  }

  private static Part<ExportJournalResponse> part(
      Tables tables, long projectId, long after, int limit) {
    List<JournalRow> rows = tables.budgets().journal(projectId, after, limit);
    if (rows.size() != limit) {
      throw new IllegalStateException("the journal has a gap after entry " + after);
    }
    ExportJournalResponse.Builder message = ExportJournalResponse.newBuilder();
    rows.forEach(row -> message.addEntries(JournalView.entry(tables, row)));
    return new Part<>(message.build(), after + limit);
  }
}
