package dev.assay.server.pool;

import dev.assay.server.request.AnswerBytes;
import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.NumberedParts.Part;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import dev.assay.v1.Item;
import org.jspecify.annotations.Nullable;

/** ExportItems: streams all items in the order in which they were first put. */
public final class ExportItems implements Export<ExportItemsRequest, ExportItemsResponse> {
  /** About the most bytes of numbers in one message, beyond its first item's. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  private final Store store;
  private final PoolView view;

  public ExportItems(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  @Override
  public Cursor<ExportItemsResponse> open(ExportItemsRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    return new NumberedParts<>(
        -1, Integer.MAX_VALUE, (after, limit) -> part(project, request, (int) after, limit));
  }

  private @Nullable Part<ExportItemsResponse> part(
      ProjectRow project, ExportItemsRequest request, int after, int limit) {
    boolean withEmbeddings = request.getIncludeEmbeddings();
    ItemMessages messages =
        view.messages(project, request.getIncludeOutcome()); // may read the store, for long
    ExportItemsResponse response =
        store.read(
            tables -> {
              long projectId = project.projectId();
              int dimension = tables.progress().get(projectId).embeddingDimension();
              int numbers =
                  project.definition().getLabelSchema().getClassNamesCount()
                      + (withEmbeddings ? dimension : 0);
              ExportItemsResponse.Builder items = ExportItemsResponse.newBuilder();
              AnswerBytes bytes = new AnswerBytes();
              for (ItemRow row :
                  tables.items().list(projectId, after, Math.min(limit, fitting(numbers)))) {
                Item item = messages.message(tables, row, withEmbeddings);
                if (!bytes.add(item)) {
                  break;
                }
                items.addItems(item);
              }
              return items.build();
            });
    int count = response.getItemsCount();
    return count == 0 ? null : new Part<>(response, after + count);
  }

  /** How many items one message may hold, each with so many numbers. */
  private static int fitting(int numbers) {
    return Math.max(1, MAX_MESSAGE_BYTES / (Float.BYTES * numbers));
  }
}
