package dev.assay.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Holds the messages of a server stream until they are taken; the server sends another for each one
 * taken.
 */
final class Inbox<R> extends ClientCall.Listener<R> {
  /** Messages asked for ahead of the reader: one to read while the next is on its way. */
  static final int MESSAGES_AHEAD = 2;

  private final AttemptLog attempts;
  private final Queue<R> messages = new ArrayDeque<>(MESSAGES_AHEAD);
  private @Nullable StatusRuntimeException failure;
  private boolean ended;

  Inbox(AttemptLog attempts) {
    this.attempts = attempts;
  }

  @Override
  public synchronized void onMessage(R message) {
    messages.add(message);
    notifyAll();
  }

  @Override
  public synchronized void onClose(Status status, Metadata trailers) {
    ended = true;
    if (!status.isOk()) {
      failure = new StatusRuntimeException(status, trailers);
    }
    notifyAll();
  }

  /**
   * Waits for a message; null at the end. A failure is thrown after the messages that came before
   * it.
   */
  synchronized @Nullable R take() throws InterruptedException {
    while (messages.isEmpty() && !ended) {
      wait();
    }
    R message = messages.poll();
    if (message == null && failure != null) {
      throw attempts.failure(failure);
    }
    return message;
  }
}
