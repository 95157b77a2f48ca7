package dev.assay.client;

import io.grpc.ClientCall;
import java.util.concurrent.CompletableFuture;

/** The future of a call. Cancelling it cancels the call. */
final class CancellableFuture<T> extends CompletableFuture<T> {
  private final ClientCall<?, ?> call;

  CancellableFuture(ClientCall<?, ?> call) {
    this.call = call;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      call.cancel("the future was cancelled", null);
    }
    return cancelled;
  }
}
