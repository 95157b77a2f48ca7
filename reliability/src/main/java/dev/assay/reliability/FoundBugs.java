package dev.assay.reliability;

import java.util.List;

/** The bugs that the proofs have found, oldest first. Add a line with the mend. */
final class FoundBugs {
  /**
   * One bug.
   *
   * @param what the promise that was broken, and how
   * @param foundBy the proof
   * @param reproducedBy a command, or a test that fails without the mend
   */
  record Bug(String what, String foundBy, String reproducedBy) {}

  static final List<Bug> ALL =
      List.of(
          new Bug(
              "NextBatch of a project that did not exist was refused, but not remembered: the same"
                  + " request was served once the project had been made",
              "sequences",
              "./prove sequences --seed 14 --rounds 1;"
                  + " NextBatchTest.aRefusalBeforeTheTransactionIsRememberedToo"));

  private FoundBugs() {}
}
