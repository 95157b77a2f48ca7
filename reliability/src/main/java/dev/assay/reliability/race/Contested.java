package dev.assay.reliability.race;

import java.util.List;

/** A budget that many callers want a part of; the server's, or one that a test makes break. */
interface Contested {
  /**
   * What a caller got.
   *
   * @param tokens what it can give back
   * @param limited whether nothing but the budget limited it
   */
  record Taken(List<String> tokens, boolean limited) {}

  /** Asks for up to {@code wanted} labels. */
  Taken take(int caller, int wanted);

  /** Gives back what the caller took. */
  void giveBack(int caller, List<String> tokens);

  /** Asks for a ceiling, in labels; returns whether it was accepted. */
  boolean setCeiling(long labels);

  /** Labels held and charged. */
  long committed();
}
