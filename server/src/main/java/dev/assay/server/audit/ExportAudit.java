package dev.assay.server.audit;

import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.NumberedParts.Part;
import dev.assay.server.request.Projects;
import dev.assay.server.store.Store;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import java.util.List;

/** Streams the events that there are when the stream is opened. */
public final class ExportAudit implements Export<ExportAuditRequest, ExportAuditResponse> {
  private final Store store;

  public ExportAudit(Store store) {
    this.store = store;
  }

  @Override
  public Cursor<ExportAuditResponse> open(ExportAuditRequest request) {
    return store.read(
        tables -> {
          long projectId = Projects.require(tables, request.getProject()).projectId();
          return new NumberedParts<>(
              request.getAfterSequence(),
              tables.progress().get(projectId).auditSequence(),
              (after, limit) -> part(projectId, after, limit));
        });
  }

  private Part<ExportAuditResponse> part(long projectId, long after, int limit) {
    List<AuditEvent> events =
        store
            .read(
                tables ->
                    EventReader.read(
                        (from, count) -> tables.audit().list(projectId, from, count), after, limit))
            .events();
    return new Part<>(
        ExportAuditResponse.newBuilder().addAllEvents(events).build(),
        events.get(events.size() - 1).getSequence());
  }
}
