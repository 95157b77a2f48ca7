package dev.assay.server.verdict;

import dev.assay.sampling.quality.gold.VoteValue;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.DynamicRedundancy;
import java.util.Arrays;

/**
 * Whether another vote on an item is worth its price, under dynamic redundancy: while the verdict
 * is less sure than the policy wants, and a vote gains more for its price than the first vote on a
 * new item. It is asked at each vote, and again for every item at each fit, since a vote that was
 * not worth it while new items were left may be once they are gone.
 */
final class NextVote {
  private final ProjectRow project;
  private final double accuracy;
  private final double newItemGain;

  /**
   * @param accuracy that is expected of who would vote
   */
  NextVote(Tables tables, ProjectRow project, double accuracy) {
    this.project = project;
    this.accuracy = accuracy;
    this.newItemGain = newItemGain(tables, project, accuracy);
  }

  boolean isWanted(double[] posterior, int voteCount, long priceMicros) {
    DynamicRedundancy policy = project.definition().getPolicy().getDynamicRedundancy();
    return voteCount < project.definition().getPolicy().getMaxVotes()
        && VoteValue.isWorthwhile(
            posterior, accuracy, priceMicros, policy.getConfidence(), newItemGain);
  }

  /** What the first vote on a new item gains by its price; 0 where no item is left. */
  private static double newItemGain(Tables tables, ProjectRow project, double accuracy) {
    ProgressRow progress = tables.progress().get(project.projectId());
    int left =
        progress.itemCount()
            - progress.servedCount()
            - tables.gold().reservedCount(project.projectId());
    if (left <= 0) {
      return 0;
    }
    int classCount = project.definition().getLabelSchema().getClassNamesCount();
    double[] even = new double[classCount];
    Arrays.fill(even, 1.0 / classCount);
    return VoteValue.gainPerMicro(even, accuracy, project.definition().getDefaultPriceMicros());
  }
}
