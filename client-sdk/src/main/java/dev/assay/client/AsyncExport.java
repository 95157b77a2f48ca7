package dev.assay.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands the records of a server stream to a consumer on the client's executor. The next message is
 * asked for when the consumer has taken the one before, so a slow consumer slows the server down.
 */
final class AsyncExport<R, T> extends ClientCall.Listener<R> {
  private final ClientCall<?, R> call;
  private final AttemptLog attempts;
  private final Function<R, List<T>> content;
  private final Consumer<? super T> consumer;
  private final CancellableFuture<Long> future;
  private long count;

  private AsyncExport(
      ClientCall<?, R> call,
      AttemptLog attempts,
      Function<R, List<T>> content,
      Consumer<? super T> consumer) {
    this.call = call;
    this.attempts = attempts;
    this.content = content;
    this.consumer = consumer;
    this.future = new CancellableFuture<>(call);
  }

  /** Starts, and returns the future of the number of records. */
  static <Q, R, T> CompletableFuture<Long> start(
      Rpc rpc,
      MethodDescriptor<Q, R> method,
      Q request,
      Function<R, List<T>> content,
      Consumer<? super T> consumer) {
    AttemptLog attempts = new AttemptLog();
    ClientCall<Q, R> call = rpc.newStream(method, null, attempts);
    AsyncExport<R, T> export = new AsyncExport<>(call, attempts, content, consumer);
    call.start(export, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return export.future;
  }

  @Override
  public void onMessage(R message) {
    try {
      for (T item : content.apply(message)) {
        if (future.isDone()) {
          return;
        }
        consumer.accept(item);
        count++;
      }
      call.request(1);
    } catch (RuntimeException | Error failed) {
      future.completeExceptionally(failed);
      call.cancel("the consumer of the export failed", failed);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (status.isOk()) {
      future.complete(count);
    } else {
      future.completeExceptionally(attempts.failure(new StatusRuntimeException(status, trailers)));
    }
  }
}
