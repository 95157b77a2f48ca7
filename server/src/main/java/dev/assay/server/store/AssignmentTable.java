package dev.assay.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases. */
public interface AssignmentTable {

  /** A place in the order of the open leases' ends. */
  record After(long expireMillis, long assignmentId) {
    /** Before the first. */
    public static final After NOTHING = new After(Long.MIN_VALUE, Long.MIN_VALUE);
  }

  @Nullable AssignmentRow find(long assignmentId);

  /** The largest number that was given to an assignment; 0 without any. */
  long lastId();

  /** Inserts the rows, whose numbers follow {@link #lastId}. */
  void insert(List<AssignmentRow> rows);

  /**
   * Ends an open lease, or closes one that was closed once more: as labeled, when the label of an
   * expired one came late; as expired, when one that was given back may be offered again.
   */
  void close(long assignmentId, AssignmentRow.State state, long closedSequence);

  /** Lets every held assignment of every project expire so much later. */
  void putOff(long byMillis);

  /** Makes the assignment another annotator's. */
  void transfer(long assignmentId, String annotatorId);

  /**
   * Up to {@code limit} held assignments of the project that expire at or before {@code nowMillis},
   * the earliest first.
   */
  List<AssignmentRow> due(long projectId, long nowMillis, int limit);

  /**
   * Numbers of up to {@code limit} projects that have a held assignment due at {@code nowMillis}.
   */
  List<Long> projectsWithDue(long nowMillis, int limit);

  /** When the project's next held assignment expires, or null when none is held. */
  @Nullable Long nextExpiryMillis(long projectId);

  /**
   * All assignments of one item, those of gold checks too, in the order in which they were granted.
   */
  List<AssignmentRow> ofItem(long projectId, int ordinal);

  /**
   * Up to {@code limit} held assignments granted at or before {@code grantedByMillis}, in the order
   * of their ends, after one of them.
   *
   * @param annotatorId whose; everybody's where null
   */
  List<AssignmentRow> open(
      long projectId, @Nullable String annotatorId, long grantedByMillis, After after, int limit);

  /**
   * Up to {@code limit} assignments that were given back, by annotator.
   *
   * @param annotatorId whose; everybody's where null
   */
  List<AssignmentRow> returned(long projectId, @Nullable String annotatorId, int limit);
}
