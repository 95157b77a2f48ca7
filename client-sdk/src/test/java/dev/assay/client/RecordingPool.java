package dev.assay.client;

import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the messages of uploads, and counts the records in its answers. */
final class RecordingPool extends PoolServiceGrpc.PoolServiceImplBase {
  private final List<PutItemsRequest> items = new CopyOnWriteArrayList<>();
  private final List<PutScoresRequest> scores = new CopyOnWriteArrayList<>();

  List<PutItemsRequest> itemMessages() {
    return items;
  }

  List<PutScoresRequest> scoreMessages() {
    return scores;
  }

  @Override
  public StreamObserver<PutItemsRequest> putItems(StreamObserver<PutItemsResponse> observer) {
    return new Recording<>(
        items,
        () -> {
          long count = itemMessages().stream().mapToLong(m -> m.getChunk().getItemsCount()).sum();
          Answers.answer(observer, PutItemsResponse.newBuilder().setCreatedCount(count).build());
        });
  }

  @Override
  public StreamObserver<PutScoresRequest> putScores(StreamObserver<PutScoresResponse> observer) {
    return new Recording<>(
        scores,
        () -> {
          long count =
              scoreMessages().stream().mapToLong(m -> m.getChunk().getItemIdsCount()).sum();
          Answers.answer(observer, PutScoresResponse.newBuilder().setStoredCount(count).build());
        });
  }

  private record Recording<T>(List<T> messages, Runnable answer) implements StreamObserver<T> {
    @Override
    public void onNext(T message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable cancelled) {
      // The test looks at the client's end.
    }

    @Override
    public void onCompleted() {
      answer.run();
    }
  }
}
