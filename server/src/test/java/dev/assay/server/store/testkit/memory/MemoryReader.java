package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.Store.Question;
import dev.assay.server.store.commit.ReaderSession;
import org.jspecify.annotations.Nullable;

/** Asks the committed book. */
record MemoryReader(MemoryDisk disk) implements ReaderSession {

  @Override
  public <R> R ask(Question<R> question) {
    OpenBook open = new OpenBook();
    open.open(disk.committed());
    try {
      return question.ask(MemoryEngine.tables(open, disk, broken -> {}));
    } finally {
      open.close();
    }
  }

  @Override
  public @Nullable RuntimeException failure() {
    return null;
  }

  @Override
  public boolean foundDamage() {
    return false;
  }

  @Override
  public void close() {
    // there is nothing to close
  }
}
