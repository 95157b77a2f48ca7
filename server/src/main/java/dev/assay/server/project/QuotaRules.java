package dev.assay.server.project;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.DriftPolicy;
import dev.assay.v1.MinimumShare;
import dev.assay.v1.Policy;
import dev.assay.v1.QuotaPolicy;
import java.util.HashSet;
import java.util.Set;

/**
 * What a policy may say about quotas of strata, representative waves and the watch for change, and
 * what it says where it is silent.
 */
public final class QuotaRules {
  public static final int MAX_MINIMUM_SHARES = 100;
  public static final int MAX_STRATUM_LENGTH = 2_000;
  public static final double MAX_RAISE = 10;
  public static final double DEFAULT_RAISE = 2;
  public static final int MIN_REPRESENTATIVE_EVERY = 2;
  public static final int MAX_REPRESENTATIVE_EVERY = 1_000;
  public static final int MAX_RECLUSTER_EVERY = 10_000;
  public static final double MIN_FALSE_ALARM = 0.0001;
  public static final double MAX_FALSE_ALARM = 0.5;
  public static final double DEFAULT_FALSE_ALARM = 0.05;
  public static final double DEFAULT_MAX_EXPLORATION_SHARE = 0.6;

  /** Shares that people write with a few decimals add up to 1 within this. */
  private static final double TOLERANCE = 1e-9;

  private QuotaRules() {}

  /** Reports every value that no policy can have. */
  static void check(Policy policy, String field, Violations violations) {
    if (policy.hasQuota()) {
      quota(policy.getQuota(), field + ".quota", violations);
    }
    violations.require(
        policy.getRepresentativeEvery() == 0
            || (policy.getRepresentativeEvery() >= MIN_REPRESENTATIVE_EVERY
                && policy.getRepresentativeEvery() <= MAX_REPRESENTATIVE_EVERY),
        field + ".representative_every",
        "must be 0 or from " + MIN_REPRESENTATIVE_EVERY + " to " + MAX_REPRESENTATIVE_EVERY);
    FieldRules.inRange(
        policy.getReclusterEvery(), 0, MAX_RECLUSTER_EVERY, field + ".recluster_every", violations);
    if (policy.hasDrift()) {
      drift(policy.getDrift(), field + ".drift", violations);
    }
  }

  private static void quota(QuotaPolicy quota, String field, Violations violations) {
    violations.require(
        quota.getKind() != QuotaPolicy.Kind.UNRECOGNIZED,
        field + ".kind",
        "must be one of KIND_AS_SELECTED, KIND_PROPORTIONAL, KIND_EQUAL, KIND_NEYMAN and"
            + " KIND_SENSITIVITY");
    FieldRules.inRange(
        quota.getMinimumSharesCount(),
        0,
        MAX_MINIMUM_SHARES,
        field + ".minimum_shares",
        violations);
    double total = 0;
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(quota.getMinimumSharesCount(), MAX_MINIMUM_SHARES); i++) {
      MinimumShare minimum = quota.getMinimumShares(i);
      String place = field + ".minimum_shares[" + i + "]";
      FieldRules.text(minimum.getStratum(), 1, MAX_STRATUM_LENGTH, place + ".stratum", violations);
      violations.require(
          seen.add(minimum.getStratum()), place + ".stratum", "has a minimum share already");
      violations.require(
          minimum.getShare() > 0 && minimum.getShare() <= 1,
          place + ".share",
          "must be greater than 0 and at most 1");
      total += minimum.getShare();
    }
    violations.require(
        !(total > 1 + TOLERANCE),
        field + ".minimum_shares",
        "add up to " + total + "; they must not exceed 1");
    violations.require(
        quota.getMaxRaise() == 0 || (quota.getMaxRaise() >= 1 && quota.getMaxRaise() <= MAX_RAISE),
        field + ".max_raise",
        "must be 0 or from 1 to " + MAX_RAISE);
  }

  private static void drift(DriftPolicy drift, String field, Violations violations) {
    if (drift.getFalseAlarm() != 0) {
      FieldRules.inRange(
          drift.getFalseAlarm(),
          MIN_FALSE_ALARM,
          MAX_FALSE_ALARM,
          field + ".false_alarm",
          violations);
    }
    if (drift.getMaxExplorationShare() != 0) {
      FieldRules.inRange(
          drift.getMaxExplorationShare(),
          PolicyRules.MIN_EXPLORATION_SHARE,
          1,
          field + ".max_exploration_share",
          violations);
    }
  }

  /** Sets the default of every absent field. */
  static void complete(Policy.Builder policy) {
    if (policy.hasQuota()) {
      QuotaPolicy.Builder quota = policy.getQuotaBuilder();
      if (quota.getKind() == QuotaPolicy.Kind.KIND_UNSPECIFIED) {
        quota.setKind(QuotaPolicy.Kind.KIND_AS_SELECTED);
      }
      if (quota.getMaxRaise() == 0) {
        quota.setMaxRaise(DEFAULT_RAISE);
      }
    }
    if (policy.hasDrift()) {
      DriftPolicy.Builder drift = policy.getDriftBuilder();
      if (drift.getFalseAlarm() == 0) {
        drift.setFalseAlarm(DEFAULT_FALSE_ALARM);
      }
      if (drift.getMaxExplorationShare() == 0) {
        drift.setMaxExplorationShare(DEFAULT_MAX_EXPLORATION_SHARE);
      }
    }
  }
}
