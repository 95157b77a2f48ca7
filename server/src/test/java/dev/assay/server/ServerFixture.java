package dev.assay.server;

import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server on a free port of this machine with a store in a folder, and a channel to it. */
public final class ServerFixture implements AutoCloseable {
  private final AssayServer server;
  private final ManagedChannel channel;

  private ServerFixture(AssayServer server) {
    this.server = server;
    this.channel = channelTo(server.port());
  }

  public static ServerFixture start(Path folder) throws IOException {
    return start(folder, Map.of(), InstantSource.system());
  }

  /** Starts with settings of the test's own, by key. */
  public static ServerFixture start(Path folder, Map<String, String> settings) throws IOException {
    return start(folder, settings, InstantSource.system());
  }

  public static ServerFixture start(Path folder, Map<String, String> settings, InstantSource clock)
      throws IOException {
    return new ServerFixture(AssayServer.start(config(folder, settings), Optional.empty(), clock));
  }

  /** The configuration of such a server. */
  public static ServerConfig config(Path folder, Map<String, String> settings) {
    Map<String, String> texts =
        new HashMap<>(
            Map.of("listen", "127.0.0.1:0", "store", folder.resolve("assay.db").toString()));
    texts.putAll(settings);
    return ServerConfig.of(ConfigSources.inProgram(texts));
  }

  public static ManagedChannel channelTo(int port) {
    return Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }

  public AssayServer server() {
    return server;
  }

  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
