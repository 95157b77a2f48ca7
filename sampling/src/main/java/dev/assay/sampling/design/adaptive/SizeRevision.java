package dev.assay.sampling.design.adaptive;

/** What the sizes of the next round are, given the labels of the rounds before it. */
@FunctionalInterface
public interface SizeRevision {

  /**
   * The sizes of the next round; any function of the past keeps the estimates unbiased.
   *
   * @param units labelled so far, in the order of their labels
   * @param labels aligned
   * @return one for each unit of the population, finite, 0 or more; those of labelled units do not
   *     matter, and where all others are 0 they are drawn uniformly
   */
  double[] sizes(int[] units, double[] labels);

  /** The same sizes in every round. */
  static SizeRevision unchanged(double[] sizes) {
    return (units, labels) -> sizes;
  }
}
