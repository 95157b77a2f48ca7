package dev.assay.server.budget;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.assay.sampling.forecast.Consumption;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.ExhaustionInterval;
import dev.assay.v1.Forecast;
import dev.assay.v1.WithheldForecast;
import dev.assay.v1.WithheldForecast.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bins of a window say of the budget's end; see {@link Consumption} for how.
 *
 * @param charged what was charged by the start of the window and by the end of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outlook(ForecastWindow window, long[] charged, long remainingMicros) {
  /** The fewest bins with charges that a forecast rests on. */
  static final int MIN_ACTIVE_BINS = 5;

  /** Beyond it no time is named. */
  static final double HORIZON_MILLIS = Duration.ofDays(36_525).toMillis();

  void addTo(Forecast.Builder forecast, List<Double> levels) {
    double[] bins = new double[window.binCount()];
    int active = 0;
    for (int i = 0; i < bins.length; i++) {
      bins[i] = charged[i + 1] - charged[i];
      active += bins[i] > 0 ? 1 : 0;
    }
    if (remainingMicros == 0) {
      withhold(forecast, Reason.REASON_EXHAUSTED, "the charges have reached the ceiling; raise it");
    } else if (window.binCount() == 0) {
      withhold(
          forecast,
          Reason.REASON_TOO_LITTLE_HISTORY,
          "the work has not begun, or less than a minute ago; ask again later");
    } else if (charged[bins.length] <= charged[0]) {
      withhold(
          forecast,
          Reason.REASON_NO_SPENDING,
          "the window has no charges, or not more than refunds; ask for a longer one");
    } else if (active < MIN_ACTIVE_BINS) {
      withhold(
          forecast,
          Reason.REASON_TOO_LITTLE_HISTORY,
          "%d of the window's %d bins have charges; at least %d must: ask later, or for another window"
              .formatted(active, bins.length, MIN_ACTIVE_BINS));
    } else {
      forecast.setExhaustion(exhaustion(Consumption.of(bins), levels));
    }
  }

  private static void withhold(Forecast.Builder forecast, Reason reason, String description) {
    forecast.setWithheld(
        WithheldForecast.newBuilder().setReason(reason).setDescription(description));
  }

  private Exhaustion exhaustion(Consumption seen, List<Double> levels) {
    Exhaustion.Builder exhaustion =
        Exhaustion.newBuilder().setDailyMicros(dailyMicros(seen.rate()));
    Timestamp median = time(seen.medianBins((double) remainingMicros));
    if (median != null) {
      exhaustion.setMedianTime(median);
    }
    for (double level : levels) {
      double margin = seen.rateMargin(level);
      Consumption.Range bins = seen.bins((double) remainingMicros, level);
      ExhaustionInterval.Builder interval =
          ExhaustionInterval.newBuilder()
              .setLevel(level)
              .setLowDailyMicros(dailyMicros(Math.max(0, seen.rate() - margin)))
              .setHighDailyMicros(dailyMicros(seen.rate() + margin));
      Timestamp earliest = time(bins.earliest());
      if (earliest != null) {
        interval.setEarliestTime(earliest);
      }
      Timestamp latest = time(bins.latest());
      if (latest != null) {
        interval.setLatestTime(latest);
      }
      exhaustion.addIntervals(interval);
    }
    return exhaustion.build();
  }

  private long dailyMicros(double binMicros) {
    return Math.round(binMicros * ForecastWindow.DAY_MILLIS / window.binMillis());
  }

  private @Nullable Timestamp time(double bins) {
    double millis = bins * window.binMillis();
    return millis <= HORIZON_MILLIS
        ? Timestamps.fromMillis(Math.addExact(window.endMillis(), Math.round(millis)))
        : null;
  }
}
