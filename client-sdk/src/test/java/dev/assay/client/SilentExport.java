package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import dev.assay.v1.PoolServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An export that sends nothing and does not end. */
final class SilentExport extends PoolServiceGrpc.PoolServiceImplBase {
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @Override
  public void exportItems(
      ExportItemsRequest request, StreamObserver<ExportItemsResponse> observer) {
    ((ServerCallStreamObserver<ExportItemsResponse>) observer)
        .setOnCancelHandler(cancelled::countDown);
    called.countDown();
  }

  void awaitCall() throws InterruptedException {
    assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
  }

  void awaitCancellation() throws InterruptedException {
    assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
