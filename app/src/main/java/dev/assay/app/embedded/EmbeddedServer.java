package dev.assay.app.embedded;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A server in this process on a free port of this machine, and a client that talks to it over the
 * loopback interface. A token that nobody else knows keeps other users of the machine out.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final AssayServer server;
  private final AssayClient client;

  private EmbeddedServer(AssayServer server, AssayClient client) {
    this.server = server;
    this.client = client;
  }

  /**
   * Starts.
   *
   * @param store the store's file, made if there is none; it stays when the server is closed
   * @param settings further settings by key
   */
  public static EmbeddedServer start(Path store, Map<String, String> settings) throws IOException {
    String token = UUID.randomUUID().toString();
    AssayServer server = AssayServer.startEmbedded(store, settings, token);
    AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.port())
            .bearerToken(token)
            .userAgent("assay-embedded")
            .build();
    return new EmbeddedServer(server, client);
  }

  /** Settings under which a seed makes every draw the same in every run. */
  public static Map<String, String> seeded(long seed) {
    return Map.of("planner.seed", Long.toString(seed));
  }

  /** Closed with the server. */
  public AssayClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
