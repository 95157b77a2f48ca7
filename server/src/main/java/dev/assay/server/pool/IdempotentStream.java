package dev.assay.server.pool;

import com.google.protobuf.Message;
import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Ingest;
import java.util.concurrent.CompletableFuture;

/**
 * A stream that {@link IdempotentIngest} runs where it was not answered before; see {@link Ingest}.
 */
interface IdempotentStream<Q extends Message, R extends Message> {

  /** Takes one message. */
  CompletableFuture<Void> accept(Q message);

  /**
   * The stream has ended well: stores what is left and answers.
   *
   * @param answer stores the answer, in the transaction that makes it true
   */
  CompletableFuture<R> finish(IdempotencyRecord<R> answer);

  /** Gives up what is not to stay. */
  void abandon();
}
