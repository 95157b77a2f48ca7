package dev.assay.bench.trial;

/** Items with their true labels, of which a number is to be estimated. */
public interface Pool {
  /** What is estimated: the name of a metric. */
  String metric();

  /** The score that sizes are made of. */
  String score();

  /** The number of items. */
  int units();

  /** The number that estimates are to hit. */
  double truth();
}
