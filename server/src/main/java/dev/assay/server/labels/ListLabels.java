package dev.assay.server.labels;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Funding;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListLabelsResponse;
import org.jspecify.annotations.Nullable;

/** Reads votes in the order in which they came. */
public final class ListLabels implements Query<ListLabelsRequest, ListLabelsResponse> {
  private final Store store;

  public ListLabels(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ListLabelsRequest request, Violations violations) {
    FieldRules.text(request.getItemId(), 0, FieldRules.MAX_ITEM_ID_LENGTH, "item_id", violations);
    violations.require(
        request.getFundingFilter() != Funding.UNRECOGNIZED,
        "funding_filter",
        "is not known to this server");
  }

  @Override
  public ListLabelsResponse answer(ListLabelsRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> list(tables, request, page));
  }

  private static ListLabelsResponse list(Tables tables, ListLabelsRequest request, Page page) {
    ProjectRow project = Projects.require(tables, request.getProject());
    Funding funding =
        request.getFundingFilter() == Funding.FUNDING_UNSPECIFIED
            ? null
            : request.getFundingFilter();
    Integer ordinal = ordinal(tables, project.projectId(), request.getItemId());
    ListLabelsResponse.Builder response = ListLabelsResponse.newBuilder();
    LabelSpace space = LabelSpace.of(project.definition());
    String next =
        page.fill(
            (from, limit) ->
                tables
                    .labels()
                    .list(project.projectId(), from.afterNumber(0), ordinal, funding, limit),
            row -> LabelMessages.of(row, space),
            response::addLabels,
            row -> Long.toString(row.labelId()));
    return response.setNextPageToken(next).build();
  }

  private static @Nullable Integer ordinal(Tables tables, long projectId, String itemId) {
    if (itemId.isEmpty()) {
      return null;
    }
    ItemRow item = tables.items().find(projectId, itemId);
    if (item == null) {
      throw new ItemNotFound(itemId);
    }
    return item.ordinal();
  }
}
