package dev.assay.server.demo.chart;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * A chart with titled axes, grid and legend.
 *
 * @param description what it shows, for those who cannot see it
 * @param x the axis from left to right
 * @param y the axis from bottom to top
 * @param marks drawn in their order, later ones above earlier ones
 */
public record Chart(String description, Axis x, Axis y, List<Mark> marks) {
  private static final double LEGEND_SWATCH = 18;
  private static final double LEGEND_CHARACTER = 6.9;
  private static final double LEGEND_GAP = 20;

  /** The chart as one SVG element. Its colours are those of the page's style sheet. */
  public String svg() {
    Frame frame = new Frame(x, y);
    Svg svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 720 380",
        "role",
        "img",
        "aria-label",
        description);
    drawGrid(svg, frame);
    StringBuilder drawn = new StringBuilder();
    for (Mark mark : marks) {
      double[] px = Arrays.stream(mark.x()).map(frame::px).toArray();
      double[][] py =
          mark.y().stream()
              .map(values -> Arrays.stream(values).map(frame::py).toArray())
              .toArray(double[][]::new);
      mark.draw(drawn, px, py);
    }
    Svg legend = new Svg();
    drawLegend(legend);
    return svg.toString() + drawn + legend + "</svg>\n";
  }

  private void drawGrid(Svg svg, Frame frame) {
    for (BigDecimal tick : y.ticks()) {
      double at = frame.py(tick.doubleValue());
      svg.leaf("line", "class", "grid", "x1", Frame.LEFT, "y1", at, "x2", Frame.RIGHT, "y2", at);
      svg.words("text", y.label(tick), "class", "tick end", "x", Frame.LEFT - 8, "y", at + 4);
    }
    for (BigDecimal tick : x.ticks()) {
      double at = frame.px(tick.doubleValue());
      svg.leaf(
          "line", "class", "axis", "x1", at, "y1", Frame.BOTTOM, "x2", at, "y2", Frame.BOTTOM + 5);
      svg.words("text", x.label(tick), "class", "tick middle", "x", at, "y", Frame.BOTTOM + 20);
    }
    svg.leaf(
        "line",
        "class",
        "axis",
        "x1",
        Frame.LEFT,
        "y1",
        Frame.BOTTOM,
        "x2",
        Frame.RIGHT,
        "y2",
        Frame.BOTTOM);
    double middle = (Frame.LEFT + Frame.RIGHT) / 2;
    svg.words("text", x.title(), "class", "title middle", "x", middle, "y", Frame.HEIGHT - 10);
    double height = (Frame.TOP + Frame.BOTTOM) / 2;
    svg.words(
        "text",
        y.title(),
        "class",
        "title middle",
        "transform",
        "translate(14 %s) rotate(-90)".formatted(Svg.number(height)));
  }

  private void drawLegend(Svg svg) {
    double left = Frame.LEFT;
    for (Mark mark : marks) {
      if (mark instanceof Mark.Line) {
        svg.leaf(
            "line",
            "class",
            "line " + mark.style(),
            "x1",
            left,
            "y1",
            18.0,
            "x2",
            left + LEGEND_SWATCH,
            "y2",
            18.0);
      } else {
        svg.leaf(
            "rect",
            "class",
            "area " + mark.style(),
            "x",
            left,
            "y",
            12.0,
            "width",
            LEGEND_SWATCH,
            "height",
            12.0);
      }
      svg.words("text", mark.name(), "class", "legend", "x", left + LEGEND_SWATCH + 6, "y", 22.0);
      left += LEGEND_SWATCH + 6 + LEGEND_CHARACTER * mark.name().length() + LEGEND_GAP;
    }
  }
}
