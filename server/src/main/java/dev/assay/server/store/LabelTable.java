package dev.assay.server.store;

import dev.assay.v1.Funding;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Votes. */
public interface LabelTable {
  /**
   * Inserts the row, not discounted; its own number, which counts the project's labels, and item id
   * are not read.
   */
  void insert(LabelRow row);

  /** The vote that the assignment got, or null when it got none. */
  @Nullable LabelRow ofAssignment(long assignmentId);

  /** Changes a stored vote's answer, funding and time taken. */
  void update(LabelRow row);

  /** Counted answers on one item, in the order in which they came: funded, not discounted. */
  List<String> answers(long projectId, int ordinal);

  /**
   * Up to {@code limit} votes with numbers after {@code afterId}; of one item and one funding where
   * given.
   */
  List<LabelRow> list(
      long projectId,
      long afterId,
      @Nullable Integer ordinal,
      @Nullable Funding funding,
      int limit);

  /** Changes how a label is paid for. */
  void fund(long projectId, long labelId, Funding funding, long chargedMicros);

  /** Sums over all labels of the project. */
  LabelTotals totals(long projectId);

  /** Gives the consumer what each label of the project has cost, in the order of their numbers. */
  default void scanCosts(long projectId, Consumer<LabelCost> consumer) {
    for (LabelRow row : list(projectId, 0, null, null, Integer.MAX_VALUE)) {
      Long labelingMillis = row.labelingMillis();
      boolean isCharged =
          row.funding() == Funding.FUNDING_FUNDED
              || (row.funding() == Funding.FUNDING_WITHDRAWN && row.chargedMicros() > 0);
      consumer.accept(
          new LabelCost(
              row.ordinal(),
              row.chargedMicros(),
              isCharged,
              labelingMillis == null ? 0 : labelingMillis));
    }
  }

  /**
   * Up to {@code limit} votes of the annotator after one moment and until another, the latest
   * first: funded, on ordinary work, discounted or not.
   */
  List<LabelRow> votesBetween(
      long projectId, String annotatorId, long afterMillis, long untilMillis, int limit);

  /** The annotator's votes that are discounted, in the order in which they came. */
  List<LabelRow> discounted(long projectId, String annotatorId);

  /** Takes a vote out of the count, or lets it count again. */
  void discount(long projectId, long labelId, boolean discounted);

  /** Up to {@code limit} labels of the annotator, the latest first. */
  List<LabelRow> latest(long projectId, String annotatorId, int limit);

  /** Durations of up to {@code limit} of the project's labels by others, the latest first. */
  List<Long> latestDurations(long projectId, String exceptAnnotatorId, int limit);

  /** The number of the project's latest label; 0 without any. */
  long lastId(long projectId);

  /**
   * Gives the consumer every counted vote after a label: funded, not discounted, no gold check and
   * no adjudication, in the order in which they came.
   */
  void scanCounted(long projectId, long afterId, Consumer<CountedVote> consumer);
}
