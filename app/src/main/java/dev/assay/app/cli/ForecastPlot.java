package dev.assay.app.cli;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.ExhaustionInterval;
import dev.assay.v1.Forecast;
import dev.assay.v1.SpendPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Charges over time in letters: what was, and the corner between the earliest and the latest way to
 * the ceiling. Nothing where there is no forecast.
 */
final class ForecastPlot {
  static final int WIDTH = 60;
  static final int HEIGHT = 12;

  /** The part of the width that is to come, at most: so many times the window. */
  private static final double MAX_AHEAD = 6;

  private final Forecast forecast;
  private final long startMillis;
  private final long nowMillis;
  private final long endMillis;
  private final long floorMicros;
  private final long nowMicros;
  private final long ceilingMicros;
  private final char[][] cells = new char[HEIGHT][WIDTH];

  private ForecastPlot(Forecast forecast) {
    this.forecast = forecast;
    SpendPoint first = forecast.getPoints(0);
    SpendPoint last = forecast.getPoints(forecast.getPointsCount() - 1);
    startMillis = Timestamps.toMillis(first.getTime());
    nowMillis = Timestamps.toMillis(last.getTime());
    floorMicros = first.getChargedMicros();
    nowMicros = last.getChargedMicros();
    ceilingMicros = nowMicros + forecast.getRemainingMicros();
    endMillis = end();
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  static List<String> of(Forecast forecast) {
    return forecast.hasExhaustion() ? new ForecastPlot(forecast).lines() : List.of();
  }

  private static long millis(boolean given, Timestamp time) {
    return given ? Timestamps.toMillis(time) : Long.MAX_VALUE;
  }

  private ExhaustionInterval interval() {
    return forecast.getExhaustion().getIntervals(0);
  }

  private long earliestMillis() {
    return millis(interval().hasEarliestTime(), interval().getEarliestTime());
  }

  private long latestMillis() {
    return millis(interval().hasLatestTime(), interval().getLatestTime());
  }

  private long end() {
    long furthest = nowMillis + (long) (MAX_AHEAD * (nowMillis - startMillis));
    return Math.min(Math.max(latestMillis(), nowMillis + 1), furthest);
  }

  private List<String> lines() {
    Exhaustion exhaustion = forecast.getExhaustion();
    long medianMillis = millis(exhaustion.hasMedianTime(), exhaustion.getMedianTime());
    for (int column = 0; column < WIDTH; column++) {
      cells[0][column] = '-';
      double time = startMillis + (endMillis - startMillis) * (column + 0.5) / WIDTH;
      if (time <= nowMillis) {
        fill(column, (double) floorMicros, charged(time), '#');
      } else {
        fill(column, ahead(time, latestMillis()), ahead(time, earliestMillis()), '.');
        if (time <= medianMillis) {
          cells[row(ahead(time, medianMillis))][column] = '+';
        }
        cells[0][column] = time <= earliestMillis() ? cells[0][column] : '-';
      }
    }
    return withAxes();
  }

  /** What was charged by the end of the bin that the time is in. */
  private double charged(double time) {
    for (SpendPoint point : forecast.getPointsList()) {
      if (Timestamps.toMillis(point.getTime()) >= time) {
        return point.getChargedMicros();
      }
    }
    return nowMicros;
  }

  /** What will be charged at a constant rate that reaches the ceiling at a time. */
  private double ahead(double time, long reachedMillis) {
    double share = (time - nowMillis) / ((double) reachedMillis - nowMillis);
    return nowMicros + (ceilingMicros - nowMicros) * Math.min(1, share);
  }

  private int row(double micros) {
    double share = (micros - floorMicros) / (ceilingMicros - (double) floorMicros);
    return (int) Math.round((HEIGHT - 1) * (1 - Math.max(0, Math.min(1, share))));
  }

  private void fill(int column, double lowMicros, double highMicros, char letter) {
    for (int row = row(highMicros); row <= row(lowMicros); row++) {
      cells[row][column] = letter;
    }
  }

  private List<String> withAxes() {
    String top = Amounts.show(ceilingMicros);
    String bottom = Amounts.show(floorMicros);
    int margin = Math.max(top.length(), bottom.length());
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < HEIGHT; row++) {
      String label = row == 0 ? top : row == HEIGHT - 1 ? bottom : "";
      String text = " ".repeat(margin - label.length()) + label + " |" + new String(cells[row]);
      lines.add((row == 0 ? text + " ceiling" : text).stripTrailing());
    }
    lines.add(" ".repeat(margin) + " +" + "-".repeat(WIDTH));
    String start = date(startMillis);
    String end = date(endMillis);
    lines.add(
        " ".repeat(margin + 2) + start + " ".repeat(WIDTH - start.length() - end.length()) + end);
    lines.add(
        " ".repeat(margin + 2)
            + "# charged until %s, + the rate goes on, . level %s"
                .formatted(date(nowMillis), interval().getLevel()));
    return lines;
  }

  /** The minute, without a zone: UTC. */
  private static String date(long millis) {
    return Timestamps.toString(Timestamps.fromMillis(millis / 60_000 * 60_000))
        .replace(":00Z", "Z");
  }
}
