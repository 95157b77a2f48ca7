package dev.assay.client;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Whether the server has ever answered this client. Until then a call that cannot connect fails at
 * once, since the address may be wrong; afterwards the server is there, only not just now, and
 * calls wait for it.
 */
final class Contact extends ClientStreamTracer.Factory {
  private volatile boolean made;

  boolean isMade() {
    return made;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void inboundHeaders() {
        made = true;
      }
    };
  }
}
