package dev.assay.bench;

import dev.assay.client.AssayClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, with a heap of its own. */
final class ServerProcess implements AutoCloseable {
  private static final long MAX_STOP_SECONDS = 120;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one and waits until it listens. */
  static ServerProcess start(Path store, int heapMebibytes) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadServer.class.getName(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IllegalStateException("the server did not start");
    }
    return new ServerProcess(process, Integer.parseInt(line.strip()));
  }

  int port() {
    return port;
  }

  String target() {
    return "127.0.0.1:" + port;
  }

  AssayClient client() {
    return AssayClient.builder().target(target()).userAgent("assay-bench").build();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Tells it to stop; the seconds that it takes. */
  double stopSeconds() throws InterruptedException {
    long begin = System.nanoTime();
    process.destroy();
    if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not stop in " + MAX_STOP_SECONDS + " s");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
