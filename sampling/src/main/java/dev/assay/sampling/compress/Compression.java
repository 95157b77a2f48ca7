package dev.assay.sampling.compress;

/** A way to keep few of the rows of a training set. Stateless, and the same on every machine. */
public interface Compression {

  /** The name that specifications use: lower case, words joined by "-". */
  String name();

  /** What it does and where it comes from, in one line. */
  String summary();

  /**
   * Keeps rows.
   *
   * @param count how many, from the number of classes that have rows to that of all rows
   * @param seed of every random number that it uses
   * @throws dev.assay.sampling.InvalidDesignInputException where the rows do not allow it; the
   *     message says what would
   */
  KeptRows keep(TrainingRows rows, int count, long seed);
}
