package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Never answers, and counts the calls that came and those that the client cancelled. */
final class CancelNoting extends PoolServiceGrpc.PoolServiceImplBase {
  private final Semaphore calls = new Semaphore(0);
  private final Semaphore cancellations = new Semaphore(0);

  @Override
  public StreamObserver<PutItemsRequest> putItems(StreamObserver<PutItemsResponse> observer) {
    note();
    return new EndsAfter<>(Integer.MAX_VALUE, () -> {});
  }

  @Override
  public void getPoolSummary(
      GetPoolSummaryRequest request, StreamObserver<GetPoolSummaryResponse> observer) {
    note();
  }

  void awaitCalls(int count) {
    await(calls, count);
  }

  void awaitCancellations(int count) {
    await(cancellations, count);
  }

  private void note() {
    Context.current().addListener(context -> cancellations.release(), Runnable::run);
    calls.release();
  }

  private static void await(Semaphore semaphore, int count) {
    try {
      assertThat(semaphore.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
