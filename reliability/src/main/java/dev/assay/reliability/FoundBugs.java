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
                  + " NextBatchTest.aRefusalBeforeTheTransactionIsRememberedToo"),
          new Bug(
              "An annotator who may do both was given an item twice in one batch: to decide it and"
                  + " to vote on it",
              "sequences",
              "AdjudicationTest.nobodyIsAskedToVoteOnWhatTheyDecide"),
          new Bug(
              "An item in a batch to be voted on was in it a second time as a gold check",
              "sequences",
              "GoldTest.noBatchHasAnItemToBeVotedOnAndToBeCheckedBy"),
          new Bug(
              "A decision on an item whose verdict had been undone by a withdrawn vote settled it"
                  + " without a number of settling, so that no export showed it",
              "sequences",
              "AdjudicationTest.aDecisionSettlesAnItemWhoseVerdictWasUndone"),
          new Bug(
              "A vote withdrawn from an item that an adjudicator had decided was still counted",
              "sequences",
              "AdjudicationTest.aVoteThatIsTakenBackFromADecidedItemCountsNoMore"),
          new Bug(
              "A stream of items that came late, or again after it had broken off, put back prices"
                  + " that others had changed since",
              "a reading of the contract beside the sequences",
              "PutItemsTest.aStreamThatComesLateChangesNothingAndIsAnsweredAsTheFirstTime;"
                  + " PutItemsTest.aStreamThatBrokeOffStoresWhatWasNotStoredOnly"),
          new Bug(
              "A balance with a negative count of unfunded labels was refused with the whole group"
                  + " of requests instead of with the one that made it",
              "the contract of the stores",
              "SqliteStoreTest.Rules, the rule of unfunded_label_count"),
          new Bug(
              "A dispute that was handed over stayed in the name of whoever had it before",
              "sequences",
              "AdjudicationTest.aDisputeIsWithWhoeverHasItsLease"),
          new Bug(
              "A dispute that was opened again while an adjudicator still had a lease of it could be"
                  + " leased to a second one",
              "sequences",
              "AdjudicationTest.aDisputeThatOpensAgainIsWithWhoeverStillHasItsLease"),
          new Bug(
              "Other items or scores under the id and header of a stream that had ended were"
                  + " answered as the first ones",
              "a reading of the contract beside the sequences",
              "PutAgainTest.otherItemsUnderTheIdAndHeaderOfAnEndedStreamAreRefused;"
                  + " PutScoresTest."
                  + "aPublishedStreamIsAnsweredAsTheFirstTimeAndOtherScoresUnderItsIdAreRefused"),
          new Bug(
              "Under dynamic redundancy an item lost its verdict while a further vote was awaited,"
                  + " and was then counted as settled twice",
              "sequences",
              "./prove sequences --seed 7079 --rounds 1; VerdictModelsTest."
                  + "aVerdictStandsWhileAFurtherVoteIsAwaitedWhichIsAskedForAgainWhenItIsGivenBack"),
          new Bug(
              "Rows that a request had prepared when it failed would have been written with those of"
                  + " the next request",
              "a reading of the code beside the sequences",
              "SqliteStoreTest.WorkTables."
                  + "rowsOfAWorkThatFailedBetweenThemAreNotWrittenWithTheNext"));

  private FoundBugs() {}
}
