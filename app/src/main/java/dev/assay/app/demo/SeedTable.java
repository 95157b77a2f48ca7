package dev.assay.app.demo;

import dev.assay.report.JsonLine;
import dev.assay.report.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * What came of the policies, a line each.
 *
 * @param dataset its name
 * @param results the first of them took its labels at random
 */
record SeedTable(String dataset, List<SeedResult> results) {
  private static final int DECIMALS = 6;

  List<String> text() {
    TextTable table =
        new TextTable(
            "data", "policy", "curve", "over random", "intervals", "hold the truth", "mean width");
    SeedResult random = results.get(0);
    for (SeedResult result : results) {
      table.row(
          dataset,
          result.policy(),
          number("%.4f", result.curve()),
          number("%+.4f", result.gain(random)) + " ± " + number("%.4f", result.gainError(random)),
          result.intervals(),
          number("%.2f", (double) result.holding() / result.intervals()),
          number("%.3f", result.width()));
    }
    return table.text();
  }

  List<String> json() {
    SeedResult random = results.get(0);
    return results.stream()
        .map(
            result ->
                new JsonLine()
                    .put("data", dataset)
                    .put("policy", result.policy())
                    .put("curve", result.curve(), DECIMALS)
                    .put("gain", result.gain(random), DECIMALS)
                    .put("gain_standard_error", result.gainError(random), DECIMALS)
                    .put("intervals", result.intervals())
                    .put("intervals_with_truth", result.holding())
                    .put("mean_width", result.width(), DECIMALS)
                    .toString())
        .toList();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
