package dev.assay.server.request;

import com.google.protobuf.Message;

/**
 * A unary RPC that only reads.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
public interface Query<Q extends Message, R extends Message> {

  /**
   * Reports every field that cannot be taken whatever is stored, those that {@link RequestFields}
   * checks in every request apart. Reads nothing but the request.
   */
  default void validate(Q request, Violations violations) {}

  /**
   * Answers a valid request, on a thread that may block for the store.
   *
   * @throws dev.assay.server.failure.Failure when it cannot
   */
  R answer(Q request);
}
