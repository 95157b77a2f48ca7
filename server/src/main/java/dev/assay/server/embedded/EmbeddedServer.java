package dev.assay.server.embedded;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.rpc.BearerTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server in this process on a free port of this machine, and a client that talks to it over the
 * loopback interface. A token that nobody else knows keeps other users of the machine out.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final AssayServer server;
  private final AssayClient client;
  private final Path store;

  private EmbeddedServer(AssayServer server, AssayClient client, Path store) {
    this.server = server;
    this.client = client;
    this.store = store;
  }

  /**
   * Starts.
   *
   * @param store the store's file, made if there is none; it stays when the server is closed
   * @param settings further settings by key
   */
  public static EmbeddedServer start(Path store, Map<String, String> settings) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("listen", "127.0.0.1:0");
    all.put("store", store.toString());
    String token = UUID.randomUUID().toString();
    AssayServer server =
        AssayServer.start(
            ServerConfig.of(ConfigSources.inProgram(all)),
            Optional.of(BearerTokens.of(token)),
            InstantSource.system());
    AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.port())
            .bearerToken(token)
            .userAgent("assay-embedded")
            .build();
    return new EmbeddedServer(server, client, store);
  }

  /** Settings under which a seed makes every draw the same in every run. */
  public static Map<String, String> seeded(long seed) {
    return Map.of("planner.seed", Long.toString(seed));
  }

  /** Closed with the server. */
  public AssayClient client() {
    return client;
  }

  /** The store's file. */
  public Path store() {
    return store;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
