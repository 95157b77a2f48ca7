package dev.assay.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a call that is answered by one message. gRPC calls it from one thread at a time; the
 * waiting methods may be called from any other.
 */
final class SingleAnswer<R> extends ClientCall.Listener<R> {
  private final AttemptLog attempts;
  private Runnable readyAction = () -> {};
  private Runnable closedAction = () -> {};
  private @Nullable R message;
  private @Nullable StatusRuntimeException end;
  private boolean closed;

  SingleAnswer(AttemptLog attempts) {
    this.attempts = attempts;
  }

  /**
   * Sets what to do when messages can be sent. To be called before the call is started, as the
   * next.
   */
  void whenReady(Runnable action) {
    readyAction = action;
  }

  /** Sets what to do when the call has ended. */
  void whenClosed(Runnable action) {
    closedAction = action;
  }

  @Override
  public synchronized void onMessage(R received) {
    message = received;
  }

  @Override
  public void onReady() {
    synchronized (this) {
      notifyAll();
    }
    readyAction.run();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    synchronized (this) {
      closed = true;
      if (!status.isOk()) {
        end = new StatusRuntimeException(status, trailers);
      } else if (message == null) {
        end =
            Status.INTERNAL
                .withDescription("the server ended the call without an answer")
                .asRuntimeException();
      }
      notifyAll();
    }
    closedAction.run();
  }

  /**
   * Waits until another message can be sent; false when the call has ended, so that none needs to
   * be.
   */
  synchronized boolean awaitReady(ClientCall<?, ?> call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (!closed && !call.isReady()) {
      wait();
    }
    return !closed;
  }

  /** Waits for the end of the call, and returns the answer or throws the failure. */
  synchronized R await() throws InterruptedException {
    while (!closed) {
      wait();
    }
    return answer();
  }

  /** Hands the answer or the failure of an ended call to the future. */
  <T> void complete(CompletableFuture<T> future, Function<R, T> part) {
    try {
      future.complete(part.apply(answer()));
    } catch (RuntimeException failure) {
      future.completeExceptionally(failure);
    }
  }

  private synchronized R answer() {
    R answer = message;
    StatusRuntimeException failure = end;
    if (failure != null) {
      throw attempts.failure(failure);
    }
    if (answer == null) {
      throw new IllegalStateException("the call has not ended");
    }
    return answer;
  }
}
