package dev.assay.server.store.sqlite;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Opens a store in a process of its own and says what came of it. */
final class SecondProcess {
  private SecondProcess() {}

  /** The entry of the other process: the store's path is the only argument. */
  public static void main(String[] arguments) {
    try (Store store =
        StoreEngines.open(
            Path.of(arguments[0]).toString(), StoreOptions.defaults(), () -> Instant.EPOCH)) {
      System.out.print(store.isHealthy() ? "opened" : "unhealthy");
    } catch (StoreOpenException e) {
      System.out.print(e.getMessage());
    }
  }

  /** What opening the file in another process said. */
  static String open(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SecondProcess.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other process did not end");
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
