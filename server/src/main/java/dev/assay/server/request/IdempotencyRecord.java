package dev.assay.server.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as the store remembers it, so that the request can be repeated.
 *
 * @param fingerprint what tells the request from others that have the same key
 * @param emptyResponse of the type that the answer is of
 */
public record IdempotencyRecord<R extends Message>(
    IdempotencyKey key, ByteString fingerprint, R emptyResponse) {

  /** What the store holds under the request's key, or null. */
  public static @Nullable RequestRow row(Tables tables, IdempotencyKey key) {
    return tables.requests().find(key.project(), key.requestId());
  }

  /**
   * The answer that was stored, or null where there is none yet.
   *
   * @throws RequestIdReused when it was the answer to another request
   * @throws RememberedRefusal when the request was refused
   */
  public @Nullable R find(Tables tables) {
    RequestRow row = row(tables, key);
    return row == null ? null : read(row);
  }

  /** The answer that was stored first: an earlier one, or the one that is made and stored now. */
  public R once(Transaction transaction, Supplier<R> response) {
    R earlier = find(transaction);
    if (earlier != null) {
      return earlier;
    }
    R made = response.get();
    keep(transaction, made);
    return made;
  }

  /** Stores the answer, in the transaction that makes it true. */
  public void keep(Transaction transaction, R response) {
    transaction.requests().insert(row(transaction, false, response.toByteString()));
  }

  /** The row that stands for the request: this refusal, unless an answer was stored before. */
  public RequestRow keepRefusal(Transaction transaction, Failure failure) {
    RequestRow stored = row(transaction, key);
    if (stored == null) {
      stored = row(transaction, true, failure.status().toByteString());
      transaction.requests().insert(stored);
    }
    return stored;
  }

  /**
   * The answer that a row under the request's key holds.
   *
   * @throws RequestIdReused when it was the answer to another request
   * @throws RememberedRefusal when the request was refused
   */
  public R read(RequestRow row) {
    if (!row.fingerprint().equals(fingerprint)) {
      throw new RequestIdReused(key.requestId());
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
          "the stored answer to request " + key.requestId() + " cannot be read", e);
    }
  }

  private RequestRow row(Transaction transaction, boolean refused, ByteString response) {
    return new RequestRow(
        key.project(),
        key.requestId(),
        fingerprint,
        refused,
        response,
        transaction.measuredMillis());
  }

  /** What a step of a future failed with. */
  public static Throwable causeOf(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
