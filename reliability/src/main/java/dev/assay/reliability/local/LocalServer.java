package dev.assay.reliability.local;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.RetryPolicy;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.v1.Item;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A server on a free port of the loopback interface, with a client that never tries twice. */
public final class LocalServer implements AutoCloseable {
  private final AssayServer server;
  private final AssayClient client;

  private LocalServer(AssayServer server, AssayClient client) {
    this.server = server;
    this.client = client;
  }

  /** Starts one with the store of that file. */
  public static LocalServer start(Path store, InstantSource clock) throws IOException {
    return start(store, Map.of(), clock);
  }

  /** Starts one with further settings, by key. */
  public static LocalServer start(Path store, Map<String, String> settings, InstantSource clock)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("listen", "127.0.0.1:0");
    all.put("store", store.toString());
    ServerConfig config = ServerConfig.of(ConfigSources.inProgram(all));
    AssayServer server = AssayServer.start(config, Optional.empty(), clock);
    AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + server.port())
            .deadline(Duration.ofSeconds(30))
            .retryPolicy(RetryPolicy.none())
            .build();
    return new LocalServer(server, client);
  }

  public AssayClient client() {
    return client;
  }

  public int port() {
    return server.port();
  }

  /** Makes a project with two classes and a pool; every label costs the price. */
  public void makeProject(ProjectName name, long priceMicros, long ceilingMicros, int items) {
    client
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(name.toString())
                .setLabelSchema(LabelSchemas.binary("no", "yes"))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(priceMicros)
                .build(),
            ceilingMicros);
    client
        .pool()
        .putItems(
            name,
            IntStream.range(0, items).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
