package dev.assay.server.annotator;

import dev.assay.server.budget.BudgetCalendar;
import dev.assay.server.failure.AnnotatorNotRegistered;
import dev.assay.server.failure.WorkNotPermitted;
import dev.assay.server.routing.Routes;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an annotator may be given now: the one gate before all that gives paid work or lets it
 * count. A batch asks how much it may hold ({@link #of}); a call that names its assignments needs
 * leave for all of them ({@link #require}).
 *
 * @param annotator who, as far as anything is known
 * @param routes the items that they may be offered
 * @param maxAssignments the most assignments; 0 where a stop reason is there
 * @param stopReason why there can be no more than that; unspecified where nothing but the request
 *     limits it
 * @param retryMillis when more may be given, from now; null where waiting will not help
 */
public record WorkPermit(
    AnnotatorRow annotator,
    Routes routes,
    int maxAssignments,
    StopReason stopReason,
    @Nullable Long retryMillis) {
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
    Routes routes = Routes.of(tables, row);
    if (row.isSuspended()) {
      return new WorkPermit(row, routes, 0, StopReason.STOP_REASON_ANNOTATOR_SUSPENDED, null);
    }
    int itemLimit =
        row.itemLimit() == 0
            ? project.definition().getPolicy().getMaxItemsPerAnnotator()
            : row.itemLimit();
    return new WorkPermit(row, routes, wanted, StopReason.STOP_REASON_UNSPECIFIED, null)
        .limitedTo(tables, itemLimit)
        .limitedTo(tables, row.dailyLimit(), nowMillis);
  }

  /**
   * Requires that the annotator may have each of the assignments.
   *
   * @param leases what it is about; a gold check needs what a vote needs, so that no refusal tells
   *     one
   * @param more how many of them are not counted among the annotator's work of the day yet
   * @throws AnnotatorNotRegistered when the policy wants registered annotators and this is none
   * @throws WorkNotPermitted when the annotator is suspended, lacks a role, or would have more than
   *     a limit, or where the tags that an item requires are not the annotator's
   */
  public static void require(
      Tables tables,
      ProjectRow project,
      String annotatorId,
      List<AssignmentRow> leases,
      int more,
      long nowMillis) {
    WorkPermit permit = of(tables, project, annotatorId, more, nowMillis);
    if (permit.annotator().isSuspended()) {
      throw refusal(annotatorId, permit.stopReason(), "the annotator is suspended");
    }
    boolean hasRoles = leases.stream().allMatch(lease -> hasRole(permit.annotator(), lease));
    if (!hasRoles) {
      throw refusal(
          annotatorId,
          StopReason.STOP_REASON_NOTHING_FOR_ANNOTATOR,
          "it needs a role that the annotator does not have");
    }
    if (permit.maxAssignments() < more) {
      throw refusal(
          annotatorId,
          permit.stopReason(),
          permit.stopReason() == StopReason.STOP_REASON_ITEM_LIMIT_REACHED
              ? "it would be more than the limit of items of the project"
              : "it would be more than the daily limit of " + permit.annotator().dailyLimit());
    }
    if (more > 0 && !permit.fitsAll(tables, project.projectId(), leases)) {
      throw refusal(
          annotatorId,
          StopReason.STOP_REASON_NO_ITEM_FITS,
          "an item requires a tag that the annotator does not have");
    }
  }

  private boolean fitsAll(Tables tables, long projectId, List<AssignmentRow> leases) {
    return routes.closed().isEmpty()
        || leases.stream()
            .map(lease -> tables.items().find(projectId, lease.ordinal()))
            .allMatch(item -> routes.isOpen(Objects.requireNonNull(item).route()));
  }

  /**
   * Whether what the annotator answers now waits, unpaid and uncounted, until they are reinstated.
   */
  public static boolean isSuspended(Tables tables, long projectId, String annotatorId) {
    AnnotatorRow annotator = tables.annotators().find(projectId, annotatorId);
    return annotator != null && annotator.isSuspended();
  }

  private static WorkNotPermitted refusal(String annotatorId, StopReason reason, String because) {
    return new WorkNotPermitted(
        annotatorId, reason.name().substring("STOP_REASON_".length()), because);
  }

  private static boolean hasRole(AnnotatorRow annotator, AssignmentRow lease) {
    return lease.taskKind() == TaskKind.TASK_KIND_ADJUDICATE
        ? annotator.adjudicator()
        : annotator.labeler();
  }

  /** The permit within the limit of items of the project; 0 for none. */
  private WorkPermit limitedTo(Tables tables, int itemLimit) {
    return itemLimit == 0
        ? this
        : atMost(
            itemLimit - tables.annotators().workSince(annotator, 0, itemLimit),
            StopReason.STOP_REASON_ITEM_LIMIT_REACHED,
            null);
  }

  /** The permit within the limit of a day; 0 for none. */
  private WorkPermit limitedTo(Tables tables, int dailyLimit, long nowMillis) {
    if (dailyLimit == 0) {
      return this;
    }
    BudgetCalendar calendar = BudgetCalendar.of(tables.budgets().get(annotator.projectId()).plan());
    int day = calendar.day(nowMillis);
    int done = tables.annotators().workSince(annotator, calendar.startMillis(day), dailyLimit);
    return atMost(
        dailyLimit - done,
        StopReason.STOP_REASON_DAILY_LIMIT_REACHED,
        calendar.startMillis(day + 1) - nowMillis);
  }

  private WorkPermit atMost(int left, StopReason otherwise, @Nullable Long newRetryMillis) {
    return left >= maxAssignments
        ? this
        : new WorkPermit(annotator, routes, Math.max(left, 0), otherwise, newRetryMillis);
  }
}
