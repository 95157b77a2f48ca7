package dev.assay.sampling.acquire;

import java.util.Set;

/**
 * Says which candidates' labels would be of most use. Stateless, and the same on every machine:
 * what it selects follows from its arguments.
 */
public interface Strategy {

  /** The name that policies use: lower case, words joined by "-". */
  String name();

  /** What it looks at. */
  Set<Need> needs();

  /**
   * Selects.
   *
   * @param candidates with what it needs
   * @param drawCount how many will be drawn, from 1 to the number of candidates
   * @param seed of every random number that it uses
   */
  Selection select(Candidates candidates, int drawCount, long seed);
}
