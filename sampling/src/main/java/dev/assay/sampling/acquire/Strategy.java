package dev.assay.sampling.acquire;

import java.util.List;
import java.util.Set;

/**
 * Says which candidates' labels would be of most use. Stateless, and the same on every machine:
 * what it selects follows from its arguments.
 */
public interface Strategy {

  /** The name that policies use: lower case, words joined by "-". */
  String name();

  /** What people are told of it. */
  Profile profile();

  /** What it cannot do without. */
  Set<Need> needs();

  /** What it looks at where that is known: all that it needs, and what it can do without. */
  default Set<Need> uses() {
    return needs();
  }

  /**
   * Selects.
   *
   * @param candidates with what it needs; it asks whether there is what it only uses
   * @param drawCount how many will be drawn, from 1 to the number of candidates
   * @param seed of every random number that it uses
   */
  Selection select(Candidates candidates, int drawCount, long seed);

  /**
   * What the utilities of its selection are made of, for people: itself, or the strategies that it
   * weighs against one another. Costs as much as {@link #select}, whose arguments it takes.
   */
  default List<Part> parts(Candidates candidates, int drawCount, long seed) {
    double[] utilities = select(candidates, drawCount, seed).utilities();
    return List.of(new Part(name(), 1, utilities, utilities));
  }
}
