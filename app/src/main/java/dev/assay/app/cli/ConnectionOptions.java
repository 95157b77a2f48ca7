package dev.assay.app.cli;

import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.client.AssayClient;
import dev.assay.client.AssayClientBuilder;
import dev.assay.client.TokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, or which store it opens for itself. */
final class ConnectionOptions {
  /** Looking at a store changes nothing in it. */
  private static final Map<String, String> WITHOUT_CHORES = Map.of("chores.interval", "1d");

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "The server. Default: ${DEFAULT-VALUE}.")
  private String target = AssayClientBuilder.DEFAULT_TARGET;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "A store to look at without a server; none may be running on it.")
  private @Nullable Path store;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file whose first token is shown to the server.")
  private @Nullable Path tokenFile;

  @Option(names = "--tls", description = "Talk TLS, trusting the authorities of this machine.")
  private boolean tls;

  @Option(
      names = "--tls-authority",
      paramLabel = "FILE",
      description = "Talk TLS, trusting these authorities (PEM).")
  private @Nullable Path tlsAuthority;

  /** What a command does over its connection. */
  interface Work {
    int run(AssayClient client) throws IOException;
  }

  /** Does it over a connection that lasts as long. */
  int connected(Work work) throws IOException {
    if (store == null) {
      try (AssayClient client = builder().build()) {
        return work.run(client);
      }
    }
    if (!Files.isRegularFile(store)) {
      throw new InputException("--store " + store + ": there is no such file");
    }
    try (EmbeddedServer server = EmbeddedServer.start(store, WITHOUT_CHORES)) {
      return work.run(server.client());
    }
  }

  private AssayClientBuilder builder() throws IOException {
    AssayClientBuilder builder = AssayClient.builder().target(target).userAgent("assay-cli");
    if (tlsAuthority != null) {
      builder.tls(tlsAuthority);
    } else if (tls) {
      builder.tls();
    }
    if (tokenFile != null) {
      builder.bearerToken(token(tokenFile));
    }
    return builder;
  }

  private static String token(Path file) throws IOException {
    try {
      return TokenFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new InputException("--token-file " + e.getMessage());
    }
  }
}
