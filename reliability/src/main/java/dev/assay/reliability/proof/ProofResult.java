package dev.assay.reliability.proof;

import java.time.Duration;
import java.util.List;

/**
 * One row of the report: what was tried, how often, and what was found.
 *
 * @param what the thing tried, a few words
 * @param howOften counts with their units, for example "100,000 commands"
 * @param seed what it is repeated with
 * @param took how long it took
 * @param violations what was found to be wrong, each with what repeats it; none is the hope
 */
public record ProofResult(
    String what, String howOften, long seed, Duration took, List<String> violations) {

  public ProofResult {
    violations = List.copyOf(violations);
  }

  /** Whether nothing was found. */
  public boolean holds() {
    return violations.isEmpty();
  }
}
