package dev.assay.server.store.testkit.memory;

/**
 * Gives out the numbers of score sets: the largest that was stored, plus one. Score sets are the
 * only numbered rows that are removed; a number is not given twice while the store is open, and may
 * be after it was opened again.
 */
final class ScoreSetNumbers {
  private long last;
  private long keptLast;

  long next(Book book) {
    Long stored = book.scoreSets().last();
    last = Math.max(last, stored == null ? 0 : stored) + 1;
    return last;
  }

  /** The numbers that the work took are its own. */
  void keep() {
    keptLast = last;
  }

  /** Takes back the numbers that the work took. */
  void giveBack() {
    last = keptLast;
  }
}
