package dev.assay.server.store;

import dev.assay.v1.AnnotatorState;
import org.jspecify.annotations.Nullable;

/** One annotator of a project; see the table's columns. */
public record AnnotatorRow(
    long projectId,
    String annotatorId,
    boolean registered,
    boolean labeler,
    boolean adjudicator,
    @Nullable Long priceMicros,
    int dailyLimit,
    Standing standing,
    GoldCount gold,
    long revision,
    long createdMillis,
    long updatedMillis) {

  /** How far an annotator is trusted, why, and since when. */
  public record Standing(AnnotatorState state, String reason, long sinceMillis) {}

  /**
   * Answered gold checks.
   *
   * @param count all of them
   * @param correctCount those whose answer was the key
   * @param testCount those of the running test
   * @param testCorrectCount those of the running test whose answer was the key
   * @param testSinceMillis when the running test began
   */
  public record GoldCount(
      long count, long correctCount, long testCount, long testCorrectCount, long testSinceMillis) {

    /** One more check. */
    public GoldCount plus(boolean correct) {
      int right = correct ? 1 : 0;
      return new GoldCount(
          count + 1,
          correctCount + right,
          testCount + 1,
          testCorrectCount + right,
          testSinceMillis);
    }

    /** A new test begins. */
    public GoldCount withNewTest(long nowMillis) {
      return new GoldCount(count, correctCount, 0, 0, nowMillis);
    }
  }

  /** An annotator of whom nothing is known: a labeler on probation. */
  public static AnnotatorRow unknown(long projectId, String annotatorId, long nowMillis) {
    return new AnnotatorRow(
        projectId,
        annotatorId,
        false,
        true,
        false,
        null,
        0,
        new Standing(AnnotatorState.ANNOTATOR_STATE_PROBATION, "new", nowMillis),
        new GoldCount(0, 0, 0, 0, nowMillis),
        0,
        nowMillis,
        nowMillis);
  }

  /** The same annotator with other terms. */
  public AnnotatorRow withTerms(
      boolean newLabeler,
      boolean newAdjudicator,
      @Nullable Long newPriceMicros,
      int newDailyLimit) {
    return new AnnotatorRow(
        projectId,
        annotatorId,
        true,
        newLabeler,
        newAdjudicator,
        newPriceMicros,
        newDailyLimit,
        standing,
        gold,
        revision,
        createdMillis,
        updatedMillis);
  }

  /** The same annotator with another standing or other gold checks. */
  public AnnotatorRow with(Standing newStanding, GoldCount newGold) {
    return new AnnotatorRow(
        projectId,
        annotatorId,
        registered,
        labeler,
        adjudicator,
        priceMicros,
        dailyLimit,
        newStanding,
        newGold,
        revision,
        createdMillis,
        updatedMillis);
  }

  /** The same annotator, one revision on. */
  public AnnotatorRow revised(long nowMillis) {
    return new AnnotatorRow(
        projectId,
        annotatorId,
        registered,
        labeler,
        adjudicator,
        priceMicros,
        dailyLimit,
        standing,
        gold,
        revision + 1,
        createdMillis,
        nowMillis);
  }

  public boolean isSuspended() {
    return standing.state() == AnnotatorState.ANNOTATOR_STATE_SUSPENDED;
  }
}
