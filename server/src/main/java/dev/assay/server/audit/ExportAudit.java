package dev.assay.server.audit;

import dev.assay.server.request.Export;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.Store;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import org.jspecify.annotations.Nullable;

/** Streams the events that there are when the stream is opened. */
public final class ExportAudit implements Export<ExportAuditRequest, ExportAuditResponse> {
  /** The most events in one message. */
  public static final int MAX_MESSAGE_EVENTS = 1000;

  private final Store store;

  public ExportAudit(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ExportAuditRequest request, Violations violations) {
    violations.require(request.getAfterSequence() >= 0, "after_sequence", "must not be negative");
  }

  @Override
  public Cursor<ExportAuditResponse> open(ExportAuditRequest request) {
    return store.read(
        tables -> {
          long projectId = Projects.require(tables, request.getProject()).projectId();
          return new Events(
              projectId,
              request.getAfterSequence(),
              tables.progress().get(projectId).auditSequence());
        });
  }

  private final class Events implements Cursor<ExportAuditResponse> {
    private final long projectId;
    private final long last;
    private long after;

    Events(long projectId, long after, long last) {
      this.projectId = projectId;
      this.after = after;
      this.last = last;
    }

    @Override
    public @Nullable ExportAuditResponse next() {
      if (after >= last) {
        return null;
      }
      int limit = (int) Math.min(MAX_MESSAGE_EVENTS, last - after); // sequences have no gaps
      EventReader.Part part =
          store.read(
              tables ->
                  EventReader.read(
                      (from, count) -> tables.audit().list(projectId, from, count), after, limit));
      after = part.events().get(part.events().size() - 1).getSequence();
      return ExportAuditResponse.newBuilder().addAllEvents(part.events()).build();
    }
  }
}
