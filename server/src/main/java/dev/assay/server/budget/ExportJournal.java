package dev.assay.server.budget;

import dev.assay.server.request.Export;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.ExportJournalResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams the movements that there are when the stream is opened. */
public final class ExportJournal implements Export<ExportJournalRequest, ExportJournalResponse> {
  /** The most entries in one message. */
  public static final int MAX_MESSAGE_ENTRIES = 1000;

  private final Store store;

  public ExportJournal(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ExportJournalRequest request, Violations violations) {
    violations.require(request.getAfterSequence() >= 0, "after_sequence", "must not be negative");
  }

  @Override
  public Cursor<ExportJournalResponse> open(ExportJournalRequest request) {
    return store.read(
        tables -> {
          long projectId = Projects.require(tables, request.getProject()).projectId();
          return new Entries(
              projectId,
              request.getAfterSequence(),
              tables.budgets().get(projectId).journalSequence());
        });
  }

  private final class Entries implements Cursor<ExportJournalResponse> {
    private final long projectId;
    private final long last;
    private long after;

    Entries(long projectId, long after, long last) {
      this.projectId = projectId;
      this.after = after;
      this.last = last;
    }

    @Override
    public @Nullable ExportJournalResponse next() {
      if (after >= last) {
        return null;
      }
      ExportJournalResponse part = store.read(this::part);
      after += part.getEntriesCount();
      return part;
    }

    private ExportJournalResponse part(Tables tables) {
      int limit = (int) Math.min(MAX_MESSAGE_ENTRIES, last - after); // sequences have no gaps
      List<JournalRow> rows = tables.budgets().journal(projectId, after, limit);
      if (rows.size() != limit) {
        throw new IllegalStateException("the journal has a gap after entry " + after);
      }
      ExportJournalResponse.Builder part = ExportJournalResponse.newBuilder();
      rows.forEach(row -> part.addEntries(JournalView.entry(tables, row)));
      return part.build();
    }
  }
}
