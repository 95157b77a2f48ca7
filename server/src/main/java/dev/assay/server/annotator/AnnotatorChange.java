package dev.assay.server.annotator;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.routing.RouteBook;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorChanged;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.AuditEvent;
import org.jspecify.annotations.Nullable;

/** Stores the next revision of an annotator, under an audit event of its own. */
public final class AnnotatorChange {
  private AnnotatorChange() {}

  /**
   * Stores it and returns what callers see.
   *
   * @param before the annotator before, or null for one of whom nothing was known
   * @param requestId the request that changed it; empty for what the server does by itself
   */
  public static Annotator store(
      Transaction transaction,
      ProjectRow project,
      @Nullable AnnotatorRow before,
      AnnotatorRow after,
      String requestId) {
    AnnotatorRow revised = after.revised(transaction.nowMillis());
    transaction.annotators().put(revised);
    new RouteBook(transaction, project.projectId()).count(before, revised);
    Annotator annotator = AnnotatorView.of(project, revised);
    AuditLog.append(
        transaction,
        project.projectId(),
        requestId,
        AuditEvent.newBuilder()
            .setAnnotatorChanged(
                AnnotatorChanged.newBuilder()
                    .setAnnotator(annotator)
                    .setPreviousState(
                        before == null
                            ? AnnotatorState.ANNOTATOR_STATE_UNSPECIFIED
                            : before.standing().state())));
    return annotator;
  }
}
