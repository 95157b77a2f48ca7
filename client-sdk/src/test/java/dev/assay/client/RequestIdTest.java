package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SetCeilingResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RequestIdTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  @Test
  void anEmptyRequestIdIsFilledWithAnotherUuidForEachCall() {
    Batches batches = new Batches(0);
    try (InProcess server = InProcess.serving(batches)) {
      server.client().acquisition().nextBatch(PROJECT, "ann", 1);
      server.client().acquisition().nextBatchAsync(NextBatchRequest.getDefaultInstance()).join();
    }
    assertThat(batches.requestIds).hasSize(2).doesNotHaveDuplicates();
    assertThat(batches.requestIds)
        .allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
  }

  @Test
  void aGivenRequestIdIsKept() {
    Batches batches = new Batches(0);
    try (InProcess server = InProcess.serving(batches)) {
      server
          .client()
          .acquisition()
          .nextBatch(NextBatchRequest.newBuilder().setRequestId("mine").build());
    }
    assertThat(batches.requestIds).containsExactly("mine");
  }

  @Test
  void everyAttemptOfABlockingCallCarriesTheSameId() {
    Batches batches = new Batches(3);
    try (InProcess server = InProcess.serving(batches)) {
      server.client().acquisition().nextBatch(PROJECT, "ann", 1);
    }
    assertThat(batches.requestIds).hasSize(4);
    assertThat(List.copyOf(batches.requestIds)).containsOnly(batches.requestIds.get(0));
  }

  @Test
  void everyAttemptOfAnAsynchronousCallCarriesTheSameId() {
    Batches batches = new Batches(2);
    try (InProcess server = InProcess.serving(batches)) {
      server.client().acquisition().nextBatchAsync(NextBatchRequest.getDefaultInstance()).join();
    }
    assertThat(batches.requestIds).hasSize(3);
    assertThat(List.copyOf(batches.requestIds)).containsOnly(batches.requestIds.get(0));
  }

  @Test
  void idsComeFromTheGivenSource() {
    Ceilings ceilings = new Ceilings();
    try (InProcess server = InProcess.with(b -> b.requestIds(() -> "id-1"), ceilings)) {
      server.client().budget().setCeiling(PROJECT, Micros.of("1"));
    }
    assertThat(ceilings.requestIds).containsExactly("id-1");
  }

  @Test
  void anUploadHasTheSameIdAtEveryAttemptAndReadsItsSourceOnce() {
    Uploads uploads = new Uploads();
    try (InProcess server = InProcess.serving(uploads)) {
      PutItemsResponse response =
          server.client().pool().putItems(PROJECT, List.of(Items.of("a"), Items.of("b")));
      assertThat(response.getCreatedCount()).isEqualTo(2);
    }
    assertThat(uploads.requestIds).hasSize(2);
    assertThat(uploads.requestIds.get(0)).isEqualTo(uploads.requestIds.get(1));
  }

  @Test
  void anUploadKeepsAGivenId() {
    Uploads uploads = new Uploads();
    try (InProcess server = InProcess.serving(uploads)) {
      server
          .client()
          .pool()
          .putItems(
              PROJECT, List.of(Items.of("a")), PutOptions.defaults().withRequestId("nightly-7"));
    }
    assertThat(uploads.requestIds).containsOnly("nightly-7");
  }

  /** Is unavailable for the first calls. */
  private static final class Batches extends AcquisitionServiceGrpc.AcquisitionServiceImplBase {
    final List<String> requestIds = new CopyOnWriteArrayList<>();
    private final int failures;

    Batches(int failures) {
      this.failures = failures;
    }

    @Override
    public void nextBatch(NextBatchRequest request, StreamObserver<NextBatchResponse> observer) {
      requestIds.add(request.getRequestId());
      if (requestIds.size() <= failures) {
        observer.onError(Failures.of(Code.UNAVAILABLE, "SHUTTING_DOWN"));
      } else {
        Answers.answer(observer, NextBatchResponse.getDefaultInstance());
      }
    }
  }

  private static final class Ceilings extends BudgetServiceGrpc.BudgetServiceImplBase {
    final List<String> requestIds = new CopyOnWriteArrayList<>();

    @Override
    public void setCeiling(SetCeilingRequest request, StreamObserver<SetCeilingResponse> observer) {
      requestIds.add(request.getRequestId());
      Answers.answer(observer, SetCeilingResponse.getDefaultInstance());
    }
  }

  /** Is unavailable when the first stream opens. */
  private static final class Uploads extends PoolServiceGrpc.PoolServiceImplBase {
    final List<String> requestIds = new CopyOnWriteArrayList<>();

    @Override
    public StreamObserver<PutItemsRequest> putItems(StreamObserver<PutItemsResponse> observer) {
      return new StreamObserver<>() {
        private long count;

        @Override
        public void onNext(PutItemsRequest message) {
          if (message.hasHeader()) {
            requestIds.add(message.getHeader().getRequestId());
            if (requestIds.size() == 1) {
              observer.onError(Failures.of(Code.UNAVAILABLE, "SHUTTING_DOWN"));
            }
          }
          count += message.getChunk().getItemsCount();
        }

        @Override
        public void onError(Throwable cancelled) {
          // The stream that was refused.
        }

        @Override
        public void onCompleted() {
          Answers.answer(observer, PutItemsResponse.newBuilder().setCreatedCount(count).build());
        }
      };
    }
  }
}
