package dev.assay.client;

import dev.assay.v1.CompareModelVersionsResponse;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateRow;
import java.util.Locale;

/** Estimates as one line that a person can read. */
public final class Estimates {
  private Estimates() {}

  /**
   * A number with its first interval, or why it is withheld: "0.912 [0.861, 0.948] at 0.9, 120
   * labels".
   *
   * @param estimate the estimate
   * @return the line
   */
  public static String text(Estimate estimate) {
    if (estimate.hasWithheld()) {
      return "withheld: " + estimate.getWithheld().getDescription();
    }
    String labels = String.format(Locale.ROOT, ", %,d labels", estimate.getLabelCount());
    if (estimate.getValue().getIntervalsCount() == 0) {
      return number(estimate.getValue().getPoint()) + labels;
    }
    ConfidenceInterval interval = estimate.getValue().getIntervals(0);
    return String.format(
        Locale.ROOT,
        "%s [%s, %s] at %s%s",
        number(estimate.getValue().getPoint()),
        number(interval.getLow()),
        number(interval.getHigh()),
        interval.getLevel(),
        labels);
  }

  /**
   * A number with what it is about: "cat: 0.912 [0.861, 0.948] at 0.9, 120 labels".
   *
   * @param row the number
   * @return the line
   */
  public static String text(EstimateRow row) {
    String about =
        row.getClassName()
            + (row.getPredictedClassName().isEmpty()
                ? ""
                : " predicted " + row.getPredictedClassName())
            + (row.getGroup().isEmpty() ? "" : (row.getClassName().isEmpty() ? "" : ", "))
            + row.getGroup();
    String line = text(row.getEstimate());
    return about.isEmpty() ? line : about + ": " + line;
  }

  /**
   * A comparison: "v7 less v6: 0.031 [0.012, 0.050] at 0.9, 120 labels; better with probability
   * 0.995".
   *
   * @param answer the comparison
   * @return the line
   */
  public static String text(CompareModelVersionsResponse answer) {
    String line =
        answer.getCandidateVersion()
            + " less "
            + answer.getBaselineVersion()
            + ": "
            + text(answer.getDifference());
    return answer.hasBetterProbability()
        ? line + "; better with probability " + number(answer.getBetterProbability())
        : line;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
