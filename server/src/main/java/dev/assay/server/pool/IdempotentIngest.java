package dev.assay.server.pool;

import com.google.protobuf.Message;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Ingest;
import dev.assay.server.request.Rpc;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.Store;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is answered once for each request id: one that has ended, well or with a refusal,
 * is answered as the first time. Its chunks are compared with those of the first time and nothing
 * else, so a stream that is delivered late, after others, changes nothing.
 */
final class IdempotentIngest<Q extends Message, R extends Message> implements Ingest<Q, R> {
  private final Store store;
  private final IdempotentStream<Q, R> stream;
  private final Rpc<Q, R> rpc;

  /** From the header on, where a request can be remembered by it. */
  private @Nullable StreamDigest digest;

  /** How a stream with the same header was answered before, or null. */
  private @Nullable RequestRow remembered;

  /**
   * @param stream takes the stream where it was not answered before
   */
  IdempotentIngest(Store store, IdempotentStream<Q, R> stream, Rpc<Q, R> rpc) {
    this.store = store;
    this.stream = stream;
    this.rpc = rpc;
  }

  @Override
  public CompletableFuture<Void> accept(Q message) {
    StreamDigest seen = digest;
    if (seen != null) {
      seen.add(message);
    } else {
      seen = begin(message);
    }
    if (remembered == null || seen == null) {
      return orRefused(() -> stream.accept(message));
    }
    if (remembered.refused() && remembered.fingerprint().equals(seen.fingerprint())) {
      seen.answer(rpc.emptyResponse()).read(remembered); // which throws the refusal
    }
    return CompletableFuture.allOf();
  }

  private @Nullable StreamDigest begin(Q message) {
    if (!rpc.fields().hasKey(message)) {
      return null;
    }
    StreamDigest begun = new StreamDigest(rpc, message);
    RequestRow row =
        store
            .read(tables -> Optional.ofNullable(IdempotencyRecord.row(tables, begun.key())))
            .orElse(null);
    if (row != null && !begun.hasHeaderOf(row.fingerprint())) {
      throw new RequestIdReused(begun.key().requestId());
    }
    remembered = row;
    digest = begun;
    return begun;
  }

  @Override
  public CompletableFuture<R> finish() {
    if (digest == null) {
      throw StreamRules.headerMissing();
    }
    digest.end();
    IdempotencyRecord<R> answer = digest.answer(rpc.emptyResponse());
    return remembered == null
        ? orRefused(() -> stream.finish(answer))
        : CompletableFuture.completedFuture(answer.read(remembered));
  }

  /** A stream that is remembered has begun nothing. */
  @Override
  public void abandon() {
    if (remembered == null) {
      stream.abandon();
    }
  }

  private <T> CompletableFuture<T> orRefused(Step<T> step) {
    CompletableFuture<T> taken;
    try {
      taken = step.run();
    } catch (RuntimeException e) {
      taken = CompletableFuture.failedFuture(e);
    }
    return taken.exceptionallyCompose(this::refuse);
  }

  /** Remembers a refusal before the caller hears of it. */
  private <T> CompletableFuture<T> refuse(Throwable thrown) {
    Throwable cause = IdempotencyRecord.causeOf(thrown);
    if (digest == null
        || !(cause instanceof Failure failure)
        || !failure.isFinal()
        || failure instanceof RememberedRefusal
        || failure instanceof RequestIdReused) {
      return CompletableFuture.failedFuture(cause);
    }
    IdempotencyRecord<R> refused = digest.answer(rpc.emptyResponse());
    return store
        .write(transaction -> refused.keepRefusal(transaction, failure))
        .thenCompose(row -> CompletableFuture.failedFuture(failure));
  }

  /** A step of the stream that is taken. */
  @FunctionalInterface
  private interface Step<T> {
    CompletableFuture<T> run();
  }
}
