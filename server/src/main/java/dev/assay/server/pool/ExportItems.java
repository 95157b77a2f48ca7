package dev.assay.server.pool;

import dev.assay.server.request.Export;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import org.jspecify.annotations.Nullable;

/** ExportItems: streams all items in the order in which they were first put. */
public final class ExportItems implements Export<ExportItemsRequest, ExportItemsResponse> {
  /** The most items of one message. */
  public static final int MAX_MESSAGE_ITEMS = 1_000;

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
    return new Items(project, request.getIncludeEmbeddings());
  }

  private final class Items implements Cursor<ExportItemsResponse> {
    private final ProjectRow project;
    private final boolean withEmbeddings;
    private int last = -1;

    Items(ProjectRow project, boolean withEmbeddings) {
      this.project = project;
      this.withEmbeddings = withEmbeddings;
    }

    @Override
    public @Nullable ExportItemsResponse next() {
      ItemMessages messages = view.messages(project);
      ExportItemsResponse response = store.read(tables -> read(tables, messages));
      last += response.getItemsCount(); // ordinals have no gaps
      return response.getItemsCount() == 0 ? null : response;
    }

    private ExportItemsResponse read(Tables tables, ItemMessages messages) {
      long projectId = project.projectId();
      int limit = limit(tables.progress().get(projectId).embeddingDimension());
      ExportItemsResponse.Builder response = ExportItemsResponse.newBuilder();
      for (ItemRow row : tables.items().list(projectId, last, limit)) {
        response.addItems(
            messages.message(
                tables, row, tables.tasks().find(projectId, row.ordinal()), withEmbeddings));
      }
      return response.build();
    }

    private int limit(int embeddingDimension) {
      int classCount = project.definition().getLabelSchema().getClassNamesCount();
      int numbers = classCount + (withEmbeddings ? embeddingDimension : 0);
      return Math.max(1, Math.min(MAX_MESSAGE_ITEMS, MAX_MESSAGE_BYTES / (Float.BYTES * numbers)));
    }
  }
}
