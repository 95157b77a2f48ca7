package dev.assay.report.plot;

/** Something that a chart shows: one kind of number along the x axis. */
public sealed interface Mark {
  /** What the legend calls it; empty where it is not there. */
  String name();

  /** The class of the page's style sheet that gives its colour. */
  String style();

  /**
   * A line through points.
   *
   * @param x ascending
   * @param y one for each x
   * @param hasDots whether the points themselves are shown
   */
  record Line(String name, String style, double[] x, double[] y, boolean hasDots) implements Mark {}

  /**
   * The area between two lines.
   *
   * @param x ascending
   * @param low one for each x
   * @param high one for each x
   */
  record Band(String name, String style, double[] x, double[] low, double[] high) implements Mark {}

  /**
   * A bar at each place, from a lower to an upper value.
   *
   * @param x ascending
   * @param low one for each x
   * @param high one for each x
   */
  record Bars(String name, String style, double[] x, double[] low, double[] high) implements Mark {}

  /**
   * A thin line up from a lower to an upper value at each place, not in the legend.
   *
   * @param x ascending
   * @param low one for each x
   * @param high one for each x
   */
  record Whiskers(String style, double[] x, double[] low, double[] high) implements Mark {
    @Override
    public String name() {
      return "";
    }
  }
}
