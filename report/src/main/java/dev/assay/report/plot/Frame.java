package dev.assay.report.plot;

import java.util.Arrays;

/**
 * Where values are drawn, and where the legend is.
 *
 * @param x the axis from left to right
 * @param y the axis from bottom to top
 * @param width of the picture
 * @param right where the x axis ends
 * @param top where the y axis ends
 * @param bottom where the y axis begins
 * @param legendBeside whether the legend stands in lines to the right, instead of in one line above
 */
record Frame(
    Axis x, Axis y, double width, double right, double top, double bottom, boolean legendBeside) {
  static final double LEFT = 64;
  static final double LEGEND_LINE = 17;

  /** Where the x axis ends in a chart below its legend. */
  static final double BELOW_RIGHT = 704;

  private static final double BELOW = 54;

  /** With so many lines above for a legend. */
  static Frame belowLegend(Axis x, Axis y, int lines) {
    double more = Math.max(lines - 1, 0) * LEGEND_LINE;
    return new Frame(x, y, 720, BELOW_RIGHT, 44 + more, 326 + more, false);
  }

  /** With a line above for a heading, and room to the right for so many entries of a legend. */
  static Frame besideLegend(Axis x, Axis y, long entries) {
    double top = 34;
    return new Frame(x, y, 1000, 560, top, Math.max(300, top + entries * LEGEND_LINE), true);
  }

  double height() {
    return bottom + BELOW;
  }

  double px(double value) {
    return LEFT + x.part(value) * (right - LEFT);
  }

  double py(double value) {
    return bottom - y.part(value) * (bottom - top);
  }

  double[] px(double[] values) {
    return Arrays.stream(values).map(this::px).toArray();
  }

  double[] py(double[] values) {
    return Arrays.stream(values).map(this::py).toArray();
  }
}
