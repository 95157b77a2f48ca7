package dev.assay.app.demo.compare;

import dev.assay.report.TextTable;
import java.util.Arrays;
import java.util.Locale;

/** A comparison in numbers. */
public final class ComparisonTable {
  private ComparisonTable() {}

  /** What was compared, in a line. */
  public static String title(Comparison comparison) {
    double full = Arrays.stream(comparison.full()).average().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s: %d seeds, %.0f labels in batches of %.0f; accuracy with all labels %.3f",
        comparison.dataset(),
        comparison.full().length,
        comparison.labels()[comparison.labels().length - 1],
        comparison.labels()[0],
        full);
  }

  /** One row for each strategy. */
  public static TextTable of(Comparison comparison) {
    TextTable table =
        new TextTable("strategy", "labels for 95 %", "90 % interval", "accuracy over random");
    double most = comparison.labels()[comparison.labels().length - 1];
    for (int k = 0; k < comparison.curves().size(); k++) {
      LabelsNeeded needed = LabelsNeeded.of(comparison, k);
      table.row(
          comparison.curves().get(k).strategy(),
          count(needed.labels(), most),
          count(needed.low(), most) + " to " + count(needed.high(), most),
          String.format(Locale.ROOT, "%+.4f ± %.4f", needed.gain(), needed.margin()));
    }
    return table;
  }

  private static String count(double labels, double most) {
    return labels <= most
        ? String.format(Locale.ROOT, "%.0f", labels)
        : String.format(Locale.ROOT, "> %.0f", most);
  }
}
