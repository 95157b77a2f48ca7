package dev.assay.sampling.acquire;

/**
 * What people are told of a strategy beside its name and needs; each on one line.
 *
 * @param prefers what it finds useful
 * @param source the papers that it is from; "-" where there are none
 * @param cost its time for N candidates of D coordinates or K classes, of which n are drawn, with L
 *     labelled items; where a bound is named, it chooses among as many candidates as that allows,
 *     drawn at random
 */
public record Profile(String prefers, String source, String cost) {

  /**
   * A profile.
   *
   * @throws IllegalArgumentException for an empty text, or one that a row of a table cannot hold
   */
  public Profile {
    for (String text : new String[] {prefers, source, cost}) {
      if (text.isBlank() || text.contains("\n") || text.contains("|")) {
        throw new IllegalArgumentException("not one line of a table: \"" + text + "\"");
      }
    }
  }
}
