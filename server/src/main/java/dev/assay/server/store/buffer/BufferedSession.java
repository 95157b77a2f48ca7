package dev.assay.server.store.buffer;

import dev.assay.server.store.ClockRow;
import dev.assay.server.store.TableSet;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.WriterSession;
import org.jspecify.annotations.Nullable;

/** A writer's session with a buffer before its tables, which is flushed before each commit. */
final class BufferedSession implements WriterSession {
  private final WriterSession session;
  private final Buffer buffer = new Buffer();
  private final Tables tables;

  BufferedSession(WriterSession session) {
    this.session = session;
    this.tables = buffered(session.tables());
  }

  private Tables buffered(Tables inner) {
    DrawnAhead ahead = new DrawnAhead(buffer);
    return new TableSet(
        new BufferedProjectTable(inner.projects(), buffer),
        new BufferedProgressTable(inner.progress(), buffer),
        new BufferedBudgetTable(inner.budgets(), buffer),
        inner.lines(),
        inner.spend(),
        new BufferedItemTable(inner.items(), buffer, ahead),
        inner.scores(),
        new BufferedWaveTable(inner.waves(), buffer, ahead),
        new BufferedTaskTable(inner.tasks(), buffer),
        new BufferedAssignmentTable(inner.assignments(), buffer),
        inner.labels(),
        new BufferedAnnotatorTable(inner.annotators(), buffer),
        inner.gold(),
        inner.adjudications(),
        inner.verdicts(),
        inner.evaluations(),
        inner.requests(),
        inner.audit(),
        inner.tokenKey(),
        inner.incarnation());
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public ClockRow clock() {
    return session.clock();
  }

  @Override
  public void begin() {
    session.begin();
  }

  @Override
  public void savepoint() {
    session.savepoint();
  }

  @Override
  public void release() {
    session.release();
    buffer.release();
  }

  @Override
  public void rollback() {
    session.rollback();
    buffer.rollback();
  }

  @Override
  public void commit(ClockRow clock) {
    buffer.flush();
    buffer.release();
    session.commit(clock);
  }

  @Override
  public void abandon() {
    session.abandon();
    buffer.clear();
  }

  @Override
  public @Nullable RuntimeException fatal() {
    return session.fatal();
  }

  @Override
  public void close() {
    session.close();
  }
}
