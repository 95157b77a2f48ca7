package dev.assay.client;

import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyResponse;
import java.util.Locale;

/**
 * What the labels say of a model version's accuracy now, as people read it.
 *
 * @param answer the server's
 */
public record AccuracyNow(EstimateAccuracyResponse answer) {

  /** Returns whether there is a number, rather than a reason why there is none. */
  public boolean isKnown() {
    return answer.getAccuracy().hasValue();
  }

  /** Returns the estimate with its intervals, or why it is withheld, in one line. */
  @Override
  public String toString() {
    Estimate accuracy = answer.getAccuracy();
    StringBuilder text = new StringBuilder();
    text.append(answer.getModelVersion().isEmpty() ? "no model" : answer.getModelVersion());
    if (!isKnown()) {
      return text.append(": withheld: ").append(accuracy.getWithheld().getDescription()).toString();
    }
    text.append(String.format(Locale.ROOT, ": %.4f", accuracy.getValue().getPoint()));
    for (ConfidenceInterval interval : accuracy.getValue().getIntervalsList()) {
      text.append(
          String.format(
              Locale.ROOT,
              ", %s from %.4f to %.4f",
              interval.getLevel(),
              interval.getLow(),
              interval.getHigh()));
    }
    return text.append(", by ").append(accuracy.getLabelCount()).append(" labels").toString();
  }
}
