package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.Violations;
import dev.assay.server.store.JournalRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.ExhaustionInterval;
import dev.assay.v1.Forecast;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.SpendPoint;
import dev.assay.v1.WithheldForecast.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the money will be gone, from the charges of a real journal. A label costs 10. */
class ForecastTest {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final long START = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();

  /** 7.5 standard deviations: a false alarm has a probability below 1e-13. */
  private static final double Z_LIMIT = 7.5;

  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 4_000);
    project.putItems(400, null);
    project.clockMillis.set(START);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Charges labels at the time. */
  private void label(long timeMillis, int count) {
    project.clockMillis.set(timeMillis);
    List<Assignment> batch = project.next("ann", count).getAssignmentsList();
    assertThat(batch).hasSize(count);
    project.submit("ann", batch, item -> "a");
  }

  private Forecast forecast(GetForecastRequest.Builder request) {
    GetForecastRequest built = request.setProject(LocalProject.NAME).build();
    GetForecast rpc =
        new GetForecast(project.store, () -> Instant.ofEpochMilli(project.clockMillis.get()));
    Violations violations = new Violations();
    rpc.validate(built, violations);
    violations.throwIfAny();
    return rpc.answer(built).getForecast();
  }

  private Forecast forecast() {
    return forecast(GetForecastRequest.newBuilder());
  }

  private Reason withheld() {
    return forecast().getWithheld().getReason();
  }

  @Test
  void aSteadyRateIsForecastToTheDay() {
    for (int day = 0; day < 14; day++) {
      label(START + day * DAY, 10);
    }
    project.clockMillis.set(START + 14 * DAY - 1);
    Forecast forecast = forecast(GetForecastRequest.newBuilder().setWindow(Durations.fromDays(7)));
    assertThat(forecast.getBinDuration()).isEqualTo(Durations.fromDays(1));
    assertThat(forecast.getPointsCount()).isEqualTo(8);
    assertThat(forecast.getWindowChargedMicros()).isEqualTo(700);
    assertThat(forecast.getRemainingMicros()).isEqualTo(2_600);
    Exhaustion end = forecast.getExhaustion();
    assertThat(end.getDailyMicros()).isEqualTo(100);
    assertThat(Timestamps.toMillis(end.getMedianTime())).isEqualTo(START + 40 * DAY - 1);
    for (ExhaustionInterval interval : end.getIntervalsList()) {
      // No day differs from another.
      assertThat(interval.getLowDailyMicros()).isEqualTo(100);
      assertThat(interval.getHighDailyMicros()).isEqualTo(100);
      assertThat(interval.getEarliestTime()).isEqualTo(end.getMedianTime());
      assertThat(interval.getLatestTime()).isEqualTo(end.getMedianTime());
    }
    assertThat(end.getIntervalsList())
        .extracting(ExhaustionInterval::getLevel)
        .containsExactly(0.9, 0.95);
  }

  @Test
  void thePointsAreTheSumsOfTheJournalByThatTime() {
    SplittableRandom random = new SplittableRandom(3);
    long time = START;
    for (int i = 0; i < 60; i++) {
      label(time, 1 + random.nextInt(4));
      time += random.nextInt(3) == 0 ? 0 : random.nextLong(2 * HOUR);
    }
    for (Duration window : List.of(Durations.fromMinutes(1), Durations.fromHours(13))) {
      Forecast forecast = forecast(GetForecastRequest.newBuilder().setWindow(window));
      assertThat(forecast.getPointsCount()).isEqualTo(25);
      for (SpendPoint point : forecast.getPointsList()) {
        assertThat(point.getChargedMicros()).isEqualTo(bruteForce(point));
      }
      assertThat(forecast.getPoints(24).getChargedMicros())
          .isEqualTo(project.budget().chargedMicros());
    }
  }

  private long bruteForce(SpendPoint point) {
    return project.store.read(
        tables ->
            tables.budgets().journal(project.projectId(), 0, Integer.MAX_VALUE).stream()
                .filter(entry -> entry.createdMillis() <= Timestamps.toMillis(point.getTime()))
                .reduce((a, b) -> b)
                .map(JournalRow::chargedMicros)
                .orElse(0L));
  }

  @Test
  void theWindowBeginsWithTheFirstHold() {
    project.clockMillis.set(START + 3 * DAY);
    project.ceiling(5_000);
    label(START + 5 * DAY, 3);
    project.clockMillis.set(START + 6 * DAY);
    Forecast forecast = forecast();
    assertThat(Timestamps.toMillis(forecast.getWindowStartTime())).isEqualTo(START + 5 * DAY);
    assertThat(forecast.getBinDuration()).isEqualTo(Durations.fromHours(1));
  }

  @Test
  void thereIsAReasonWhereThereIsNoForecast() {
    assertThat(withheld()).isEqualTo(Reason.REASON_TOO_LITTLE_HISTORY);
    label(START, 3);
    assertThat(withheld()).isEqualTo(Reason.REASON_TOO_LITTLE_HISTORY);
    project.clockMillis.set(START + 8 * DAY);
    Forecast once = forecast();
    assertThat(once.hasExhaustion()).isFalse();
    assertThat(once.getWithheld().getReason()).isEqualTo(Reason.REASON_NO_SPENDING);
    label(START + 8 * DAY, 3);
    assertThat(withheld()).isEqualTo(Reason.REASON_TOO_LITTLE_HISTORY);
    assertThat(forecast().getWithheld().getDescription()).contains("1 of", "8 bins");
    project.ceiling(60);
    assertThat(withheld()).isEqualTo(Reason.REASON_EXHAUSTED);
  }

  @Test
  void whatIsNotToldFromNothingHasNoLatestTime() {
    int[] labels = {1, 1, 1, 1, 1, 200};
    for (int i = 0; i < labels.length; i++) {
      label(START + 7 * DAY + i * DAY, labels[i]);
    }
    project.clockMillis.set(START + 18 * DAY);
    Forecast forecast = forecast(GetForecastRequest.newBuilder().addLevels(0.95));
    ExhaustionInterval interval = forecast.getExhaustion().getIntervals(0);
    assertThat(interval.hasLatestTime()).isFalse();
    assertThat(interval.getLowDailyMicros()).isZero();
    assertThat(Timestamps.toMillis(interval.getEarliestTime()))
        .isBetween(
            project.clockMillis.get(),
            Timestamps.toMillis(forecast.getExhaustion().getMedianTime()));
  }

  @Test
  void aClockThatWasSetBackHidesNothing() {
    for (int day = 0; day < 9; day++) {
      label(START + day * DAY, 2);
    }
    Forecast before = forecast();
    project.clockMillis.addAndGet(-3 * DAY);
    assertThat(forecast()).isEqualTo(before);
  }

  @Test
  void whatCannotBeForecastIsNamed() {
    assertThatThrownBy(
            () ->
                forecast(
                    GetForecastRequest.newBuilder()
                        .setWindow(Durations.fromSeconds(59))
                        .addLevels(0.9)
                        .addLevels(1)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("window")
        .hasMessageContaining("levels[1]");
  }

  /**
   * The claim of every interval, through the arithmetic of times and amounts: projects whose labels
   * come at random, at one of two prices, run on until their money is gone.
   */
  @Test
  void theIntervalsHoldTheTrueEndAsOftenAsTheySay() {
    double level = 0.9;
    int trials = 2_000;
    int held = 0;
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < trials; trial++) {
      ForecastWindow window = ForecastWindow.of(START, 10 * DAY);
      long[] charged = new long[window.binCount() + 1];
      long chargedMicros = 0;
      double time = window.startMillis();
      int bin = 1;
      long[] edges = window.edges();
      while (bin < edges.length) {
        time += wait(random);
        for (; bin < edges.length && edges[bin] < time; bin++) {
          charged[bin] = chargedMicros;
        }
        chargedMicros += price(random);
      }
      long remainingMicros = 9_000_000;
      Forecast.Builder forecast = Forecast.newBuilder();
      new Outlook(window, charged, remainingMicros).addTo(forecast, List.of(level));
      double end = START;
      for (long left = remainingMicros; left > 0; left -= price(random)) {
        end += wait(random);
      }
      ExhaustionInterval interval = forecast.getExhaustion().getIntervals(0);
      held +=
          Timestamps.toMillis(interval.getEarliestTime()) <= end
                  && (!interval.hasLatestTime()
                      || end <= Timestamps.toMillis(interval.getLatestTime()))
              ? 1
              : 0;
    }
    double noise = Z_LIMIT * Math.sqrt(level * (1 - level) / trials);
    assertThat((double) held / trials).isBetween(level - noise, level + noise);
  }

  /** 12 labels a day. */
  private static double wait(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble()) * DAY / 12;
  }

  private static long price(SplittableRandom random) {
    return random.nextInt(4) == 0 ? 100_000 : 30_000;
  }
}
