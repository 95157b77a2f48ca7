package dev.assay.server.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers a call once, with a response or with a failure. */
final class UnaryReply<R> implements BiConsumer<@Nullable R, @Nullable Throwable> {
  private final String method;
  private final StreamObserver<R> observer;

  /** Must be made before the call's handler returns. */
  UnaryReply(String method, StreamObserver<R> observer) {
    this.method = method;
    this.observer = observer;
    if (observer instanceof ServerCallStreamObserver<R> call) {
      call.setOnCancelHandler(() -> {}); // an answer that nobody waits for is dropped, not thrown
    }
  }

  @Override
  public void accept(@Nullable R response, @Nullable Throwable thrown) {
    if (response != null) {
      observer.onNext(response);
      observer.onCompleted();
    } else {
      fail(thrown == null ? new IllegalStateException(method + " had no answer") : thrown);
    }
  }

  void fail(Throwable thrown) {
    observer.onError(StatusMapper.toStatus(method, thrown));
  }
}
