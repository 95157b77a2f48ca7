package dev.assay.sampling.acquire;

/**
 * Scores how useful the label of each candidate would be. Stateless, and the same on every machine.
 */
public interface Strategy {

  /** The name that policies use: lower case, words joined by "-". */
  String name();

  /**
   * Utilities of all candidates.
   *
   * @param scores what the model says of them
   * @param into receives one number in [0, 1] for each candidate, larger for more useful
   */
  void utilities(ScoreView scores, double[] into);
}
