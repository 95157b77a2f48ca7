package dev.assay.server.request;

import com.google.protobuf.Message;
import dev.assay.server.store.Transaction;
import java.util.concurrent.CompletableFuture;

/**
 * A unary RPC that changes something. {@link Requests} runs it: validate, then, in one transaction,
 * look the request id up, execute, and remember the answer.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
public interface Mutation<Q extends Message, R extends Message> {

  /**
   * Reports every field that cannot be taken whatever is stored, those that {@link RequestFields}
   * checks in every request apart. Reads nothing but the request.
   */
  default void validate(Q request, Violations violations) {}

  /**
   * What must be done before the transaction, so that it need not compute; nothing, unless
   * overridden. The request is valid.
   */
  default CompletableFuture<Void> prepare(Q request) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Does it. Runs on the writer's thread; what it throws rolls its changes back.
   *
   * @throws dev.assay.server.failure.Failure when it is refused
   */
  R execute(Transaction transaction, Q request);

  /**
   * Whether this request only asks what would happen: it is then executed, rolled back and not
   * remembered.
   */
  default boolean validateOnly(Q request) {
    return false;
  }

  /**
   * The step at whose multiples, counted from the arrival of the request, its answer is given, so
   * that the time says less of what was done; 0 to give it as soon as it is there. Asked when it is
   * there.
   */
  default long answerStepMillis(Q request) {
    return 0;
  }
}
