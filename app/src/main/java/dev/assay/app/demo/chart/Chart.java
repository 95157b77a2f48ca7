package dev.assay.app.demo.chart;

import java.math.BigDecimal;
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
  private static final double DOT_RADIUS = 3.2;
  private static final double MAX_BAR_WIDTH = 26;
  private static final double BAR_SHARE = 0.6;
  private static final double SWATCH = 18;
  private static final double LEGEND_CHARACTER = 6.9;
  private static final double LEGEND_GAP = 20;

  /** The chart as one SVG element. Its colours are those of the page's style sheet. */
  public String svg() {
    Frame frame = new Frame(x, y);
    Svg svg = new Svg();
    svg.open(Frame.WIDTH, Frame.HEIGHT, description);
    drawGrid(svg, frame);
    for (Mark mark : marks) {
      if (mark instanceof Mark.Line line) {
        draw(svg, frame, line);
      } else if (mark instanceof Mark.Band band) {
        draw(svg, frame, band);
      } else if (mark instanceof Mark.Bars bars) {
        draw(svg, frame, bars);
      }
    }
    drawAxes(svg, frame);
    drawLegend(svg);
    svg.close();
    return svg.toString();
  }

  private void drawGrid(Svg svg, Frame frame) {
    for (BigDecimal tick : y.ticks()) {
      double at = frame.py(tick.doubleValue());
      svg.line("grid", Frame.LEFT, at, Frame.RIGHT, at);
      svg.words("tick end", Frame.LEFT - 8, at + 4, tick.toPlainString());
    }
  }

  private void drawAxes(Svg svg, Frame frame) {
    svg.line("axis", Frame.LEFT, Frame.BOTTOM, Frame.RIGHT, Frame.BOTTOM);
    for (BigDecimal tick : x.ticks()) {
      double at = frame.px(tick.doubleValue());
      svg.line("axis", at, Frame.BOTTOM, at, Frame.BOTTOM + 5);
      svg.words("tick middle", at, Frame.BOTTOM + 20, tick.toPlainString());
    }
    double middle = (Frame.LEFT + Frame.RIGHT) / 2;
    svg.words("title middle", middle, Frame.HEIGHT - 10, x.title());
    svg.upwards("title middle", 14, (Frame.TOP + Frame.BOTTOM) / 2, y.title());
  }

  private static void draw(Svg svg, Frame frame, Mark.Line line) {
    double[] px = frame.px(line.x());
    double[] py = frame.py(line.y());
    svg.path("line " + line.style(), px, py);
    for (int i = 0; line.hasDots() && i < px.length; i++) {
      svg.circle("dot " + line.style(), px[i], py[i], DOT_RADIUS);
    }
  }

  private static void draw(Svg svg, Frame frame, Mark.Band band) {
    double[] px = frame.px(band.x());
    double[] low = frame.py(band.low());
    double[] high = frame.py(band.high());
    svg.area("area " + band.style(), px, low, high);
    for (int i = 0; i < px.length; i++) {
      svg.line("whisker " + band.style(), px[i], low[i], px[i], high[i]);
    }
  }

  private static void draw(Svg svg, Frame frame, Mark.Bars bars) {
    double room = (Frame.RIGHT - Frame.LEFT) / (bars.x().length + 1);
    double width = Math.min(MAX_BAR_WIDTH, BAR_SHARE * room);
    for (int i = 0; i < bars.x().length; i++) {
      double top = frame.py(bars.high()[i]);
      double left = frame.px(bars.x()[i]) - width / 2;
      svg.rectangle("bar " + bars.style(), left, top, width, frame.py(bars.low()[i]) - top);
    }
  }

  private void drawLegend(Svg svg) {
    double left = Frame.LEFT;
    for (Mark mark : marks) {
      if (mark instanceof Mark.Line) {
        svg.line("line " + mark.style(), left, 18, left + SWATCH, 18);
      } else {
        String shape = mark instanceof Mark.Bars ? "bar " : "area ";
        svg.rectangle(shape + mark.style(), left, 12, SWATCH, 12);
      }
      svg.words("legend", left + SWATCH + 6, 22, mark.name());
      left += SWATCH + 6 + LEGEND_CHARACTER * mark.name().length() + LEGEND_GAP;
    }
  }
}
