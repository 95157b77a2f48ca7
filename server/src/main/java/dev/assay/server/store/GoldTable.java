package dev.assay.server.store;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Items whose right answers are known, and who was checked with them. */
public interface GoldTable {
  @Nullable GoldRow find(long projectId, int ordinal);

  /** Inserts the row, or replaces the one of the same item. */
  void put(GoldRow row);

  /** The number of gold items, retired ones too. */
  int count(long projectId);

  /** Up to {@code limit} rows with ordinals after {@code afterOrdinal} (-1: from the start). */
  List<GoldRow> list(long projectId, int afterOrdinal, int limit);

  /** Gives the consumer every reserved item that was put before the wave was drawn. */
  void scanReserved(long projectId, long beforeWave, IntConsumer ordinal);

  /** The number of reserved items. */
  int reservedCount(long projectId);

  /** Reserved items by the last wave drawn before they were put. */
  Map<Long, Integer> reservedByWave(long projectId);

  /**
   * Up to {@code limit} items in use from a place on, used fewer than {@code maxUses} times, which
   * the annotator was never shown as gold nor as ordinary work. At most {@code scanLimit} are
   * looked at.
   *
   * @param at where the check is to stand: none that the annotator handed over there
   * @param routes whose items the annotator may be given, a bit for each; see {@link RouteRow}
   */
  List<GoldRow> usable(
      long projectId,
      String annotatorId,
      GoldCheckRow.Place at,
      long fromPlace,
      int maxUses,
      long routes,
      int limit,
      int scanLimit);

  /**
   * Notes that the item is shown to an annotator. A check that the annotator let expire is theirs
   * again under the new assignment; one that they have answered stays as it is.
   */
  void grantCheck(GoldCheckRow row);

  /** How many checks the annotator was given at that place, those handed over too. */
  int countAt(long projectId, String annotatorId, GoldCheckRow.Place place);

  /**
   * Checks that wait for an annotator and that this one may be given, in the order of their places:
   * neither shown the item as ordinary work, nor with an assignment of it that did not simply
   * expire. At most {@code scanLimit} are looked at.
   *
   * @param routes as for {@link #usable}
   */
  List<GoldCheckRow> waiting(
      long projectId, String annotatorId, long routes, int limit, int scanLimit);

  /**
   * Lets a check ask for an annotator again, or no more. Nothing where the check has gone on to
   * another assignment since.
   */
  void setWaiting(AssignmentRow assignment, boolean waiting);

  /** Whether any check of the project is leased or waits: it is work that is not done. */
  boolean isAnyUndone(long projectId);

  /** Notes that the annotator handed a check over before they were shown its item. */
  void handOverCheck(long projectId, String annotatorId, int ordinal);

  /**
   * The check of an annotator by an item, or null where the annotator was not shown it or has
   * handed it over.
   */
  @Nullable GoldCheckRow check(long projectId, String annotatorId, int ordinal);

  /**
   * Notes the answer, another one that took its place, or what it is by another key: passed,
   * failed, or neither.
   */
  void answer(GoldCheckRow row);

  /** The answered checks by an item, by annotator. */
  List<GoldCheckRow> answered(long projectId, int ordinal);

  /** Up to {@code limit} checks of an annotator, by item, without those handed over. */
  List<GoldCheckRow> checks(long projectId, String annotatorId, int limit);
}
