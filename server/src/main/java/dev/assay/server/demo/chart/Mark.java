package dev.assay.server.demo.chart;

import java.util.List;

/** Something that a chart shows: one kind of number along the x axis. */
public sealed interface Mark {
  /** What the legend calls it. */
  String name();

  /** The style that it is drawn in: a class of the page's style sheet. */
  String style();

  /** Draws it. */
  void draw(StringBuilder into, double[] px, double[][] py);

  /** The x coordinates. */
  double[] x();

  /** The y coordinates: one array, or two for what has a lower and an upper edge. */
  List<double[]> y();

  /**
   * A line through points.
   *
   * @param hasDots whether the points themselves are shown
   */
  record Line(String name, String style, double[] x, double[] values, boolean hasDots)
      implements Mark {
    @Override
    public List<double[]> y() {
      return List.of(values);
    }

    @Override
    public void draw(StringBuilder into, double[] px, double[][] py) {
      Svg svg = new Svg();
      svg.leaf("polyline", "class", "line " + style, "points", points(px, py[0], false));
      for (int i = 0; hasDots && i < px.length; i++) {
        svg.leaf("circle", "class", "dot " + style, "cx", px[i], "cy", py[0][i], "r", 3.2);
      }
      into.append(svg);
    }
  }

  /** The area between two lines. */
  record Band(String name, String style, double[] x, double[] low, double[] high) implements Mark {
    @Override
    public List<double[]> y() {
      return List.of(low, high);
    }

    @Override
    public void draw(StringBuilder into, double[] px, double[][] py) {
      Svg svg = new Svg();
      String outline = points(px, py[0], false) + " " + points(px, py[1], true);
      svg.leaf("polygon", "class", "area " + style, "points", outline);
      for (int i = 0; i < px.length; i++) {
        svg.leaf(
            "line",
            "class",
            "whisker " + style,
            "x1",
            px[i],
            "y1",
            py[0][i],
            "x2",
            px[i],
            "y2",
            py[1][i]);
      }
      into.append(svg);
    }
  }

  /** A bar at each place, from a lower to an upper value. */
  record Bars(String name, String style, double[] x, double[] low, double[] high) implements Mark {
    private static final double WIDTH = 22;

    @Override
    public List<double[]> y() {
      return List.of(low, high);
    }

    @Override
    public void draw(StringBuilder into, double[] px, double[][] py) {
      Svg svg = new Svg();
      for (int i = 0; i < px.length; i++) {
        svg.leaf(
            "rect",
            "class",
            "area " + style,
            "x",
            px[i] - WIDTH / 2,
            "y",
            py[1][i],
            "width",
            WIDTH,
            "height",
            Math.max(py[0][i] - py[1][i], 0));
      }
      into.append(svg);
    }
  }

  private static String points(double[] px, double[] py, boolean isBackwards) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < px.length; i++) {
      int at = isBackwards ? px.length - 1 - i : i;
      points.append(i == 0 ? "" : " ").append(Svg.number(px[at])).append(',');
      points.append(Svg.number(py[at]));
    }
    return points.toString();
  }
}
