package dev.assay.server.store.jdbc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ProjectTable;
import dev.assay.v1.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code project}. */
final class JdbcProjectTable implements ProjectTable {
  /** The most projects that a writer remembers between groups. */
  static final int MAX_KEPT = 1_000;

  private static final String SELECT =
      "SELECT project_id, name, archived, revision, definition, created_ms, updated_ms FROM project";

  private final Statements statements;
  private final Numbers numbers;
  private final KeptRows<String, ProjectRow> kept;

  JdbcProjectTable(Statements statements, Memory memory) {
    this.statements = statements;
    this.numbers = memory.numbers();
    this.kept = memory.rows(MAX_KEPT, (name, row) -> write(row));
  }

  @Override
  public ProjectRow get(long projectId) {
    ProjectRow row =
        statements
            .call(SELECT + " WHERE project_id = ?")
            .int64(projectId)
            .first(JdbcProjectTable::read);
    if (row == null) {
      throw new IllegalStateException("there is no project " + projectId);
    }
    return row;
  }

  @Override
  public @Nullable ProjectRow find(String name) {
    return kept.find(
        name,
        missing ->
            statements
                .call(SELECT + " WHERE name = ?")
                .text(missing)
                .first(JdbcProjectTable::read));
  }

  @Override
  public List<ProjectRow> list(String afterName, boolean includeArchived, int limit) {
    return statements
        .call(SELECT + " WHERE name > ? AND archived <= ? ORDER BY name LIMIT ?")
        .text(afterName)
        .flag(includeArchived)
        .int32(limit)
        .list(JdbcProjectTable::read);
  }

  @Override
  public long insert(String name, Project definition, long nowMillis) {
    long projectId = numbers.take(statements, "SELECT max(project_id) FROM project", 0, 1);
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
    write(row);
    kept.hold(row.name(), row);
  }

  private void write(ProjectRow row) {
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
