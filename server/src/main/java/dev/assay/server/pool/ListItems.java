package dev.assay.server.pool;

import dev.assay.server.request.AnswerBytes;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Item;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListItemsResponse;
import java.util.List;

/**
 * ListItems: reads items in the order in which they were first put, a page at a time. A filter that
 * keeps few items ends the page early, so that no request reads the whole pool.
 */
public final class ListItems implements Query<ListItemsRequest, ListItemsResponse> {
  /** The most items that one page looks at. */
  public static final int MAX_SCANNED = 10_000;

  private static final int ROWS_AT_ONCE = 250;

  private final Store store;
  private final PoolView view;

  public ListItems(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  @Override
  public void validate(ListItemsRequest request, Violations violations) {
    violations.require(
        request.getStateFilter() != Item.State.UNRECOGNIZED,
        "state_filter",
        "must be UNLABELED, IN_PROGRESS or SETTLED, or absent");
  }

  @Override
  public ListItemsResponse answer(ListItemsRequest request) {
    Page page = Page.of(request);
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    ItemMessages messages = view.messages(project, request.getIncludeOutcome());
    Violations violations = new Violations();
    violations.require(
        messages.showsOutcome() || request.getStateFilter() == Item.State.STATE_UNSPECIFIED,
        "state_filter",
        "needs include_outcome in a project with gold checks");
    violations.throwIfAny();
    return store.read(
        tables -> list(tables, project.projectId(), request.getStateFilter(), page, messages));
  }

  private static ListItemsResponse list(
      Tables tables, long projectId, Item.State filter, Page page, ItemMessages messages) {
    int itemCount = tables.progress().get(projectId).itemCount();
    int last = Math.max(-1, page.afterOrdinal());
    int stop = (int) Math.min(itemCount - 1L, (long) last + MAX_SCANNED);
    ListItemsResponse.Builder response = ListItemsResponse.newBuilder();
    AnswerBytes bytes = new AnswerBytes();
    boolean isFull = false;
    while (last < stop && !isFull && response.getItemsCount() < page.size()) {
      int limit = Math.min(ROWS_AT_ONCE, stop - last);
      if (filter == Item.State.STATE_UNSPECIFIED) {
        limit = Math.min(limit, page.size() - response.getItemsCount());
      }
      List<ItemRow> rows = tables.items().list(projectId, last, limit);
      for (ItemRow row : rows) {
        if (response.getItemsCount() == page.size()) {
          break;
        }
        TaskRow task = messages.task(tables, row);
        if (filter == Item.State.STATE_UNSPECIFIED || filter == ItemMessages.stateOf(task)) {
          Item item = messages.message(tables, row, task, false);
          isFull = !bytes.add(item);
          if (isFull) {
            break;
          }
          response.addItems(item);
        }
        last = row.ordinal();
      }
    }
    if (last < itemCount - 1) {
      response.setNextPageToken(page.next(Integer.toString(last)));
    }
    return response.build();
  }
}
