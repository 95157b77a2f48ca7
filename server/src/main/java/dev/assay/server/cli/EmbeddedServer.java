package dev.assay.server.cli;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.rpc.BearerTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server for the time of one command: on a free port of this machine, open to this process only,
 * and without chores, so that looking at a store changes nothing in it.
 */
final class EmbeddedServer {
  private EmbeddedServer() {}

  static Session open(Path store) throws IOException {
    if (!Files.isRegularFile(store)) {
      throw new InputException("--store " + store + ": there is no such file");
    }
    String token = UUID.randomUUID().toString();
    ServerConfig config =
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of(
                    "listen", "127.0.0.1:0",
                    "store", store.toString(),
                    "chores.interval", "1d")));
    AssayServer server =
        AssayServer.start(config, Optional.of(BearerTokens.of(token)), InstantSource.system());
    AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.port())
            .bearerToken(() -> token)
            .userAgent("assay-cli")
            .build();
    return new Session(client, server);
  }
}
