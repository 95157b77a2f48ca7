package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.ItemVotes;
import dev.assay.sampling.quality.RunningVerdicts;
import java.util.HashMap;
import java.util.Map;

/**
 * Running verdicts by a rule that stays what the last fit made it: the probabilities of an item
 * follow from its votes alone, as a fit by this rule would make them.
 */
abstract class FixedVerdicts implements RunningVerdicts {
  private final int classCount;
  private final ItemVotes votes;
  private final Map<Integer, Integer> settled = new HashMap<>();

  FixedVerdicts(Evidence evidence) {
    this.classCount = evidence.votes().classCount();
    this.votes = ItemVotes.of(evidence.votes());
    for (int item = 0; item < evidence.votes().itemCount(); item++) {
      if (evidence.known(item) != Evidence.UNKNOWN) {
        settled.put(item, evidence.known(item));
      }
    }
  }

  /**
   * The probabilities of the classes.
   *
   * @param own annotator and class of each vote on the item, in turn
   */
  abstract double[] posterior(int item, int[] own);

  final int classCount() {
    return classCount;
  }

  @Override
  public void vote(int item, int annotator, int label) {
    Check.range(label, 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
    votes.put(item, annotator, label);
  }

  @Override
  public final void withdraw(int item, int annotator) {
    votes.remove(item, annotator);
  }

  @Override
  public final void settle(int item, int label) {
    Check.range(label, 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
    settled.put(item, label);
  }

  @Override
  public final double[] posterior(int item) {
    Integer known = settled.get(item);
    if (known == null) {
      return posterior(item, votes.on(item));
    }
    double[] row = new double[classCount];
    row[known] = 1;
    return row;
  }

  @Override
  public final int verdict(int item) {
    return votes.greatest(item, posterior(item));
  }
}
