package dev.assay.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Points with error bars, joined by lines, as one SVG element.
 *
 * @param title what is shown
 * @param yTitle what the vertical axis measures
 * @param series each drawn in a colour of its own
 * @param reference a horizontal line, NaN for none
 */
record Plot(String title, String yTitle, List<Series> series, double reference) {
  /**
   * The rules of the page's style that a plot needs, on a ground that is white in dark viewers too.
   */
  private static final String FILE_STYLE =
      "<style>.title{font-weight:600;font-size:14px}.grid{stroke:#e2e8f0}"
          + ".reference{stroke:#4a5568;stroke-dasharray:2 3}</style>"
          + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";

  private static final double WIDTH = 1000;
  private static final double LEFT = 60;
  private static final double RIGHT = 560;
  private static final double TOP = 34;
  private static final double LEGEND_LINE = 17;
  private static final double LEAST_HEIGHT = 300;
  private static final int TICKS = 5;
  private static final String[] COLOURS = {
    "#1b6ca8", "#c8553d", "#2f855a", "#805ad5", "#b7791f", "#0f766e", "#9d174d", "#4a5568"
  };

  /**
   * One line.
   *
   * @param name in the legend
   * @param x ascending
   * @param y at each x
   * @param error half the length of each bar
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Series(String name, double[] x, double[] y, double[] error) {}

  /** For a file of its own, with the styles that a page would bring. */
  String file() {
    return svg().replaceFirst(">", " font-family=\"sans-serif\" font-size=\"12\">" + FILE_STYLE);
  }

  String svg() {
    double bottom = Math.max(LEAST_HEIGHT, TOP + series.size() * LEGEND_LINE);
    double[] xs = series.stream().flatMapToDouble(s -> Arrays.stream(s.x)).toArray();
    double lowX = Arrays.stream(xs).min().orElse(0);
    double highX = Math.max(Arrays.stream(xs).max().orElse(1), lowX + 1);
    double highY = top();
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\""
                + " aria-label=\"%s\">%n",
            WIDTH, bottom + 44, escape(title)));
    svg.append(
        format("<text x=\"%.0f\" y=\"20\" class=\"title\">%s</text>%n", LEFT, escape(title)));
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = highY * tick / TICKS;
      double y = bottom - (bottom - TOP) * tick / TICKS;
      svg.append(rule("grid", LEFT, y, RIGHT, y));
      svg.append(text(LEFT - 6, y + 4, "end", format("%.3g", value)));
    }
    for (double x : Arrays.stream(xs).distinct().sorted().toArray()) {
      double px = LEFT + (x - lowX) / (highX - lowX) * (RIGHT - LEFT);
      svg.append(text(px, bottom + 18, "middle", format("%.0f", x)));
    }
    svg.append(text((LEFT + RIGHT) / 2, bottom + 36, "middle", "labels"));
    svg.append(
        format(
            "<text transform=\"translate(14 %.0f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
            (TOP + bottom) / 2, escape(yTitle)));
    if (Double.isFinite(reference)) {
      double y = bottom - reference / highY * (bottom - TOP);
      svg.append(rule("reference", LEFT, y, RIGHT, y));
    }
    for (int k = 0; k < series.size(); k++) {
      draw(svg, k, bottom, lowX, highX, highY);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(
      StringBuilder svg, int k, double bottom, double lowX, double highX, double highY) {
    Series line = series.get(k);
    String colour = COLOURS[k % COLOURS.length];
    String dash = k < COLOURS.length ? "" : " stroke-dasharray=\"5 3\"";
    StringBuilder points = new StringBuilder();
    svg.append(format("<g stroke=\"%s\" fill=\"%s\"%s>%n", colour, colour, dash));
    for (int i = 0; i < line.x.length; i++) {
      double px = LEFT + (line.x[i] - lowX) / (highX - lowX) * (RIGHT - LEFT);
      double scale = (bottom - TOP) / highY;
      double py = bottom - Math.min(line.y[i], highY) * scale;
      double bar = line.error[i] * scale;
      points.append(format("%.1f,%.1f ", px, py));
      svg.append(rule("bar", px, Math.max(TOP, py - bar), px, Math.min(bottom, py + bar)));
      svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", px, py));
    }
    svg.append(format("<polyline fill=\"none\" points=\"%s\"/>%n", points.toString().strip()));
    double y = TOP + k * LEGEND_LINE;
    svg.append(rule("bar", RIGHT + 20, y, RIGHT + 40, y));
    svg.append("</g>\n").append(text(RIGHT + 46, y + 4, "start", line.name));
  }

  /** The greatest end of a bar, but no more than twice the greatest point. */
  private double top() {
    double points = Double.isFinite(reference) ? reference : 0;
    double bars = points;
    for (Series line : series) {
      for (int i = 0; i < line.y.length; i++) {
        points = Math.max(points, line.y[i]);
        bars = Math.max(bars, line.y[i] + line.error[i]);
      }
    }
    double top = Math.min(bars, 2 * points);
    return top > 0 ? 1.05 * top : 1;
  }

  private static String rule(String style, double x1, double y1, double x2, double y2) {
    return format(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        style, x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String words) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escape(words));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values).replace("\r\n", "\n");
  }

  static String escape(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
