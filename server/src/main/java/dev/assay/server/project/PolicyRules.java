package dev.assay.server.project;

import com.google.protobuf.util.Durations;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.Policy;
import dev.assay.v1.ScoreCalibration;
import dev.assay.v1.StaleScores;
import java.util.Set;
import java.util.TreeSet;

/** What a policy may say, and what it says where it is silent. */
public final class PolicyRules {
  public static final String DEFAULT_STRATEGY = "two-phase";
  public static final double MIN_EXPLORATION_SHARE = 0.01;
  public static final double DEFAULT_EXPLORATION_SHARE = 0.1;
  public static final double MAX_SHARPNESS = 100;
  public static final double DEFAULT_SHARPNESS = 3;
  public static final int MAX_WAVE_SIZE = 20_000;

  /** The shortest and longest lease, of a policy and of a batch that asks for its own. */
  public static final long MIN_LEASE_MILLIS = 1_000L;

  public static final long MAX_LEASE_MILLIS = 30L * 24 * 3600 * 1000;
  public static final long DEFAULT_LEASE_MILLIS = 3600L * 1000;
  public static final int DEFAULT_AGREEING_VOTES = 1;
  public static final int MAX_AGREEING_VOTES = 15;
  public static final int MAX_VOTES = 31;
  public static final int MAX_ITEMS_PER_ANNOTATOR = 100_000;
  public static final long MIN_SCORE_AGE_MILLIS = 60_000L;
  public static final long MAX_SCORE_AGE_MILLIS = 365L * 24 * 3600 * 1000;

  public static final String DEFAULT_VERDICT_METHOD = "auto";
  public static final double MIN_CONFIDENCE = 0.5;
  public static final double DEFAULT_CONFIDENCE = 0.95;
  public static final double DEFAULT_MIN_SCORED_SHARE = 0.9;
  public static final double DEFAULT_MEASURE = 0.5;

  /** An evaluation and what trains share the work alike. */
  public static final double DEFAULT_MONITOR_SHARE = 0.5;

  public static final double MIN_MONITOR_SHARE = 0.05;
  public static final double MAX_CONFIDENCE = 0.9999;

  /** The most strategies that a message names one by one. */
  static final int MAX_NAMED = 10;

  private final Set<String> strategies;
  private final Set<String> verdictMethods;

  /**
   * Rules where verdicts are by agreement or by the default method only.
   *
   * @param strategies the names of all strategies
   */
  public PolicyRules(Set<String> strategies) {
    this(strategies, Set.of(DEFAULT_VERDICT_METHOD, "agreement"));
  }

  /**
   * @param strategies the names of all strategies
   * @param verdictMethods the names of all verdict methods
   */
  public PolicyRules(Set<String> strategies, Set<String> verdictMethods) {
    this.strategies = Set.copyOf(strategies);
    this.verdictMethods = Set.copyOf(verdictMethods);
  }

  /** Names what there is, or where it is listed, where a message would have to leave some out. */
  static String oneOf(Set<String> strategies) {
    return strategies.size() <= MAX_NAMED
        ? "must be one of " + String.join(", ", new TreeSet<>(strategies))
        : "must be one of the "
            + strategies.size()
            + " that \"assay strategies\" and docs/strategies.md list, such as \"margin\"";
  }

  /**
   * Reports every field whose value no policy can have. Fields that are absent are not looked at.
   */
  void check(Policy policy, String field, Violations violations) {
    selecting(policy, field, violations);
    violations.require(
        policy.getCalibration() != ScoreCalibration.UNRECOGNIZED,
        field + ".calibration",
        "must be SCORE_CALIBRATION_TEMPERATURE, SCORE_CALIBRATION_ISOTONIC or absent");
    if (policy.hasDiversityRadius()) {
      FieldRules.inRange(
          policy.getDiversityRadius(), 0, 1, field + ".diversity_radius", violations);
    }
    if (policy.hasExplorationShare()) {
      FieldRules.inRange(
          policy.getExplorationShare(),
          MIN_EXPLORATION_SHARE,
          1,
          field + ".exploration_share",
          violations);
    }
    if (policy.hasSharpness()) {
      FieldRules.inRange(policy.getSharpness(), 0, MAX_SHARPNESS, field + ".sharpness", violations);
    }
    FieldRules.inRange(policy.getWaveSize(), 0, MAX_WAVE_SIZE, field + ".wave_size", violations);
    if (policy.hasLease()) {
      FieldRules.duration(
          policy.getLease(), MIN_LEASE_MILLIS, MAX_LEASE_MILLIS, field + ".lease", violations);
    }
    FieldRules.inRange(
        policy.getAgreeingVotes(), 0, MAX_AGREEING_VOTES, field + ".agreeing_votes", violations);
    FieldRules.inRange(policy.getMaxVotes(), 0, MAX_VOTES, field + ".max_votes", violations);
    if (policy.hasGold()) {
      GoldRules.check(policy.getGold(), field + ".gold", violations);
    }
    violations.require(
        policy.getVerdictMethod().isEmpty() || verdictMethods.contains(policy.getVerdictMethod()),
        field + ".verdict_method",
        "must be one of " + String.join(", ", verdictMethods.stream().sorted().toList()));
    if (policy.hasDynamicRedundancy() && policy.getDynamicRedundancy().getConfidence() != 0) {
      FieldRules.inRange(
          policy.getDynamicRedundancy().getConfidence(),
          MIN_CONFIDENCE,
          MAX_CONFIDENCE,
          field + ".dynamic_redundancy.confidence",
          violations);
    }
    AdjudicationRules.check(policy.getAdjudication(), field + ".adjudication", violations);
    FieldRules.inRange(
        policy.getMaxItemsPerAnnotator(),
        0,
        MAX_ITEMS_PER_ANNOTATOR,
        field + ".max_items_per_annotator",
        violations);
    scores(policy, field, violations);
    QuotaRules.check(policy, field, violations);
    StoppingPolicyRules.check(policy, field, violations);
  }

