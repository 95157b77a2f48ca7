package dev.assay.example;

import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.Assignment;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.Item;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * As much of a server as one round needs: hands out the first items and counts how often the model
 * is right.
 */
final class RoundServices {
  private final List<String> items = new ArrayList<>();
  private final Map<String, Integer> predictions = new TreeMap<>();
  private final Map<String, Integer> votes = new TreeMap<>();
  private List<String> classNames = List.of();

  List<BindableService> services() {
    return List.of(projects(), pool(), acquisition(), labels(), estimation());
  }

  private BindableService projects() {
    return new ProjectServiceGrpc.ProjectServiceImplBase() {
      @Override
      public void createProject(
          CreateProjectRequest request, StreamObserver<CreateProjectResponse> observer) {
        classNames = List.copyOf(request.getProject().getLabelSchema().getClassNamesList());
        answer(
            observer, CreateProjectResponse.newBuilder().setProject(request.getProject()).build());
      }
    };
  }

  private BindableService pool() {
    return new PoolServiceGrpc.PoolServiceImplBase() {
      @Override
      public StreamObserver<PutItemsRequest> putItems(StreamObserver<PutItemsResponse> observer) {
        return new Upload<>(
            message ->
                message.getChunk().getItemsList().stream().map(Item::getId).forEach(items::add),
            () ->
                answer(
                    observer, PutItemsResponse.newBuilder().setCreatedCount(items.size()).build()));
      }

      @Override
      public StreamObserver<PutScoresRequest> putScores(
          StreamObserver<PutScoresResponse> observer) {
        return new Upload<>(
            RoundServices.this::store,
            () ->
                answer(
                    observer,
                    PutScoresResponse.newBuilder().setStoredCount(predictions.size()).build()));
      }
    };
  }

  private void store(PutScoresRequest message) {
    for (int row = 0; row < message.getChunk().getItemIdsCount(); row++) {
      boolean second =
          message.getChunk().getProbabilities(2 * row + 1)
              > message.getChunk().getProbabilities(2 * row);
      predictions.put(message.getChunk().getItemIds(row), second ? 1 : 0);
    }
  }

  private BindableService acquisition() {
    return new AcquisitionServiceGrpc.AcquisitionServiceImplBase() {
      @Override
      public void nextBatch(NextBatchRequest request, StreamObserver<NextBatchResponse> observer) {
        NextBatchResponse.Builder batch = NextBatchResponse.newBuilder();
        items.stream()
            .limit(request.getMaxAssignments())
            .forEach(
                id ->
                    batch.addAssignments(
                        Assignment.newBuilder().setItemId(id).setToken("token-" + id)));
        answer(observer, batch.build());
      }
    };
  }

  private BindableService labels() {
    return new LabelServiceGrpc.LabelServiceImplBase() {
      @Override
      public void submitLabels(
          SubmitLabelsRequest request, StreamObserver<SubmitLabelsResponse> observer) {
        request
            .getLabelsList()
            .forEach(
                label ->
                    votes.put(
                        label.getToken().substring("token-".length()),
                        classNames.indexOf(label.getValue().getClassNames(0))));
        answer(observer, SubmitLabelsResponse.getDefaultInstance());
      }
    };
  }

  private BindableService estimation() {
    return new EstimationServiceGrpc.EstimationServiceImplBase() {
      @Override
      public void estimateAccuracy(
          EstimateAccuracyRequest request, StreamObserver<EstimateAccuracyResponse> observer) {
        long right =
            votes.entrySet().stream()
                .filter(v -> v.getValue().equals(predictions.get(v.getKey())))
                .count();
        EstimatedValue value =
            EstimatedValue.newBuilder().setPoint(right / (double) votes.size()).build();
        Estimate accuracy =
            Estimate.newBuilder().setValue(value).setLabelCount(votes.size()).build();
        answer(observer, EstimateAccuracyResponse.newBuilder().setAccuracy(accuracy).build());
      }
    };
  }

  private static <R> void answer(StreamObserver<R> observer, R response) {
    observer.onNext(response);
    observer.onCompleted();
  }

  private record Upload<T>(Consumer<T> take, Runnable answer) implements StreamObserver<T> {
    @Override
    public void onNext(T message) {
      take.accept(message);
    }

    @Override
    public void onError(Throwable cancelled) {
      throw new AssertionError(cancelled);
    }

    @Override
    public void onCompleted() {
      answer.run();
    }
  }
}
