package dev.assay.sampling.balance;

/**
 * Says how likely each class is for each row of a training set, without having been told that row's
 * own label.
 */
@FunctionalInterface
public interface Teacher {

  /**
   * The probabilities of the classes, for each row; each in [0, 1], those of a row adding up to 1.
   *
   * @param seed of every random number that it uses
   */
  double[][] probabilities(LabelledRows rows, long seed);
}
