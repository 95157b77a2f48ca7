package dev.assay.client;

import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationServiceGrpc;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.FlagItemResponse;
import dev.assay.v1.ListAdjudicationsRequest;
import dev.assay.v1.ListAdjudicationsResponse;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.ResolveAdjudicationResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Settles what votes leave in dispute: {@link AssayClient#adjudications()}. Adjudicators get such
 * items by {@link AcquisitionClient} as other work. Thread-safe.
 *
 * <pre>{@code
 * client.adjudications().flagItem(project, "img-17", "looks like both");
 * }</pre>
 */
public final class AdjudicationClient {
  private final Rpc rpc;

  AdjudicationClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Reads the adjudications of a state in the order in which their items came.
   *
   * @param project the project
   * @param state the state; {@code STATE_UNSPECIFIED} for the open ones
   * @return the adjudications
   */
  public Paged<Adjudication> listAdjudications(ProjectName project, Adjudication.State state) {
    return listAdjudications(
        ListAdjudicationsRequest.newBuilder()
            .setProject(project.toString())
            .setStateFilter(state)
            .build());
  }

  /**
   * Reads adjudications in the order in which their items came.
   *
   * @param request says which, and the size of the pages
   * @return the adjudications from the request's page on
   */
  public Paged<Adjudication> listAdjudications(ListAdjudicationsRequest request) {
    return rpc.paged(
        AdjudicationServiceGrpc.getListAdjudicationsMethod(),
        request,
        ListAdjudicationsResponse::getAdjudicationsList);
  }

  /**
   * Reads one page of adjudications.
   *
   * @param request the request
   * @return the page
   */
  public ListAdjudicationsResponse listAdjudicationsPage(ListAdjudicationsRequest request) {
    return rpc.call(AdjudicationServiceGrpc.getListAdjudicationsMethod(), request);
  }

  /**
   * As {@link #listAdjudicationsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListAdjudicationsResponse> listAdjudicationsPageAsync(
      ListAdjudicationsRequest request) {
    return rpc.callAsync(AdjudicationServiceGrpc.getListAdjudicationsMethod(), request);
  }

  /**
   * Decides an item without a charge, or says that it cannot be decided.
   *
   * @param request the request; an empty request id is filled in
   * @return what became of the adjudication
   * @throws NotFoundException if the item has none
   * @throws FailedPreconditionException if it is closed
   */
  public Adjudication resolveAdjudication(ResolveAdjudicationRequest request) {
    return rpc.call(AdjudicationServiceGrpc.getResolveAdjudicationMethod(), request)
        .getAdjudication();
  }

  /**
   * As {@link #resolveAdjudication}, without waiting.
   *
   * @param request the request
   * @return what became of the adjudication
   */
  public CompletableFuture<Adjudication> resolveAdjudicationAsync(
      ResolveAdjudicationRequest request) {
    return rpc.callAsync(
        AdjudicationServiceGrpc.getResolveAdjudicationMethod(),
        request,
        ResolveAdjudicationResponse::getAdjudication);
  }

  /**
   * Routes an item to adjudication, because somebody doubts it.
   *
   * @param project the project
   * @param itemId the item, which must have a verdict
   * @param reason why; may be empty
   * @return its adjudication
   * @throws FailedPreconditionException if the item has no verdict yet
   */
  public Adjudication flagItem(ProjectName project, String itemId, String reason) {
    return flagItem(
        FlagItemRequest.newBuilder()
            .setProject(project.toString())
            .setItemId(itemId)
            .setReason(reason)
            .build());
  }

  /**
   * Routes an item to adjudication.
   *
   * @param request the request; an empty request id is filled in
   * @return its adjudication
   */
  public Adjudication flagItem(FlagItemRequest request) {
    return rpc.call(AdjudicationServiceGrpc.getFlagItemMethod(), request).getAdjudication();
  }

  /**
   * As {@link #flagItem(FlagItemRequest)}, without waiting.
   *
   * @param request the request
   * @return its adjudication
   */
  public CompletableFuture<Adjudication> flagItemAsync(FlagItemRequest request) {
    return rpc.callAsync(
        AdjudicationServiceGrpc.getFlagItemMethod(), request, FlagItemResponse::getAdjudication);
  }
}
