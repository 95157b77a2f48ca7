package dev.assay.server;

import com.google.protobuf.Message;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Query;
import dev.assay.server.request.Requests;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A real store in a folder with a clock that the test sets, and RPCs run on it as by the server.
 */
public final class LocalStore implements AutoCloseable {
  private static final long SECONDS = 30;

  private final Store store;
  private final Requests requests;
  private final SettableClock clock = new SettableClock();

  public LocalStore(Path folder) {
    this.store =
        StoreEngines.open(folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock);
    this.requests = new Requests(store);
  }

  public Store store() {
    return store;
  }

  public long nowMillis() {
    return clock.millis();
  }

  /** The time that it is now by the clock. */
  public java.time.Instant instant() {
    return clock.instant();
  }

  public void advance(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  /** Runs a change; throws what it failed with. */
  public <Q extends Message, R extends Message> R run(Mutation<Q, R> mutation, Q request) {
    try {
      return requests
          .run(ContractRpcs.<Q, R>of(request), mutation, request)
          .orTimeout(SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Asks; throws what it failed with. */
  public <Q extends Message, R extends Message> R ask(Query<Q, R> query, Q request) {
    ContractRpcs.check(request, query::validate).throwIfAny();
    return query.answer(request);
  }

  @Override
  public void close() {
    store.close();
  }
}
