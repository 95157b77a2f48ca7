package dev.assay.server.gold;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.GoldItem;
import dev.assay.v1.ListGoldRequest;
import dev.assay.v1.ListGoldResponse;
import java.util.Objects;

/** Reads the gold items in the order in which their items came, without their keys. */
public final class ListGold implements Query<ListGoldRequest, ListGoldResponse> {
  private final Store store;

  public ListGold(Store store) {
    this.store = store;
  }

  @Override
  public ListGoldResponse answer(ListGoldRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> list(tables, request, page));
  }

  private static ListGoldResponse list(Tables tables, ListGoldRequest request, Page page) {
    long projectId = Projects.require(tables, request.getProject()).projectId();
    ListGoldResponse.Builder response = ListGoldResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) -> tables.gold().list(projectId, from.afterOrdinal(), limit),
            row -> item(tables, row),
            response::addItems,
            row -> Integer.toString(row.ordinal()));
    return response.setNextPageToken(next).build();
  }

  private static GoldItem item(Tables tables, GoldRow row) {
    return GoldItem.newBuilder()
        .setItemId(
            Objects.requireNonNull(tables.items().find(row.projectId(), row.ordinal())).itemId())
        .setSource(row.source())
        .setSetAside(row.reserved())
        .setRetired(row.retired())
        .setUseCount(row.useCount())
        .setCheckedCount(row.checkedCount())
        .setPassedCount(row.passedCount())
        .setCreateTime(Timestamps.fromMillis(row.createdMillis()))
        .build();
  }
}
