package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes a message of an upload only when the test says so. */
final class SlowPool extends PoolServiceGrpc.PoolServiceImplBase {
  private final CountDownLatch open = new CountDownLatch(1);
  private final Semaphore arrivals = new Semaphore(0);
  private final AtomicLong itemCount = new AtomicLong();
  private volatile @Nullable ServerCallStreamObserver<PutItemsResponse> call;

  @Override
  public StreamObserver<PutItemsRequest> putItems(StreamObserver<PutItemsResponse> observer) {
    var flow = (ServerCallStreamObserver<PutItemsResponse>) observer;
    flow.disableAutoRequest();
    call = flow;
    open.countDown();
    return new StreamObserver<>() {
      @Override
      public void onNext(PutItemsRequest message) {
        itemCount.addAndGet(message.getChunk().getItemsCount());
        arrivals.release();
      }

      @Override
      public void onError(Throwable cancelled) {
        // The client's end is what the test looks at.
      }

      @Override
      public void onCompleted() {
        Answers.answer(
            flow, PutItemsResponse.newBuilder().setCreatedCount(itemCount.get()).build());
      }
    };
  }

  void awaitCall() throws InterruptedException {
    assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Takes messages, and waits until they have come. */
  void take(int messages) throws InterruptedException {
    flow().request(messages);
    assertThat(arrivals.tryAcquire(messages, 30, TimeUnit.SECONDS)).isTrue();
  }

  /** Takes all that is left. */
  void takeAll() {
    flow().request(Integer.MAX_VALUE);
  }

  long itemCount() {
    return itemCount.get();
  }

  private ServerCallStreamObserver<PutItemsResponse> flow() {
    ServerCallStreamObserver<PutItemsResponse> flow = call;
    if (flow == null) {
      throw new IllegalStateException("awaitCall() comes first");
    }
    return flow;
  }
}
