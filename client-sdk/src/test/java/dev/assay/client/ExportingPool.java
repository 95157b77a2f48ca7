package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import dev.assay.v1.PoolServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Exports numbered items, message by message, while the connection is ready. */
final class ExportingPool extends PoolServiceGrpc.PoolServiceImplBase {
  private final int messages;
  private final int itemsPerMessage;
  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private @Nullable StatusRuntimeException end;

  ExportingPool(int messages, int itemsPerMessage) {
    this.messages = messages;
    this.itemsPerMessage = itemsPerMessage;
  }

  ExportingPool endingWith(StatusRuntimeException failure) {
    end = failure;
    return this;
  }

  @Override
  public void exportItems(
      ExportItemsRequest request, StreamObserver<ExportItemsResponse> observer) {
    var call = (ServerCallStreamObserver<ExportItemsResponse>) observer;
    call.setOnCancelHandler(cancelled::countDown);
    call.setOnReadyHandler(() -> send(call));
  }

  private void send(ServerCallStreamObserver<ExportItemsResponse> call) {
    while (call.isReady() && sent.get() < messages) {
      call.onNext(message(sent.getAndIncrement()));
      if (sent.get() == messages) {
        finish(call);
      }
    }
  }

  private void finish(ServerCallStreamObserver<ExportItemsResponse> call) {
    if (end == null) {
      call.onCompleted();
    } else {
      call.onError(end);
    }
  }

  private ExportItemsResponse message(int number) {
    ExportItemsResponse.Builder response = ExportItemsResponse.newBuilder();
    for (int i = 0; i < itemsPerMessage; i++) {
      response.addItems(Items.of(number + "/" + i));
    }
    return response.build();
  }

  int sent() {
    return sent.get();
  }

  void awaitCancellation() {
    try {
      assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
