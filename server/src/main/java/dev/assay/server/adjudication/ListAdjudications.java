package dev.assay.server.adjudication;

import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Adjudication;
import dev.assay.v1.ListAdjudicationsRequest;
import dev.assay.v1.ListAdjudicationsResponse;
import java.time.InstantSource;

/** Reads the adjudications of a state, in the order in which their items came. */
public final class ListAdjudications
    implements Query<ListAdjudicationsRequest, ListAdjudicationsResponse> {
  private final Store store;
  private final InstantSource clock;

  public ListAdjudications(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void validate(ListAdjudicationsRequest request, Violations violations) {
    violations.require(
        request.getStateFilter() != Adjudication.State.UNRECOGNIZED,
        "state_filter",
        "is not known to this server");
  }

  @Override
  public ListAdjudicationsResponse answer(ListAdjudicationsRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> list(tables, request, page));
  }

  private ListAdjudicationsResponse list(
      Tables tables, ListAdjudicationsRequest request, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    Adjudication.State state =
        request.getStateFilter() == Adjudication.State.STATE_UNSPECIFIED
            ? Adjudication.State.STATE_OPEN
            : request.getStateFilter();
    ListAdjudicationsResponse.Builder response = ListAdjudicationsResponse.newBuilder();
    long nowMillis = clock.millis();
    String next =
        page.fill(
            (from, limit) ->
                tables.adjudications().list(project.projectId(), state, from.afterOrdinal(), limit),
            row -> AdjudicationView.of(tables, project, row, nowMillis),
            response::addAdjudications,
            row -> Integer.toString(row.ordinal()));
    return response.setNextPageToken(next).build();
  }
}
