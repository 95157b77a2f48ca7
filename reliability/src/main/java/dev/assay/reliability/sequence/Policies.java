package dev.assay.reliability.sequence;

import com.google.protobuf.Duration;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.DynamicRedundancy;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Policy;
import java.util.List;

/** Policies that bring a project soon to where something happens. */
final class Policies {
  private static final List<String> STRATEGIES = List.of("margin", "entropy", "random");
  private static final List<String> METHODS = List.of("agreement", "one-coin", "dawid-skene");

  private Policies() {}

  static String strategy(int number) {
    return STRATEGIES.get(Math.floorMod(number, STRATEGIES.size()));
  }

  static String method(int number) {
    return METHODS.get(Math.floorMod(number, METHODS.size()));
  }

  /** Many checks, and annotators who are soon found careless. */
  static GoldPolicy gold(int number) {
    return GoldPolicy.newBuilder()
        .setProbationShare(0.5)
        .setTrustedShare(number % 2 == 0 ? 0.4 : 0)
        .setGoodAccuracy(0.9)
        .setBadAccuracy(0.4)
        .setFalseSuspension(0.4)
        .setMissedSuspension(0.4)
        .setMaxUses(number % 4 == 3 ? 2 : 0)
        .setPromotionVotes(number % 3 == 2 ? 2 : 0)
        .setKeepDoubtfulVotes(number % 4 == 1)
        .build();
  }

  /** Many disputes. */
  static AdjudicationPolicy adjudication(int number) {
    return AdjudicationPolicy.newBuilder()
        .setMinAgreement(number % 3 == 0 ? 0.9 : 0)
        .setMinProbability(number % 3 == 1 ? 0.9 : 0)
        .setAuditShare(number % 2 == 0 ? 0.4 : 0)
        .setFailedGoldNeighbours(number % 2 == 1)
        .setShowVotes(number % 4 == 2)
        .setMaxRounds(1 + number % 3)
        .setEscalateAfter(Duration.newBuilder().setSeconds(60))
        .build();
  }

  static DynamicRedundancy redundancy(int number) {
    return DynamicRedundancy.newBuilder().setConfidence(number % 2 == 0 ? 0.9 : 0.6).build();
  }

  /** Adds what a project has beyond the plain one, 0: nothing. */
  static void addQuality(Policy.Builder policy, int profile, int number) {
    if (profile % 2 == 1) {
      policy.setGold(gold(number));
    }
    if (profile / 2 % 2 == 1) {
      policy.setAdjudication(adjudication(number));
    }
    if (profile / 4 % 2 == 1) {
      policy
          .setVerdictMethod(method(number))
          .setDynamicRedundancy(redundancy(number))
          .setMaxVotes(5);
    }
    if (profile == 7 && number % 8 == 7) {
      policy.setRegisteredOnly(true);
    }
  }
}
