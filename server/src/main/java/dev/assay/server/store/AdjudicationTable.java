package dev.assay.server.store;

import dev.assay.v1.Adjudication;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Disputed items. */
public interface AdjudicationTable {
  @Nullable AdjudicationRow find(long projectId, int ordinal);

  /** Inserts the row, or replaces the one of the same item. */
  void put(AdjudicationRow row);

  /**
   * Up to {@code limit} open ones that the annotator neither voted on nor held before: those made
   * at or before {@code escalatedMillis} first, by age, then the most valuable first. At most
   * {@code scanLimit} of each are looked at.
   *
   * @param routes whose items the annotator may be given, a bit for each; see {@link RouteRow}
   */
  List<AdjudicationRow> waiting(
      long projectId,
      String annotatorId,
      long routes,
      long escalatedMillis,
      int limit,
      int scanLimit);

  /**
   * Up to {@code limit} of a state with ordinals after {@code afterOrdinal} (-1: from the start).
   */
  List<AdjudicationRow> list(long projectId, Adjudication.State state, int afterOrdinal, int limit);

  /** The ordinals of all contested items. */
  Set<Integer> contested(long projectId);
}
