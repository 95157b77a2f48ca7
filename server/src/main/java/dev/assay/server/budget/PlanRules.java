package dev.assay.server.budget;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.PacePoint;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What no budget plan can have. */
final class PlanRules {
  static final int MAX_PACE_POINTS = 100;
  static final int MAX_SHARES = 10;
  static final long MAX_LABEL_CEILING = 1_000_000_000_000L;
  static final long MAX_TIME_CEILING_MILLIS = 1_000_000L * 3600 * 1000;

  private PlanRules() {}

  /** Reports every field that cannot be taken. */
  static void check(BudgetPlan plan, String field, Violations violations) {
    LineRules.check(plan.getLinesList(), field + ".lines", violations);
    if (plan.hasLabelCeiling()) {
      FieldRules.inRange(
          plan.getLabelCeiling(), 0, MAX_LABEL_CEILING, field + ".label_ceiling", violations);
    }
    if (plan.hasAnnotatorTimeCeiling()) {
      FieldRules.duration(
          plan.getAnnotatorTimeCeiling(),
          0,
          MAX_TIME_CEILING_MILLIS,
          field + ".annotator_time_ceiling",
          violations);
    }
    if (plan.hasExpectedLabelingDuration()) {
      FieldRules.duration(
          plan.getExpectedLabelingDuration(),
          0,
          FieldRules.MAX_LABELING_MILLIS,
          field + ".expected_labeling_duration",
          violations);
    }
    checkTaskPrices(plan.getTaskPricesList(), field + ".task_prices", violations);
    checkShares(plan.getAlertSharesList(), true, field + ".alert_shares", violations);
    checkShares(plan.getReviewSharesList(), false, field + ".review_shares", violations);
    checkPace(plan.getPaceList(), field + ".pace", violations);
    checkZone(plan.getTimeZone(), field + ".time_zone", violations);
  }

  private static void checkTaskPrices(List<TaskPrice> prices, String field, Violations violations) {
    Set<TaskKind> seen = EnumSet.noneOf(TaskKind.class);
    for (int i = 0; i < prices.size(); i++) {
      TaskKind kind = prices.get(i).getTaskKind();
      String at = field + "[" + i + "]";
      if (violations.require(
          kind != TaskKind.TASK_KIND_UNSPECIFIED
              && kind != TaskKind.TASK_KIND_GOLD
              && kind != TaskKind.UNRECOGNIZED,
          at + ".task_kind",
          "must be a kind of task, and not a gold check, whose price would tell it from a label")) {
        violations.require(seen.add(kind), at + ".task_kind", "has a price already");
      }
      FieldRules.inRange(
          prices.get(i).getPriceMicros(),
          0,
          FieldRules.MAX_PRICE_MICROS,
          at + ".price_micros",
          violations);
    }
  }

  private static void checkShares(
      List<Double> shares, boolean oneIncluded, String field, Violations violations) {
    violations.require(shares.size() <= MAX_SHARES, field, "must be at most " + MAX_SHARES);
    double before = 0;
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      violations.require(
          share > before && (oneIncluded ? share <= 1 : share < 1),
          field + "[" + i + "]",
          "must be above the one before and " + (oneIncluded ? "at most" : "below") + " 1");
      before = share;
    }
  }

  private static void checkPace(List<PacePoint> points, String field, Violations violations) {
    violations.require(
        points.size() <= MAX_PACE_POINTS, field, "must be at most " + MAX_PACE_POINTS + " points");
    PacePoint before = null;
    for (int i = 0; i < points.size(); i++) {
      PacePoint point = points.get(i);
      String at = field + "[" + i + "]";
      FieldRules.inRange(point.getShare(), 0, 1, at + ".share", violations);
      if (!violations.require(
          point.hasTime() && Timestamps.isValid(point.getTime()), at + ".time", "is required")) {
        return;
      }
      if (before != null) {
        violations.require(
            Timestamps.toMillis(point.getTime()) > Timestamps.toMillis(before.getTime()),
            at + ".time",
            "must be after the one before");
        violations.require(
            point.getShare() >= before.getShare(),
            at + ".share",
            "must not be below the one before");
      }
      before = point;
    }
  }

  private static void checkZone(String zone, String field, Violations violations) {
    if (zone.isEmpty()) {
      return;
    }
    boolean known = ZoneId.getAvailableZoneIds().contains(zone);
    if (known) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        known = false;
      }
    }
    violations.require(
        known, field, "must be a name of the IANA time zone database, such as Europe/Lisbon");
  }
}
