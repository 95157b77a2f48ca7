package dev.assay.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who works on a project, as far as anything is known of them. */
public interface AnnotatorTable {
  @Nullable AnnotatorRow find(long projectId, String annotatorId);

  /** Inserts the row, or replaces the one of the same annotator. */
  void put(AnnotatorRow row);

  /** Up to {@code limit} rows with ids after {@code afterId}, in the order of the ids. */
  List<AnnotatorRow> list(long projectId, String afterId, int limit);

  /**
   * Labels that the annotator has given since {@code sinceMillis}, and assignments that are open,
   * counted up to {@code limit}.
   *
   * @param annotator as stored
   */
  int workSince(AnnotatorRow annotator, long sinceMillis, int limit);

  /** Notes that the annotator was reinstated; twice at one moment is once. */
  void reinstate(long projectId, String annotatorId, long atMillis);

  /** When the annotator was reinstated, ascending. */
  List<Long> reinstatements(long projectId, String annotatorId);
}
