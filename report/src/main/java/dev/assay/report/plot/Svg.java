package dev.assay.report.plot;

import dev.assay.report.Xml;
import java.util.Locale;

/**
 * Writes the elements of SVG that charts need. A style is classes of the page's style sheet.
 * Coordinates are rounded to a tenth, and written the same in every region.
 */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** Opens the picture. */
  void open(double width, double height, String description) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\"", width, height);
    add(" role=\"img\" aria-label=\"%s\">\n", Xml.escape(description));
  }

  /** A style sheet of the picture's own. */
  void style(String rules) {
    add("<style>%s</style>\n", rules);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        style, x1, y1, x2, y2);
  }

  void rectangle(String style, double x, double y, double width, double height) {
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
        style, x, y, width, height);
  }

  void circle(String style, double x, double y, double radius) {
    add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", style, x, y, radius);
  }

  /** A line through the points. */
  void path(String style, double[] x, double[] y) {
    add("<polyline class=\"%s\" points=\"%s\"/>\n", style, points(x, y));
  }

  /** The area between two lines over the same places. */
  void area(String style, double[] x, double[] low, double[] high) {
    String there = points(x, low);
    String back = points(reversed(x), reversed(high));
    add("<polygon class=\"%s\" points=\"%s\"/>\n", style, there + " " + back);
  }

  void words(String style, double x, double y, String words) {
    add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", style, x, y, Xml.escape(words));
  }

  /** Words that are read from bottom to top. */
  void upwards(String style, double x, double y, String words) {
    add(
        "<text class=\"%s\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>\n",
        style, x, y, Xml.escape(words));
  }

  void close() {
    text.append("</svg>\n");
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x[i], y[i]));
    }
    return points.toString();
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
