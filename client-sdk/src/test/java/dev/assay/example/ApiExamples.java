package dev.assay.example;

import com.google.protobuf.Duration;
import dev.assay.client.AlreadyExistsException;
import dev.assay.client.AssayClient;
import dev.assay.client.Estimates;
import dev.assay.client.InvalidRequestException;
import dev.assay.client.LabelClient;
import dev.assay.client.Micros;
import dev.assay.client.ProjectName;
import dev.assay.client.PutOptions;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.Funding;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.OnError;
import dev.assay.v1.Project;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.RecordError;
import dev.assay.v1.StopReason;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The examples of docs/api.md. */
final class ApiExamples {
  private ApiExamples() {}

  static NextBatchResponse batchOnce(AssayClient client, ProjectName project, String savedId) {
    return client
        .acquisition()
        .nextBatch(
            NextBatchRequest.newBuilder()
                .setRequestId(savedId) // the same after a crash: the same batch
                .setProject(project.toString())
                .setAnnotatorId("ann-7")
                .setMaxAssignments(10)
                .build());
  }

  static void makeOnce(AssayClient client, Project project) {
    try {
      client.projects().createProject(project, Micros.of("100"));
    } catch (AlreadyExistsException e) {
      if (e.reason() != ErrorReason.ERROR_REASON_PROJECT_EXISTS) {
        throw e;
      }
    } catch (InvalidRequestException e) {
      e.fieldViolations().forEach(v -> System.err.println(v.field() + ": " + v.description()));
      throw e;
    }
  }

  /** Works until there is nothing left that a moment's waiting could bring. */
  static StopReason work(
      AssayClient client,
      ProjectName project,
      String annotator,
      Function<String, String> label,
      Consumer<Duration> pause) {
    while (true) {
      NextBatchResponse batch = client.acquisition().nextBatch(project, annotator, 10);
      if (batch.getAssignmentsCount() > 0) {
        List<LabelSubmission> answers =
            batch.getAssignmentsList().stream()
                .map(task -> LabelClient.answer(task, label.apply(task.getItemId())))
                .toList();
        client.labels().submitLabels(project, annotator, answers);
      } else if (batch.getStopReason() == StopReason.STOP_REASON_WAVE_PENDING) {
        pause.accept(batch.getRetryDelay());
      } else {
        return batch.getStopReason();
      }
    }
  }

  static PutItemsResponse upload(AssayClient client, ProjectName project, Stream<Item> items) {
    PutOptions options =
        PutOptions.defaults()
            .withOnError(OnError.ON_ERROR_CONTINUE)
            .withProgress(p -> System.err.println(p.records() + " items"));
    PutItemsResponse done = client.pool().putItems(project, items, options);
    for (RecordError error : done.getErrorsList()) {
      System.err.println(error.getRecordIndex() + ": " + error.getDescription());
    }
    return done;
  }

  static long countUnfunded(AssayClient client, ProjectName project) {
    ListLabelsRequest request =
        ListLabelsRequest.newBuilder()
            .setProject(project.toString())
            .setFundingFilter(Funding.FUNDING_UNFUNDED)
            .build();
    return client.labels().listLabels(request).stream().count(); // page by page
  }

  static String recalls(AssayClient client, ProjectName project) {
    StringBuilder text = new StringBuilder();
    for (EstimateRow row : client.estimation().getEstimate(project, "recall").getEstimatesList()) {
      text.append(Estimates.text(row))
          .append('\n'); // "cat: 0.912 [0.861, 0.948] at 0.9, 120 labels"
    }
    return text.toString();
  }

  static String accuracy(AssayClient client, ProjectName project) {
    Estimate estimate = client.estimation().estimateAccuracy(project).getAccuracy();
    if (estimate.hasWithheld()) {
      return "not yet: " + estimate.getWithheld().getDescription();
    }
    ConfidenceInterval interval = estimate.getValue().getIntervals(0);
    return "%.3f, from %.3f to %.3f at level %.2f"
        .formatted(
            estimate.getValue().getPoint(),
            interval.getLow(),
            interval.getHigh(),
            interval.getLevel());
  }
}
