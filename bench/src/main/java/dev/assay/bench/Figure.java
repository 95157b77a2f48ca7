package dev.assay.bench;

import dev.assay.report.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One measured number.
 *
 * @param name what was measured
 * @param value how much
 * @param unit of the value, for example "s"
 */
record Figure(String name, double value, String unit) {
  private static final int DECIMALS = 3;

  /** A JSON object of one line. */
  static JsonLine json(List<Figure> figures) {
    JsonLine line = new JsonLine();
    figures.forEach(
        figure ->
            line.put(
                key(figure.name) + "_" + key(figure.unit),
                figure.value,
                figure.isWhole() ? 0 : DECIMALS));
    return line;
  }

  private static String key(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  /** The rows of a Markdown table, aligned so that the plain text reads as well. */
  static List<String> table(List<Figure> figures) {
    int width = figures.stream().mapToInt(figure -> figure.name.length()).max().orElse(0);
    String format = "| %-" + width + "s | %14s | %-16s |";
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, format, "what", "value", "unit"));
    lines.add(
        String.format(
            Locale.ROOT,
            "|%s|%s|%s|",
            "-".repeat(width + 2),
            "-".repeat(15) + ":",
            "-".repeat(18)));
    figures.forEach(
        figure ->
            lines.add(String.format(Locale.ROOT, format, figure.name, figure.text(), figure.unit)));
    return lines;
  }

  private boolean isWhole() {
    return value == Math.rint(value);
  }

  private String text() {
    return String.format(Locale.ROOT, isWhole() ? "%.0f" : "%." + DECIMALS + "f", value);
  }
}
