package dev.assay.server.store;

import dev.assay.v1.AnnotatorState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One annotator of a project; see the table's columns.
 *
 * @param tags what they can do, sorted
 * @param itemLimit the most items of the project; 0 for the policy's
 */
public record AnnotatorRow(
    long projectId,
    String annotatorId,
    boolean registered,
    boolean labeler,
    boolean adjudicator,
    @Nullable Long priceMicros,
    int dailyLimit,
    List<String> tags,
    int itemLimit,
    Standing standing,
    GoldCount gold,
    long revision,
    long createdMillis,
    long updatedMillis) {

  /**
   * How far an annotator is trusted, why, and since when.
   *
   * @param byOwner an owner has suspended the annotator: no gold check changes that
   */
  public record Standing(AnnotatorState state, String reason, long sinceMillis, boolean byOwner) {}

  /**
   * Answered gold checks.
   *
   * @param count all of them, but for those by items that were found to have no right answer
   * @param correctCount those whose answer was the key
   * @param logRatio of the running sequential test: of careless work against good work
   * @param doubtSinceMillis since when that ratio has spoken for careless work, or the time of the
   *     last check where it does not: what was labelled since then is in doubt; 0 before the first
   */
  public record GoldCount(long count, long correctCount, double logRatio, long doubtSinceMillis) {

    /** One more check, after which the test stands at that ratio. */
    public GoldCount plus(boolean correct, double newLogRatio, long nowMillis) {
      return new GoldCount(
          count + 1,
          correctCount + (correct ? 1 : 0),
          newLogRatio,
          newLogRatio <= 0 ? nowMillis : doubtSinceMillis);
    }

    /** A new test begins. */
    public GoldCount withNewTest(long nowMillis) {
      return new GoldCount(count, correctCount, 0, nowMillis);
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
        List.of(),
        0,
        new Standing(AnnotatorState.ANNOTATOR_STATE_PROBATION, "new", nowMillis, false),
        new GoldCount(0, 0, 0, 0),
        0,
        nowMillis,
        nowMillis);
  }

  /** The same annotator with other terms. */
  public AnnotatorRow withTerms(
      boolean newLabeler,
      boolean newAdjudicator,
      @Nullable Long newPriceMicros,
      int newDailyLimit,
      List<String> newTags,
      int newItemLimit) {
    return new AnnotatorRow(
        projectId,
        annotatorId,
        true,
        newLabeler,
        newAdjudicator,
        newPriceMicros,
        newDailyLimit,
        newTags,
        newItemLimit,
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
        tags,
        itemLimit,
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
        tags,
        itemLimit,
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
