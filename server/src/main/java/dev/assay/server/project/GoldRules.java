package dev.assay.server.project;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.GoldPolicy;

/** What a policy may say about gold checks, and what it says where it is silent. */
public final class GoldRules {
  public static final double MAX_SHARE = 0.5;
  public static final double DEFAULT_PROBATION_SHARE = 0.2;
  public static final double DEFAULT_TRUSTED_SHARE = 0.05;
  public static final double MIN_ACCURACY = 0.01;
  public static final double MAX_ACCURACY = 0.99;
  public static final double DEFAULT_GOOD_ACCURACY = 0.9;
  public static final double DEFAULT_BAD_ACCURACY = 0.7;
  public static final double MIN_ERROR = 0.0001;
  public static final double MAX_ERROR = 0.4;
  public static final double DEFAULT_FALSE_SUSPENSION = 0.01;
  public static final double DEFAULT_MISSED_SUSPENSION = 0.05;
  public static final int MAX_USES = 100_000;
  public static final int DEFAULT_USES = 50;
  public static final int MIN_PROMOTION_VOTES = 2;

  private GoldRules() {}

  /** Reports every value that no policy can have. Fields that are absent are not looked at. */
  static void check(GoldPolicy gold, String field, Violations violations) {
    FieldRules.inRange(
        gold.getProbationShare(), 0, MAX_SHARE, field + ".probation_share", violations);
    FieldRules.inRange(gold.getTrustedShare(), 0, MAX_SHARE, field + ".trusted_share", violations);
    GoldPolicy full = complete(gold);
    accuracy(full.getGoodAccuracy(), field + ".good_accuracy", violations);
    accuracy(full.getBadAccuracy(), field + ".bad_accuracy", violations);
    violations.require(
        full.getGoodAccuracy() > full.getBadAccuracy(),
        field + ".good_accuracy",
        "must be greater than bad_accuracy, which is " + full.getBadAccuracy());
    error(full.getFalseSuspension(), field + ".false_suspension", violations);
    error(full.getMissedSuspension(), field + ".missed_suspension", violations);
    FieldRules.inRange(gold.getMaxUses(), 0, MAX_USES, field + ".max_uses", violations);
    violations.require(
        gold.getPromotionVotes() == 0
            || (gold.getPromotionVotes() >= MIN_PROMOTION_VOTES
                && gold.getPromotionVotes() <= PolicyRules.MAX_VOTES),
        field + ".promotion_votes",
        "must be 0 or from " + MIN_PROMOTION_VOTES + " to " + PolicyRules.MAX_VOTES);
  }

  private static void accuracy(double value, String field, Violations violations) {
    FieldRules.inRange(value, MIN_ACCURACY, MAX_ACCURACY, field, violations);
  }

  private static void error(double value, String field, Violations violations) {
    FieldRules.inRange(value, MIN_ERROR, MAX_ERROR, field, violations);
  }

  /** The same with its default in every absent field. */
  static GoldPolicy complete(GoldPolicy gold) {
    GoldPolicy.Builder complete = gold.toBuilder();
    if (!gold.hasProbationShare()) {
      complete.setProbationShare(DEFAULT_PROBATION_SHARE);
    }
    if (!gold.hasTrustedShare()) {
      complete.setTrustedShare(DEFAULT_TRUSTED_SHARE);
    }
    if (!gold.hasGoodAccuracy()) {
      complete.setGoodAccuracy(DEFAULT_GOOD_ACCURACY);
    }
    if (!gold.hasBadAccuracy()) {
      complete.setBadAccuracy(DEFAULT_BAD_ACCURACY);
    }
    if (!gold.hasFalseSuspension()) {
      complete.setFalseSuspension(DEFAULT_FALSE_SUSPENSION);
    }
    if (!gold.hasMissedSuspension()) {
      complete.setMissedSuspension(DEFAULT_MISSED_SUSPENSION);
    }
    if (gold.getMaxUses() == 0) {
      complete.setMaxUses(DEFAULT_USES);
    }
    return complete.build();
  }
}
