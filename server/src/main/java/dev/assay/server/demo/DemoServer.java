package dev.assay.server.demo;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A server on a free port of this machine, its store in a folder, and a client of it. */
final class DemoServer implements AutoCloseable {
  private final AssayServer server;
  private final AssayClient client;
  private final Path store;

  private DemoServer(AssayServer server, AssayClient client, Path store) {
    this.server = server;
    this.client = client;
    this.store = store;
  }

  /**
   * Starts.
   *
   * @param folder of the store
   * @param seed makes every draw the same in every run
   */
  static DemoServer start(Path folder, long seed) throws IOException {
    Path store = folder.resolve("assay.db");
    ServerConfig config =
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of(
                    "listen", "127.0.0.1:0",
                    "store", store.toString(),
                    "planner.seed", Long.toString(seed))));
    AssayServer server = AssayServer.start(config);
    return new DemoServer(server, AssayClient.connect("127.0.0.1:" + server.port()), store);
  }

  AssayClient client() {
    return client;
  }

  /** The store's file. It stays when the server is closed. */
  Path store() {
    return store;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
