package dev.assay.server.request;

import com.google.protobuf.Message;

/**
 * One RPC of the contract, as far as its descriptor tells what is done with it.
 *
 * @param name without the service's
 * @param fields what its requests have in common with those of other RPCs
 * @param <Q> the request message
 * @param <R> the response message
 */
public record Rpc<Q extends Message, R extends Message>(
    String name, Q emptyRequest, R emptyResponse, RequestFields fields) {

  /** The RPC that takes and answers with messages of the types of these. */
  public static <Q extends Message, R extends Message> Rpc<Q, R> of(
      String name, Q emptyRequest, R emptyResponse) {
    return new Rpc<>(
        name, emptyRequest, emptyResponse, RequestFields.of(emptyRequest.getDescriptorForType()));
  }
}
