package dev.assay.server.acquisition;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListAssignmentsResponse;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.TaskKind;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open assignments in the order of their ends. It shows what the batches showed, to whom
 * and when, so that nothing here tells one kind of work from another; tokens only where one
 * annotator's are asked for, as a batch of theirs shows them.
 */
public final class ListAssignments
    implements Query<ListAssignmentsRequest, ListAssignmentsResponse> {
  private final Store store;
  private final InstantSource clock;

  public ListAssignments(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void validate(ListAssignmentsRequest request, Violations violations) {
    FieldRules.text(
        request.getAnnotatorId(),
        0,
        FieldRules.MAX_ANNOTATOR_ID_LENGTH,
        "annotator_id",
        violations);
    FieldRules.duration(
        request.getMinAge(), 0, PolicyRules.MAX_LEASE_MILLIS, "min_age", violations);
    violations.require(
        !request.getShowTokens() || !request.getAnnotatorId().isEmpty(),
        "show_tokens",
        "needs annotator_id: tokens are shown to one annotator at a time");
  }

  @Override
  public ListAssignmentsResponse answer(ListAssignmentsRequest request) {
    Page page = Page.of(request);
    long grantedBy = clock.millis() - Durations.toMillis(request.getMinAge());
    return store.read(tables -> list(tables, request, grantedBy, page));
  }

  private static ListAssignmentsResponse list(
      Tables tables, ListAssignmentsRequest request, long grantedBy, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    String annotatorId = request.getAnnotatorId().isEmpty() ? null : request.getAnnotatorId();
    ListAssignmentsResponse.Builder response = ListAssignmentsResponse.newBuilder();
    AssignmentTokens tokens = request.getShowTokens() ? AssignmentTokens.of(tables) : null;
    String next =
        page.fill(
            (from, limit) ->
                tables
                    .assignments()
                    .open(project.projectId(), annotatorId, grantedBy, after(from), limit),
            row -> message(tables, project, row, tokens),
            response::addAssignments,
            row -> row.expireMillis() + " " + row.assignmentId());
    return response.setNextPageToken(next).build();
  }

  private static AssignmentTable.After after(Page page) {
    long[] position = page.afterPair();
    return position == null
        ? AssignmentTable.After.NOTHING
        : new AssignmentTable.After(position[0], position[1]);
  }

  private static OpenAssignment message(
      Tables tables, ProjectRow project, AssignmentRow row, @Nullable AssignmentTokens tokens) {
    OpenAssignment.Builder open =
        OpenAssignment.newBuilder()
            .setItemId(
                Objects.requireNonNull(tables.items().find(row.projectId(), row.ordinal()))
                    .itemId())
            .setAnnotatorId(row.annotatorId())
            .setGrantTime(Timestamps.fromMillis(row.createdMillis()))
            .setExpireTime(Timestamps.fromMillis(row.expireMillis()))
            .setHeldMicros(row.priceMicros());
    if (tokens != null) {
      open.setToken(tokens.token(row.assignmentId(), row.projectId(), row.createdMillis()));
      if (row.taskKind() == TaskKind.TASK_KIND_ADJUDICATE) {
        open.addAllVotes(AdjudicationQueue.shownVotes(tables, project, row.ordinal()));
      }
    }
    return open.build();
  }
}
