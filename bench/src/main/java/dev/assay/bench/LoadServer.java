package dev.assay.bench;

import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.LogFormat;
import dev.assay.server.config.LogLevel;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.failure.OutOfMemory;
import dev.assay.server.log.Logging;
import java.io.IOException;
import java.util.Map;

/** The server that a load is brought to, in a process of its own; its argument is the store. */
final class LoadServer {
  private LoadServer() {}

  /**
   * Serves until it is told to stop, and prints its port first.
   *
   * @param args the store's file
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Logging.configure(LogFormat.TEXT, LogLevel.ERROR);
    OutOfMemory.endOnUncaught();
    AssayServer server =
        AssayServer.start(
            ServerConfig.of(
                ConfigSources.inProgram(
                    Map.of("listen", "127.0.0.1:0", "store", args[0], "planner.seed", "1"))));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    System.out.println(server.port());
    server.awaitTermination();
  }
}