  private void selecting(Policy policy, String field, Violations violations) {
    violations.require(
        policy.getStrategy().isEmpty() || strategies.contains(policy.getStrategy()),
        field + ".strategy",
        oneOf(strategies));
    if (policy.hasCombination()) {
      CombinationRules.check(
          policy.getCombination(), strategies, field + ".combination", violations);
    }
    if (policy.hasSelfTuning()) {
      SelfTuningRules.check(policy.getSelfTuning(), strategies, field + ".self_tuning", violations);
    }
  }

  private static void scores(Policy policy, String field, Violations violations) {
    if (policy.hasMaxScoreAge()) {
      FieldRules.duration(
          policy.getMaxScoreAge(),
          MIN_SCORE_AGE_MILLIS,
          MAX_SCORE_AGE_MILLIS,
          field + ".max_score_age",
          violations);
    }
    violations.require(
        policy.getStaleScores() != StaleScores.UNRECOGNIZED,
        field + ".stale_scores",
        "must be STALE_SCORES_RANDOM or STALE_SCORES_REFUSE");
    if (policy.hasMinScoredShare()) {
      FieldRules.inRange(policy.getMinScoredShare(), 0, 1, field + ".min_scored_share", violations);
    }
    if (policy.hasMeasure()) {
      FieldRules.inRange(policy.getMeasure(), 0, 1, field + ".measure", violations);
    }
    if (policy.hasMonitorShare()) {
      FieldRules.inRange(
          policy.getMonitorShare(), MIN_MONITOR_SHARE, 1, field + ".monitor_share", violations);
    }
  }

  /** Reports fields of a complete policy that do not go together. */
  static void checkTogether(Policy complete, String field, Violations violations) {
    violations.require(
        complete.getMaxVotes() >= complete.getAgreeingVotes(),
        field + ".max_votes",
        "is "
            + complete.getMaxVotes()
            + ", below the "
            + complete.getAgreeingVotes()
            + " agreeing_votes; set both together");
    violations.require(
        !complete.hasSelfTuning()
            || (complete.getStrategy().isEmpty() && !complete.hasCombination()),
        field + ".self_tuning",
        "is beside a strategy or a combination; set one and clear the others, in an update with all"
            + " in the mask");
    violations.require(
        !complete.hasCombination() || complete.getStrategy().isEmpty(),
        field + ".combination",
        "is beside the strategy \""
            + complete.getStrategy()
            + "\"; set one and clear the other, in an update with both in the mask");
  }

  /**
   * The policy as a project would hold it: checked, and complete with its defaults.
   *
   * @param field what it is called in the refusal
   * @throws dev.assay.server.failure.InvalidRequest with every field that no policy can have
   */
  public Policy accepted(Policy policy, String field) {
    violations(policy, field).throwIfAny();
    return complete(policy);
  }

  /** Everything that a project would be refused for with this policy. */
  public Violations violations(Policy policy, String field) {
    Violations violations = new Violations();
    check(policy, field, violations);
    checkTogether(complete(policy), field, violations);
    return violations;
  }

  /** The policy with its default in every absent field. */
  public static Policy complete(Policy policy) {
    Policy.Builder complete = policy.toBuilder();
    if (policy.hasCombination()) {
      complete.setCombination(CombinationRules.complete(policy.getCombination()));
    } else if (policy.getStrategy().isEmpty() && !policy.hasSelfTuning()) {
      complete.setStrategy(DEFAULT_STRATEGY);
    }
    if (policy.hasSelfTuning()) {
      complete.setSelfTuning(SelfTuningRules.complete(policy.getSelfTuning()));
    }
    if (!policy.hasExplorationShare()) {
      complete.setExplorationShare(DEFAULT_EXPLORATION_SHARE);
    }
    if (!policy.hasSharpness()) {
      complete.setSharpness(DEFAULT_SHARPNESS);
    }
    if (!policy.hasLease()) {
      complete.setLease(Durations.fromMillis(DEFAULT_LEASE_MILLIS));
    }
    if (policy.getAgreeingVotes() == 0) {
      complete.setAgreeingVotes(DEFAULT_AGREEING_VOTES);
    }
    if (policy.getMaxVotes() == 0) {
      complete.setMaxVotes(2 * complete.getAgreeingVotes() - 1);
    }
    if (policy.hasGold()) {
      complete.setGold(GoldRules.complete(policy.getGold()));
    }
    if (policy.getVerdictMethod().isEmpty()) {
      complete.setVerdictMethod(DEFAULT_VERDICT_METHOD);
    }
    if (policy.hasDynamicRedundancy() && policy.getDynamicRedundancy().getConfidence() == 0) {
      complete.getDynamicRedundancyBuilder().setConfidence(DEFAULT_CONFIDENCE);
    }
    complete.setAdjudication(AdjudicationRules.complete(policy.getAdjudication()));
    if (policy.getStaleScores() == StaleScores.STALE_SCORES_UNSPECIFIED) {
      complete.setStaleScores(StaleScores.STALE_SCORES_RANDOM);
    }
    if (!policy.hasMinScoredShare()) {
      complete.setMinScoredShare(DEFAULT_MIN_SCORED_SHARE);
    }
    if (!policy.hasMeasure()) {
      complete.setMeasure(DEFAULT_MEASURE);
    }
    if (!policy.hasMonitorShare()) {
      complete.setMonitorShare(DEFAULT_MONITOR_SHARE);
    }
    QuotaRules.complete(complete);
    StoppingPolicyRules.complete(complete);
    return complete.build();
  }
}
