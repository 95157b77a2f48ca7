package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.ExhaustionInterval;
import dev.assay.v1.Forecast;
import dev.assay.v1.SpendPoint;
import dev.assay.v1.WithheldForecast;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastPlotTest {
  private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  /** Ten days of 1.00 each, of 25.00. */
  private static Forecast.Builder forecast(ExhaustionInterval.Builder interval) {
    Forecast.Builder forecast = Forecast.newBuilder().setRemainingMicros(15_000_000);
    for (int day = 0; day <= 10; day++) {
      forecast.addPoints(
          SpendPoint.newBuilder()
              .setTime(Timestamps.fromMillis(START + day * DAY))
              .setChargedMicros(day * 1_000_000L));
    }
    return forecast.setExhaustion(
        Exhaustion.newBuilder()
            .setMedianTime(Timestamps.fromMillis(START + 25 * DAY))
            .addIntervals(interval.setLevel(0.9)));
  }

  @Test
  void theWayToTheCeilingIsBetweenItsEarliestAndLatestEnd() {
    List<String> plot =
        ForecastPlot.of(
            forecast(
                    ExhaustionInterval.newBuilder()
                        .setEarliestTime(Timestamps.fromMillis(START + 20 * DAY))
                        .setLatestTime(Timestamps.fromMillis(START + 40 * DAY)))
                .build());
    assertThat(String.join("\n", plot) + "\n")
        .isEqualTo(
            """
            25.00 |-----------------------------.------------------------------ ceiling
                  |                           .....++++.....................
                  |                        .....+++..................
                  |                      ....+++..............
                  |                    ..++++..........
                  |                  .+++.......
                  |               ++++....
                  |           ####.
                  |        #######
                  |     ##########
                  |  #############
             0.00 |###############
                  +------------------------------------------------------------
                   2026-03-01T00:00Z                          2026-04-10T00:00Z
                   # charged until 2026-03-11T00:00Z, + the rate goes on, . level 0.9
            """);
  }

  @Test
  void withoutALatestEndThePlotEndsSomewhere() {
    List<String> plot =
        ForecastPlot.of(
            forecast(
                    ExhaustionInterval.newBuilder()
                        .setEarliestTime(Timestamps.fromMillis(START + 20 * DAY)))
                .build());
    assertThat(plot).hasSize(ForecastPlot.HEIGHT + 3);
    assertThat(plot.get(ForecastPlot.HEIGHT + 1)).endsWith("2026-05-10T00:00Z");
  }

  @Test
  void aWithheldForecastHasNoPlot() {
    assertThat(
            ForecastPlot.of(
                Forecast.newBuilder().setWithheld(WithheldForecast.getDefaultInstance()).build()))
        .isEmpty();
  }
}
