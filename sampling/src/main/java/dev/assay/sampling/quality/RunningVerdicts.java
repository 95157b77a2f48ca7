package dev.assay.sampling.quality;

/**
 * Verdicts that follow the votes one by one, between two fits of the whole. A vote costs O(votes on
 * its item x classes).
 *
 * <p>Items and annotators are numbers from 0; those not seen yet need no announcement. Not safe for
 * use by several threads.
 */
public interface RunningVerdicts {
  /**
   * Takes a vote; an earlier one of the same annotator on the item is replaced.
   *
   * @param item a number from 0
   * @param annotator a number from 0
   * @param label in 0..classes-1
   */
  void vote(int item, int annotator, int label);

  /** Takes a vote back; nothing happens where the annotator has none on the item. */
  void withdraw(int item, int annotator);

  /** Sets the class of an item beyond doubt, as an adjudicator or a gold key does. */
  void settle(int item, int label);

  /** The probabilities of an item's classes. */
  double[] posterior(int item);

  /**
   * The most probable class of an item; of equals the one with most votes on it, then in all, then
   * the lowest.
   */
  int verdict(int item);

  /** The accuracy expected of a vote by anybody. */
  double pooledAccuracy();
}
