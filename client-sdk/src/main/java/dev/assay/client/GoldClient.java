package dev.assay.client;

import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldServiceGrpc;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListGoldRequest;
import dev.assay.v1.ListGoldResponse;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.PutGoldResponse;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.RetireGoldResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the items whose right answers are known: {@link AssayClient#gold()}. For the project's
 * owner. Thread-safe.
 *
 * <pre>{@code
 * client.gold().putGold(project, List.of(GoldClient.key("img-17", "cat")));
 * }</pre>
 */
public final class GoldClient {
  private final Rpc rpc;

  GoldClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Makes a key.
   *
   * @param itemId the item
   * @param classNames the right answer
   * @return the key
   */
  public static GoldKey key(String itemId, String... classNames) {
    return GoldKey.newBuilder()
        .setItemId(itemId)
        .setValue(LabelValue.newBuilder().addAllClassNames(List.of(classNames)))
        .build();
  }

  /**
   * Says what the right answers of items are, all or none.
   *
   * @param project the project
   * @param keys 1 to 1,000 keys
   * @return what was new
   * @throws NotFoundException if the pool lacks an item
   */
  public PutGoldResponse putGold(ProjectName project, List<GoldKey> keys) {
    return putGold(
        PutGoldRequest.newBuilder().setProject(project.toString()).addAllKeys(keys).build());
  }

  /**
   * Says what the right answers of items are, all or none.
   *
   * @param request the request; an empty request id is filled in
   * @return what was new
   */
  public PutGoldResponse putGold(PutGoldRequest request) {
    return rpc.call(GoldServiceGrpc.getPutGoldMethod(), request);
  }

  /**
   * As {@link #putGold(PutGoldRequest)}, without waiting.
   *
   * @param request the request
   * @return what was new
   */
  public CompletableFuture<PutGoldResponse> putGoldAsync(PutGoldRequest request) {
    return rpc.callAsync(GoldServiceGrpc.getPutGoldMethod(), request);
  }

  /**
   * Stops the use of gold items.
   *
   * @param project the project
   * @param itemIds 1 to 1,000 items
   * @return how many of them were in use
   * @throws NotFoundException if one is no gold item
   */
  public int retireGold(ProjectName project, List<String> itemIds) {
    return retireGold(
            RetireGoldRequest.newBuilder()
                .setProject(project.toString())
                .addAllItemIds(itemIds)
                .build())
        .getRetiredCount();
  }

  /**
   * Stops the use of gold items.
   *
   * @param request the request; an empty request id is filled in
   * @return how many of them were in use, and how many checks were made void
   */
  public RetireGoldResponse retireGold(RetireGoldRequest request) {
    return rpc.call(GoldServiceGrpc.getRetireGoldMethod(), request);
  }

  /**
   * As {@link #retireGold(RetireGoldRequest)}, without waiting.
   *
   * @param request the request
   * @return how many of them were in use, and how many checks were made void
   */
  public CompletableFuture<RetireGoldResponse> retireGoldAsync(RetireGoldRequest request) {
    return rpc.callAsync(GoldServiceGrpc.getRetireGoldMethod(), request);
  }

  /**
   * Reads all gold items in the order in which their items came.
   *
   * @param project the project
   * @return the items, without their keys
   */
  public Paged<GoldItem> listGold(ProjectName project) {
    return listGold(ListGoldRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads gold items in the order in which their items came.
   *
   * @param request says which, and the size of the pages
   * @return the items from the request's page on, without their keys
   */
  public Paged<GoldItem> listGold(ListGoldRequest request) {
    return rpc.paged(GoldServiceGrpc.getListGoldMethod(), request, ListGoldResponse::getItemsList);
  }

  /**
   * Reads one page of gold items.
   *
   * @param request the request
   * @return the page
   */
  public ListGoldResponse listGoldPage(ListGoldRequest request) {
    return rpc.call(GoldServiceGrpc.getListGoldMethod(), request);
  }

  /**
   * As {@link #listGoldPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListGoldResponse> listGoldPageAsync(ListGoldRequest request) {
    return rpc.callAsync(GoldServiceGrpc.getListGoldMethod(), request);
  }
}
