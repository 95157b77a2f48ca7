package dev.assay.sampling.quality.method;

/**
 * What was learnt of the annotators, as a rule that judges an item by its votes alone. Immutable.
 */
@FunctionalInterface
interface ItemRule {
  /**
   * The probabilities of an item's classes.
   *
   * @param own annotator and class of each vote on the item, in turn; annotators who are new are
   *     judged as the ones that were learnt of on the whole
   */
  double[] row(int[] own);
}
