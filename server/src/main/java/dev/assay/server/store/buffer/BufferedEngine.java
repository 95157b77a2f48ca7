package dev.assay.server.store.buffer;

import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.IntegrityCheck;
import dev.assay.server.store.commit.ReaderSession;
import dev.assay.server.store.commit.WriterSession;
import java.util.Optional;

/** An engine whose writer goes through a buffer; readers see what was committed, as ever. */
public record BufferedEngine(Engine engine) implements Engine {

  @Override
  public WriterSession writer() {
    return new BufferedSession(engine.writer());
  }

  @Override
  public ReaderSession openReader() {
    return engine.openReader();
  }

  @Override
  public Optional<IntegrityCheck> openCheck() {
    return engine.openCheck();
  }

  @Override
  public void close() {
    engine.close();
  }
}
