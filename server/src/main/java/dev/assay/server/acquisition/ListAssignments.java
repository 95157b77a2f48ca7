package dev.assay.server.acquisition;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListAssignmentsResponse;
import dev.assay.v1.OpenAssignment;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Reads the open assignments in the order in which they were granted, which is that of the batches.
 * It shows what the batches showed, to whom and when, so that nothing here tells one kind of work
 * from another. A page costs as much as there are open assignments, each of which holds money.
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
  }

  @Override
  public ListAssignmentsResponse answer(ListAssignmentsRequest request) {
    Page page = Page.of(request);
    long grantedBy = clock.millis() - Durations.toMillis(request.getMinAge());
    return store.read(tables -> list(tables, request, grantedBy, page));
  }

  private static ListAssignmentsResponse list(
      Tables tables, ListAssignmentsRequest request, long grantedBy, Page page) {
    long projectId = Projects.require(tables, request.getProject()).projectId();
    String annotatorId = request.getAnnotatorId();
    List<AssignmentRow> rows =
        tables.assignments().due(projectId, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
            .filter(row -> annotatorId.isEmpty() || row.annotatorId().equals(annotatorId))
            .filter(row -> row.createdMillis() <= grantedBy)
            .sorted(Comparator.comparingLong(AssignmentRow::assignmentId))
            .toList();
    ListAssignmentsResponse.Builder response = ListAssignmentsResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) -> after(rows, from.afterNumber(0), limit),
            row -> message(tables, row),
            response::addAssignments,
            row -> Long.toString(row.assignmentId()));
    return response.setNextPageToken(next).build();
  }

  private static List<AssignmentRow> after(List<AssignmentRow> rows, long after, int limit) {
    return rows.stream().filter(row -> row.assignmentId() > after).limit(limit).toList();
  }

  private static OpenAssignment message(Tables tables, AssignmentRow row) {
    return OpenAssignment.newBuilder()
        .setItemId(
            Objects.requireNonNull(tables.items().find(row.projectId(), row.ordinal())).itemId())
        .setAnnotatorId(row.annotatorId())
        .setGrantTime(Timestamps.fromMillis(row.createdMillis()))
        .setExpireTime(Timestamps.fromMillis(row.expireMillis()))
        .setHeldMicros(row.priceMicros())
        .build();
  }
}
