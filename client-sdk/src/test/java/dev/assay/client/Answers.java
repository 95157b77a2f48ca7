package dev.assay.client;

import io.grpc.stub.StreamObserver;

/** Ends calls on the server's side. */
final class Answers {
  private Answers() {}

  static <R> void answer(StreamObserver<R> observer, R response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
