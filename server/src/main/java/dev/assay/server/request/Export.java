package dev.assay.server.request;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * A server stream. Each part is read when the transport can send it, from the latest commit, so
 * that a slow reader holds nothing back.
 *
 * @param <Q> the request
 * @param <R> the message of the stream
 */
public interface Export<Q extends Message, R extends Message> {

  /**
   * Reports every field that cannot be taken whatever is stored, those that {@link RequestFields}
   * checks in every request apart. Reads nothing but the request.
   */
  default void validate(Q request, Violations violations) {}

  /**
   * Opens the stream for a valid request.
   *
   * @throws dev.assay.server.failure.Failure when it cannot
   */
  Cursor<R> open(Q request);

  /** Where a stream is. */
  @FunctionalInterface
  interface Cursor<R> {
    /** The next message, or null at the end. */
    @Nullable R next();
  }
}
