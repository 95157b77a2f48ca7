package dev.assay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One figure of a load, beside what was measured before the limits and lanes were there.
 *
 * @param before as it was reported then; it says so where there was no end
 * @param now NaN where the measurement came to no end
 * @param goal the most that it may be; NaN for none
 */
record LoadFigure(String name, String before, double now, String unit, double goal) {

  /** The rows of a Markdown table. */
  static List<String> table(List<LoadFigure> figures) {
    List<String> lines = new ArrayList<>();
    lines.add("| what | before | now | goal | unit | verdict |");
    lines.add("| --- | ---: | ---: | ---: | --- | --- |");
    for (LoadFigure figure : figures) {
      lines.add(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  figure.name,
                  figure.before,
                  text(figure.now),
                  text(figure.goal),
                  figure.unit,
                  figure.verdict()));
    }
    return lines;
  }

  /** The figure as others print theirs. */
  Figure figure() {
    return new Figure(name, now, unit);
  }

  private String verdict() {
    if (Double.isNaN(goal)) {
      return "";
    }
    return now <= goal ? "kept" : "missed";
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }
}
