package dev.assay.server.pool;

import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.GetItemResponse;
import dev.assay.v1.Item;

/** GetItem: reads one item with its scores and verdict. */
public final class GetItem implements Query<GetItemRequest, GetItemResponse> {
  private final Store store;
  private final PoolView view;

  public GetItem(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  @Override
  public GetItemResponse answer(GetItemRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    ItemMessages messages = view.messages(project, request.getIncludeOutcome());
    Item item =
        store.read(tables -> read(tables, project.projectId(), request.getItemId(), messages));
    return GetItemResponse.newBuilder().setItem(item).build();
  }

  private static Item read(Tables tables, long projectId, String itemId, ItemMessages messages) {
    ItemRow row = tables.items().find(projectId, itemId);
    if (row == null) {
      throw new ItemNotFound(itemId);
    }
    return messages.message(tables, row, true);
  }
}
