package dev.assay.server.annotator;

import dev.assay.server.failure.AnnotatorNotRegistered;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * What an annotator may be given now.
 *
 * @param annotator who, as far as anything is known
 * @param maxAssignments the most assignments; 0 where a stop reason is there
 * @param stopReason why there can be no more than that; unspecified where nothing but the request
 *     limits it
 * @param retryMillis when more may be given, from now; null where waiting will not help
 */
public record WorkPermit(
    AnnotatorRow annotator, int maxAssignments, StopReason stopReason, @Nullable Long retryMillis) {
  private static final long DAY_MILLIS = 24L * 3600 * 1000;

  /**
   * The permit of an annotator who asks for work.
   *
   * @throws AnnotatorNotRegistered when the policy wants registered annotators and this is none
   */
  public static WorkPermit of(
      Tables tables, ProjectRow project, String annotatorId, int wanted, long nowMillis) {
    AnnotatorRow known = tables.annotators().find(project.projectId(), annotatorId);
    AnnotatorRow row =
        known == null ? AnnotatorRow.unknown(project.projectId(), annotatorId, nowMillis) : known;
    if (!row.registered() && project.definition().getPolicy().getRegisteredOnly()) {
      throw new AnnotatorNotRegistered(annotatorId);
    }
    if (row.standing().state() == AnnotatorState.ANNOTATOR_STATE_SUSPENDED) {
      return new WorkPermit(row, 0, StopReason.STOP_REASON_ANNOTATOR_SUSPENDED, null);
    }
    return row.dailyLimit() == 0
        ? new WorkPermit(row, wanted, StopReason.STOP_REASON_UNSPECIFIED, null)
        : limited(tables, row, wanted, nowMillis);
  }

  private static WorkPermit limited(Tables tables, AnnotatorRow row, int wanted, long nowMillis) {
    long dayMillis = Math.floorDiv(nowMillis, DAY_MILLIS) * DAY_MILLIS;
    int done = tables.annotators().workSince(row, dayMillis, row.dailyLimit());
    int left = Math.max(row.dailyLimit() - done, 0);
    return left >= wanted
        ? new WorkPermit(row, wanted, StopReason.STOP_REASON_UNSPECIFIED, null)
        : new WorkPermit(
            row,
            left,
            StopReason.STOP_REASON_DAILY_LIMIT_REACHED,
            dayMillis + DAY_MILLIS - nowMillis);
  }
}
