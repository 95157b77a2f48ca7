package dev.assay.report.plot;

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
    Frame frame = Frame.belowLegend(x, y, legendLines());
    Svg svg = new Svg();
    svg.open(frame.width(), frame.height(), description);
    return draw(svg, frame);
  }

  /**
   * The chart as a picture of its own: its description above, and beside it a legend that has room
   * for many marks.
   *
   * @param rules of a style sheet; {@code ground} is what is behind all, {@code heading} the
   *     description
   */
  public String picture(String rules) {
    long entries = marks.stream().filter(mark -> !mark.name().isEmpty()).count();
    Frame frame = Frame.besideLegend(x, y, entries);
    Svg svg = new Svg();
    svg.open(frame.width(), frame.height(), description);
    svg.style(rules);
    svg.rectangle("ground", 0, 0, frame.width(), frame.height());
    svg.words("heading", Frame.LEFT, 20, description);
    return draw(svg, frame);
  }

  private String draw(Svg svg, Frame frame) {
    drawGrid(svg, frame);
    for (Mark mark : marks) {
      if (mark instanceof Mark.Line line) {
        draw(svg, frame, line);
      } else if (mark instanceof Mark.Band band) {
        draw(svg, frame, band);
      } else if (mark instanceof Mark.Bars bars) {
        draw(svg, frame, bars);
      } else if (mark instanceof Mark.Whiskers whiskers) {
        draw(svg, frame, whiskers);
      }
    }
    drawAxes(svg, frame);
    drawLegend(svg, frame);
    svg.close();
    return svg.toString();
  }

  private void drawGrid(Svg svg, Frame frame) {
    for (BigDecimal tick : y.ticks()) {
      double at = frame.py(tick.doubleValue());
      svg.line("grid", Frame.LEFT, at, frame.right(), at);
      svg.words("tick end", Frame.LEFT - 8, at + 4, tick.toPlainString());
    }
  }

  private void drawAxes(Svg svg, Frame frame) {
    svg.line("axis", Frame.LEFT, frame.bottom(), frame.right(), frame.bottom());
    for (BigDecimal tick : x.ticks()) {
      double at = frame.px(tick.doubleValue());
      svg.line("axis", at, frame.bottom(), at, frame.bottom() + 5);
      svg.words("tick middle", at, frame.bottom() + 20, tick.toPlainString());
    }
    double middle = (Frame.LEFT + frame.right()) / 2;
    svg.words("title middle", middle, frame.height() - 10, x.title());
    svg.upwards("title middle", 14, (frame.top() + frame.bottom()) / 2, y.title());
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
    svg.area(
        "area " + band.style(), frame.px(band.x()), frame.py(band.low()), frame.py(band.high()));
    draw(svg, frame, new Mark.Whiskers(band.style(), band.x(), band.low(), band.high()));
  }

  private static void draw(Svg svg, Frame frame, Mark.Whiskers whiskers) {
    double[] px = frame.px(whiskers.x());
    double[] low = frame.py(whiskers.low());
    double[] high = frame.py(whiskers.high());
    for (int i = 0; i < px.length; i++) {
      svg.line("whisker " + whiskers.style(), px[i], low[i], px[i], high[i]);
    }
  }

  private static void draw(Svg svg, Frame frame, Mark.Bars bars) {
    double room = (frame.right() - Frame.LEFT) / (bars.x().length + 1);
    double width = Math.min(MAX_BAR_WIDTH, BAR_SHARE * room);
    for (int i = 0; i < bars.x().length; i++) {
      double top = frame.py(bars.high()[i]);
      double left = frame.px(bars.x()[i]) - width / 2;
      svg.rectangle("bar " + bars.style(), left, top, width, frame.py(bars.low()[i]) - top);
    }
  }

  /** The lines that the legend takes where it stands above the chart. */
  private int legendLines() {
    int lines = 1;
    double left = Frame.LEFT;
    for (Mark mark : marks) {
      if (!mark.name().isEmpty()) {
        if (isTooFar(left, mark)) {
          lines++;
          left = Frame.LEFT;
        }
        left += room(mark);
      }
    }
    return lines;
  }

  private static double room(Mark mark) {
    return SWATCH + 6 + LEGEND_CHARACTER * mark.name().length() + LEGEND_GAP;
  }

  private static boolean isTooFar(double left, Mark mark) {
    return left > Frame.LEFT && left + room(mark) - LEGEND_GAP > Frame.BELOW_RIGHT;
  }

  private void drawLegend(Svg svg, Frame frame) {
    double left = frame.legendBeside() ? frame.right() + LEGEND_GAP : Frame.LEFT;
    double middle = frame.legendBeside() ? frame.top() : 18;
    for (Mark mark : marks) {
      if (mark.name().isEmpty()) {
        continue;
      }
      if (!frame.legendBeside() && isTooFar(left, mark)) {
        middle += Frame.LEGEND_LINE;
        left = Frame.LEFT;
      }
      if (mark instanceof Mark.Line) {
        svg.line("line " + mark.style(), left, middle, left + SWATCH, middle);
      } else {
        String shape = mark instanceof Mark.Bars ? "bar " : "area ";
        svg.rectangle(shape + mark.style(), left, middle - 6, SWATCH, 12);
      }
      svg.words("legend", left + SWATCH + 6, middle + 4, mark.name());
      if (frame.legendBeside()) {
        middle += Frame.LEGEND_LINE;
      } else {
        left += room(mark);
      }
    }
  }
}
