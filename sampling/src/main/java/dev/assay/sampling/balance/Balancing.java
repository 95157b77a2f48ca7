package dev.assay.sampling.balance;

/** A way to balance a training set. Stateless, and the same on every machine. */
public interface Balancing {

  /** The name that specifications use: lower case, words joined by "-". */
  String name();

  /** What it does and where it comes from, in one line. */
  String summary();

  /**
   * Balances.
   *
   * @param seed of every random number that it uses
   * @throws dev.assay.sampling.InvalidDesignInputException where the rows do not allow it, such as
   *     a class with too few of them; the message says what would
   */
  Balanced balance(LabelledRows rows, long seed);
}
