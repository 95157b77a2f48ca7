package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.ExhaustionInterval;
import dev.assay.v1.Forecast;
import java.util.List;

/** When the money will be gone, as people read it. */
final class ForecastTables {
  private static final String NEVER = "not foreseeable";

  private ForecastTables() {}

  static List<TextTable> of(Forecast forecast) {
    String currency = forecast.getCurrencyCode();
    TextTable summary =
        new TextTable("FIELD", "VALUE")
            .row("project", forecast.getProject())
            .row(
                "window",
                Times.show(forecast.getWindowStartTime())
                    + " to "
                    + Times.show(forecast.getWindowEndTime()))
            .row(
                "bins",
                Math.max(0, forecast.getPointsCount() - 1)
                    + " of "
                    + Times.show(forecast.getBinDuration()))
            .row("charged in it", Amounts.show(forecast.getWindowChargedMicros(), currency))
            .row("remaining", Amounts.show(forecast.getRemainingMicros(), currency));
    if (!forecast.hasExhaustion()) {
      return List.of(
          summary.row("forecast", "withheld: " + forecast.getWithheld().getDescription()));
    }
    Exhaustion exhaustion = forecast.getExhaustion();
    summary
        .row("a day", Amounts.show(exhaustion.getDailyMicros(), currency))
        .row(
            "exhausted",
            exhaustion.hasMedianTime() ? Times.show(exhaustion.getMedianTime()) : NEVER);
    TextTable intervals = new TextTable("LEVEL", "A DAY FROM", "TO", "EXHAUSTED FROM", "UNTIL");
    for (ExhaustionInterval interval : exhaustion.getIntervalsList()) {
      intervals.row(
          interval.getLevel(),
          Amounts.show(interval.getLowDailyMicros()),
          Amounts.show(interval.getHighDailyMicros()),
          interval.hasEarliestTime() ? Times.show(interval.getEarliestTime()) : NEVER,
          interval.hasLatestTime() ? Times.show(interval.getLatestTime()) : NEVER);
    }
    return List.of(summary, intervals);
  }
}
