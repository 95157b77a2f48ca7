package dev.assay.app.demo;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the server estimates about the model whose scores steered a round, by the labels bought
 * since, beside the truth.
 *
 * @param modelVersion the model
 * @param populationCount the items that the estimate speaks of
 * @param labelCount the settled items that it rests on
 * @param estimated the estimate, or null where it is withheld
 * @param withheld why it is, or null
 * @param truth the model's accuracy on just those items
 */
public record Judgement(
    String modelVersion,
    long populationCount,
    long labelCount,
    @Nullable Estimated estimated,
    @Nullable String withheld,
    double truth) {
  /** The nominal coverage of the intervals. */
  public static final double LEVEL = 0.9;

  /** An estimate with its interval. */
  public record Estimated(double estimate, double low, double high) {}

  /** Asks the server about the model that is published now. */
  static Judgement ask(AssayClient client, ProjectName project, PublishedModel model) {
    EstimateAccuracyResponse response =
        client
            .estimation()
            .estimateAccuracy(
                EstimateAccuracyRequest.newBuilder()
                    .setProject(project.toString())
                    .setModelVersion(model.version())
                    .addLevels(LEVEL)
                    .build());
    Estimate accuracy = response.getAccuracy();
    if (accuracy.hasWithheld()) {
      String reason = accuracy.getWithheld().getDescription();
      return of(model, accuracy, null, reason);
    }
    if (accuracy.getPopulationCount() != model.populationCount()) {
      throw new IllegalStateException(
          "the server judges %s on %d items, the truth is about %d"
              .formatted(model.version(), accuracy.getPopulationCount(), model.populationCount()));
    }
    ConfidenceInterval interval = accuracy.getValue().getIntervals(0);
    double point = accuracy.getValue().getPoint();
    return of(model, accuracy, new Estimated(point, interval.getLow(), interval.getHigh()), null);
  }

  private static Judgement of(
      PublishedModel model,
      Estimate accuracy,
      @Nullable Estimated estimated,
      @Nullable String withheld) {
    return new Judgement(
        model.version(),
        model.populationCount(),
        accuracy.getLabelCount(),
        estimated,
        withheld,
        model.accuracy());
  }

  /** Whether there is an interval and the truth lies in it. */
  public boolean holdsTruth() {
    return estimated != null && estimated.low() <= truth && truth <= estimated.high();
  }
}
