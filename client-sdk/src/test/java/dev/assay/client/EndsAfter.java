package dev.assay.client;

import io.grpc.stub.StreamObserver;

/** Takes some messages, then ends the call from the server's side. */
final class EndsAfter<T> implements StreamObserver<T> {
  private final int messages;
  private final Runnable end;
  private int taken;

  EndsAfter(int messages, Runnable end) {
    this.messages = messages;
    this.end = end;
  }

  @Override
  public void onNext(T message) {
    taken++;
    if (taken == messages) {
      end.run();
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    // The call has ended before.
  }

  @Override
  public void onCompleted() {
    // The call has ended before.
  }
}
