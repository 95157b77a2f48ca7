package dev.assay.server.store.commit;

import dev.assay.server.store.MachineClock;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreClock;
import dev.assay.server.store.StoreOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A store over an engine that nobody else writes to. */
public final class GroupCommitStore implements Store {
  private final Engine engine;
  private final WriterSession session;
  private final StoreClock clock;
  private final GroupWriter writer;
  private final ReaderPool readers;
  private final Optional<IntegrityCheck> check;

  /** Starts the writer; the engine is closed with the store, and where the store cannot begin. */
  public GroupCommitStore(Engine engine, StoreOptions options, InstantSource clock) {
    this.engine = engine;
    this.session = engine.writer();
    this.clock = new StoreClock(session.clock(), MachineClock.of(clock));
    this.writer = new GroupWriter(session, options, this.clock);
    this.readers = new ReaderPool(engine, options, writer::halt);
    this.check = openCheck(engine, session);
    writer.start();
    check.ifPresent(this::startCheck);
  }

  private static Optional<IntegrityCheck> openCheck(Engine engine, WriterSession session) {
    try {
      return engine.openCheck();
    } catch (RuntimeException e) {
      try (engine;
          session) {
        throw e;
      }
    }
  }

  private void startCheck(IntegrityCheck opened) {
    Thread thread =
        new Thread(
            () -> {
              try {
                opened.run();
              } catch (RuntimeException e) {
                writer.halt(e);
              }
            },
            "store-check");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    return writer.submit(work, false);
  }

  @Override
  public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
    return writer.submit(work, true);
  }

  @Override
  public <R> R read(Question<R> question) {
    return readers.ask(question);
  }

  @Override
  public void halt(RuntimeException because) {
    writer.halt(because);
  }

  @Override
  public boolean isFull() {
    return writer.isFull();
  }

  @Override
  public StoreClock clock() {
    return clock;
  }

  @Override
  public boolean isHealthy() {
    return writer.isHealthy();
  }

  @Override
  public void close() {
    writer.drain();
    try (engine;
        session) {
      check.ifPresent(IntegrityCheck::close);
      readers.close();
    }
  }
}
