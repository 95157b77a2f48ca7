package dev.assay.server.budget;

import dev.assay.v1.BudgetLine.Period;
import dev.assay.v1.BudgetPlan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** Days and periods of a plan, in its time zone. Days are counted from 1970-01-01. */
public final class BudgetCalendar {
  /** The zone of a plan that names none. */
  public static final String DEFAULT_ZONE = "UTC";

  private final ZoneId zone;

  private BudgetCalendar(ZoneId zone) {
    this.zone = zone;
  }

  public static BudgetCalendar of(BudgetPlan plan) {
    return new BudgetCalendar(ZoneId.of(zoneOf(plan)));
  }

  /** The plan's zone, or the default one. */
  static String zoneOf(BudgetPlan plan) {
    return plan.getTimeZone().isEmpty() ? DEFAULT_ZONE : plan.getTimeZone();
  }

  /** The day that the instant falls on. */
  public int day(long millis) {
    return Math.toIntExact(Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay());
  }

  /** When the day begins, in milliseconds since 1970. */
  public long startMillis(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The first day of the period that the day falls in; 0 for a line without periods. */
  static int periodDay(Period period, int day) {
    return switch (period) {
      case PERIOD_DAY -> day;
      case PERIOD_WEEK ->
          Math.toIntExact(
              LocalDate.ofEpochDay(day)
                  .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                  .toEpochDay());
      default -> 0;
    };
  }

  /** When the period after the one that begins on the day begins. */
  long nextPeriodMillis(Period period, int periodDay) {
    return startMillis(periodDay + (period == Period.PERIOD_WEEK ? 7 : 1));
  }

  /** The day as in "2026-01-31". */
  public static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
