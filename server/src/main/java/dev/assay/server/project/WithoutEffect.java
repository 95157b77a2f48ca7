package dev.assay.server.project;

import dev.assay.v1.Policy;
import dev.assay.v1.StaleScores;
import java.util.ArrayList;
import java.util.List;

/** What a policy says that changes nothing beside the rest of it. It is taken, with a warning. */
public final class WithoutEffect {
  /** The one strategy that a wave's part for the estimate is a number of. */
  private static final String OF_MEASURE = PolicyRules.DEFAULT_STRATEGY;

  private WithoutEffect() {}

  /**
   * One sentence for each field that is not its default and has no effect.
   *
   * @param complete with its default in every absent field
   */
  public static List<String> of(Policy complete) {
    List<String> found = new ArrayList<>();
    if (complete.getStaleScores() == StaleScores.STALE_SCORES_REFUSE
        && !complete.hasMaxScoreAge()) {
      found.add("stale_scores has no effect without max_score_age: no scores are ever stale");
    }
    if (complete.getMeasure() != PolicyRules.DEFAULT_MEASURE
        && !complete.getStrategy().equals(OF_MEASURE)) {
      found.add("measure has an effect on the strategy \"" + OF_MEASURE + "\" alone");
    }
    if (complete.getSharpness() != PolicyRules.DEFAULT_SHARPNESS
        && complete.getStrategy().equals("random")) {
      found.add("sharpness has no effect on the strategy \"random\"");
    }
    if (complete.getMaxVotes() == 1
        && !complete.getVerdictMethod().equals(PolicyRules.DEFAULT_VERDICT_METHOD)) {
      found.add("verdict_method has no effect where max_votes is 1: a vote is the verdict");
    }
    if (complete.hasQuota()
        && complete.getQuota().getMinimumSharesCount() == 0
        && complete.getQuota().getMaxRaise() != QuotaRules.DEFAULT_RAISE) {
      found.add("quota.max_raise has no effect without quota.minimum_shares");
    }
    return List.copyOf(found);
  }
}
