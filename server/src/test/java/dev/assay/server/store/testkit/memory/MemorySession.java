package dev.assay.server.store.testkit.memory;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.ClockRow;
import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.WriterSession;
import org.jspecify.annotations.Nullable;

/** Changes a copy of the committed book; the copy is what a commit commits. */
final class MemorySession implements WriterSession {
  private final MemoryDisk disk;
  private final OpenBook open = new OpenBook();
  private final Tables tables;
  private Book book = Book.empty();
  private Book saved = Book.empty();
  private @Nullable InvariantBroken broken;

  MemorySession(MemoryDisk disk) {
    this.disk = disk;
    this.tables = MemoryEngine.tables(open, disk, broken -> this.broken = broken);
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public ClockRow clock() {
    return disk.clock();
  }

  @Override
  public void begin() {
    if (open.isOpen()) {
      throw new StoreFailed(new IllegalStateException("a group was begun and not committed"));
    }
    book = disk.committed().copy();
    open.open(book);
  }

  @Override
  public void savepoint() {
    saved = book.copy();
  }

  @Override
  public void release() {
    saved = Book.empty();
  }

  @Override
  public void rollback() {
    book = saved;
    open.open(book);
  }

  @Override
  public void commit(ClockRow clock) {
    open.close();
    disk.commit(book, clock);
  }

  @Override
  public void abandon() {
    open.close();
  }

  @Override
  public @Nullable RuntimeException fatal() {
    return broken;
  }

  @Override
  public void close() {
    open.close();
  }
}
