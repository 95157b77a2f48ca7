package dev.assay.server.project;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Project;

/** The fields of a project's definition that only the server writes. */
final class StoredDefinition {
  static final long FIRST_REVISION = 1;

  private StoredDefinition() {}

  /** A new project as it is stored: {@code uid} is its own for ever. */
  static Project first(Project asked, String uid, long nowMillis) {
    return asked.toBuilder()
        .setUid(uid)
        .setPolicy(PolicyRules.complete(asked.getPolicy()).toBuilder().setVersion(1))
        .setState(Project.State.STATE_ACTIVE)
        .setEtag(etag(FIRST_REVISION))
        .setCreateTime(Timestamps.fromMillis(nowMillis))
        .setUpdateTime(Timestamps.fromMillis(nowMillis))
        .build();
  }

  /** Stores the next revision of a project and returns it. */
  static Project next(
      Transaction transaction, ProjectRow row, Project.Builder changed, boolean archived) {
    long revision = row.revision() + 1;
    long nowMillis = transaction.nowMillis();
    Project definition =
        changed
            .setState(archived ? Project.State.STATE_ARCHIVED : Project.State.STATE_ACTIVE)
            .setEtag(etag(revision))
            .setUpdateTime(Timestamps.fromMillis(nowMillis))
            .build();
    transaction
        .projects()
        .update(
            new ProjectRow(
                row.projectId(),
                row.name(),
                archived,
                revision,
                definition,
                row.createdMillis(),
                nowMillis));
    return definition;
  }

  private static String etag(long revision) {
    return Long.toString(revision);
  }
}
