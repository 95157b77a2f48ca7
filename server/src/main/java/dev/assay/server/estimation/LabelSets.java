package dev.assay.server.estimation;

/** Values of items that have any number of classes each, of which metrics are means. */
final class LabelSets {
  private LabelSets() {}

  /** The part of each item's decisions that is wrong, from 0 to 1. */
  static double[] hamming(LabelledItems items) {
    return items.values(
        i -> {
          Counts counts = Counts.of(items, i);
          return (counts.actual + counts.predicted - 2 * counts.hits) / items.classCount();
        });
  }

  /** Precision, recall or F-beta of each item's classes; 0 where the denominator is 0. */
  static double[] values(MetricKind kind, double beta, LabelledItems items) {
    double square = beta * beta;
    return items.values(
        i -> {
          Counts counts = Counts.of(items, i);
          return switch (kind) {
            case PRECISION -> share(counts.hits, counts.predicted);
            case RECALL -> share(counts.hits, counts.actual);
            default -> share((1 + square) * counts.hits, counts.predicted + square * counts.actual);
          };
        });
  }

  /** The mean over the classes of the square of what each probability is off. */
  static double[] squares(LabelledItems items, double[][] p) {
    return items.values(
        i -> {
          boolean[] actual = items.predictions().actual(items.item(i));
          double sum = 0;
          for (int k = 0; k < actual.length; k++) {
            double off = p[i][k] - (actual[k] ? 1 : 0);
            sum += off * off;
          }
          return sum / actual.length;
        });
  }

  /** The mean over the classes of the logarithmic loss of each decision. */
  static double[] logLosses(LabelledItems items, double[][] p) {
    return items.values(
        i -> {
          boolean[] actual = items.predictions().actual(items.item(i));
          double sum = 0;
          for (int k = 0; k < actual.length; k++) {
            sum += MetricNumbers.logLoss(actual[k] ? p[i][k] : 1 - p[i][k]);
          }
          return sum / actual.length;
        });
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }

  /** Of one item: classes predicted rightly, predicted, and there. */
  private record Counts(double hits, double predicted, double actual) {
    static Counts of(LabelledItems items, int i) {
      boolean[] actual = items.predictions().actual(items.item(i));
      boolean[] predicted = items.predictions().predicted(items.item(i));
      double hits = 0;
      double claimed = 0;
      double there = 0;
      for (int k = 0; k < actual.length; k++) {
        hits += actual[k] && predicted[k] ? 1 : 0;
        claimed += predicted[k] ? 1 : 0;
        there += actual[k] ? 1 : 0;
      }
      return new Counts(hits, claimed, there);
    }
  }
}
