package dev.assay.server.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ProjectTable;
import dev.assay.v1.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code project}. */
final class SqlProjectTable implements ProjectTable {
  private static final String SELECT =
      "SELECT project_id, name, archived, revision, definition, created_ms, updated_ms FROM"
          + " project";

  private final Statements statements;

  SqlProjectTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public ProjectRow get(long projectId) {
    ProjectRow row =
        statements
            .call(SELECT + " WHERE project_id = ?")
            .int64(projectId)
            .first(SqlProjectTable::read);
    if (row == null) {
      throw new IllegalStateException("there is no project " + projectId);
    }
    return row;
  }

  @Override
  public @Nullable ProjectRow find(String name) {
    return statements.call(SELECT + " WHERE name = ?").text(name).first(SqlProjectTable::read);
  }

  @Override
  public List<ProjectRow> list(String afterName, boolean includeArchived, int limit) {
    return statements
        .call(SELECT + " WHERE name > ? AND archived <= ? ORDER BY name LIMIT ?")
        .text(afterName)
        .flag(includeArchived)
        .int32(limit)
        .list(SqlProjectTable::read);
  }

  @Override
  public long insert(String name, Project definition, long nowMillis) {
    long projectId = statements.call("SELECT max(project_id) FROM project").next();
    statements
        .call(
            "INSERT INTO project (project_id, name, archived, revision, definition, created_ms,"
                + " updated_ms) VALUES (?, ?, 0, 1, ?, ?, ?)")
        .int64(projectId)
        .text(name)
        .bytes(definition.toByteArray())
        .int64(nowMillis)
        .int64(nowMillis)
        .updateOne();
    statements
        .call(
            "INSERT INTO progress (project_id, pool_version, item_count, served_count,"
                + " settled_count, embedding_dimension, last_wave_number, audit_sequence)"
                + " VALUES (?, 0, 0, 0, 0, 0, 0, 0)")
        .int64(projectId)
        .updateOne();
    return projectId;
  }

  @Override
  public void update(ProjectRow row) {
    statements
        .call(
            "UPDATE project SET archived = ?, revision = ?, definition = ?, updated_ms = ?"
                + " WHERE project_id = ?")
        .flag(row.archived())
        .int64(row.revision())
        .bytes(row.definition().toByteArray())
        .int64(row.updatedMillis())
        .int64(row.projectId())
        .updateOne();
  }

  private static ProjectRow read(Row row) {
    return new ProjectRow(
        row.int64(),
        row.text(),
        row.flag(),
        row.int64(),
        definition(row.bytes()),
        row.int64(),
        row.int64());
  }

  private static Project definition(byte[] bytes) {
    try {
      return Project.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored project cannot be read", e);
    }
  }
}
