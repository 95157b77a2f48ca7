package dev.assay.server.store.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.testkit.memory.MemoryDisk;
import dev.assay.server.store.testkit.memory.MemoryEngine;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class GroupCommitStoreTest {

  /** An engine whose check cannot begin, and which knows whether it was closed. */
  private record Uncheckable(Engine engine, AtomicBoolean closed) implements Engine {

    @Override
    public WriterSession writer() {
      return engine.writer();
    }

    @Override
    public ReaderSession openReader() {
      return engine.openReader();
    }

    @Override
    public Optional<IntegrityCheck> openCheck() {
      throw new StoreFailed(new IOException("no more files can be opened"));
    }

    @Override
    public void close() {
      closed.set(true);
      engine.close();
    }
  }

  @Test
  void anEngineWhoseCheckCannotBeginIsClosedSoThatItsLockIsFree() {
    AtomicBoolean closed = new AtomicBoolean();
    Engine engine = new Uncheckable(new MemoryEngine(new MemoryDisk()), closed);
    assertThatThrownBy(
            () -> new GroupCommitStore(engine, StoreOptions.defaults(), InstantSource.system()))
        .isInstanceOf(StoreFailed.class);
    assertThat(closed).isTrue();
  }
}
