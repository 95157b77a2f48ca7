package dev.assay.server.cli;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import org.jspecify.annotations.Nullable;

/** A client, and the server that was started for it, if one was. */
final class Session implements AutoCloseable {
  private final AssayClient client;
  private final @Nullable AssayServer server;

  Session(AssayClient client) {
    this(client, null);
  }

  Session(AssayClient client, @Nullable AssayServer server) {
    this.client = client;
    this.server = server;
  }

  AssayClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
