package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is answered once for each request id: one that has ended, well or with a refusal,
 * is answered as the first time without its chunks being read again. So a stream that is delivered
 * late, after others, changes nothing.
 */
final class OnceIngest<Q extends Message, R extends Message> implements Ingest<Q, R> {
  private final Store store;
  private final Ingest<Q, R> stream;
  private final Function<Q, @Nullable StreamHeader> headers;
  private final R emptyResponse;

  /** From the header on, where a request can be remembered by it. */
  private @Nullable StreamHeader header;

  /** The answer to the same stream before, or null. */
  private @Nullable R remembered;

  /**
   * @param stream takes the stream where it was not answered before
   * @param headers the header in a message, or null where it holds none
   */
  OnceIngest(
      Store store,
      Ingest<Q, R> stream,
      Function<Q, @Nullable StreamHeader> headers,
      R emptyResponse) {
    this.store = store;
    this.stream = stream;
    this.headers = headers;
    this.emptyResponse = emptyResponse;
  }

  @Override
  public CompletableFuture<Void> accept(Q message) {
    StreamHeader found = headers.apply(message);
    if (header == null && found != null && found.isValid()) {
      header = found;
      remembered = store.read(tables -> Optional.ofNullable(answer(tables, found))).orElse(null);
    }
    return remembered == null ? orRefused(() -> stream.accept(message)) : CompletableFuture.allOf();
  }

  @Override
  public CompletableFuture<R> finish() {
    if (remembered != null) {
      return CompletableFuture.completedFuture(remembered);
    }
    return orRefused(stream::finish).thenCompose(this::remember);
  }

  /** A stream that is remembered has begun nothing. */
  @Override
  public void abandon() {
    if (remembered == null) {
      stream.abandon();
    }
  }

  private CompletableFuture<R> remember(R response) {
    StreamHeader answered = header;
    if (answered == null) {
      throw new IllegalStateException("a stream without a header was answered");
    }
    return store.write(transaction -> remember(transaction, answered, response));
  }

  /** The answer that was stored first: this one, or that of the same stream sent twice at once. */
  private R remember(Transaction transaction, StreamHeader answered, R response) {
    R earlier = answer(transaction, answered);
    if (earlier != null) {
      return earlier;
    }
    transaction.requests().insert(row(transaction, answered, false, response.toByteString()));
    return response;
  }

  private @Nullable R answer(Tables tables, StreamHeader asked) {
    RequestRow row = tables.requests().find(asked.key().project(), asked.requestId());
    if (row == null) {
      return null;
    }
    if (!row.fingerprint().equals(asked.fingerprint())) {
      throw new RequestIdReused(asked.requestId());
    }
    try {
      if (row.refused()) {
        throw new RememberedRefusal(Status.parseFrom(row.response()));
      }
      @SuppressWarnings("unchecked") // the parser of a message of type R makes messages of type R
      R response = (R) emptyResponse.getParserForType().parseFrom(row.response());
      return response;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "the remembered answer to request " + asked.requestId() + " cannot be read", e);
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
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    StreamHeader refused = header;
    if (refused == null
        || !(cause instanceof Failure failure)
        || !failure.isFinal()
        || failure instanceof RememberedRefusal
        || failure instanceof RequestIdReused) {
      return CompletableFuture.failedFuture(cause);
    }
    return store
        .write(transaction -> refuse(transaction, refused, failure))
        .thenCompose(done -> CompletableFuture.failedFuture(failure));
  }

  private static boolean refuse(Transaction transaction, StreamHeader refused, Failure failure) {
    boolean isNew =
        transaction.requests().find(refused.key().project(), refused.requestId()) == null;
    if (isNew) {
      transaction
          .requests()
          .insert(row(transaction, refused, true, failure.status().toByteString()));
    }
    return isNew;
  }

  private static RequestRow row(
      Transaction transaction, StreamHeader header, boolean refused, ByteString response) {
    return new RequestRow(
        header.key().project(),
        header.requestId(),
        header.fingerprint(),
        refused,
        response,
        transaction.nowMillis());
  }

  /** A step of the stream that is taken. */
  @FunctionalInterface
  private interface Step<T> {
    CompletableFuture<T> run();
  }
}
