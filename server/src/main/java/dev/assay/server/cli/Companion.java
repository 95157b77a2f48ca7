package dev.assay.server.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What "serve" can run beside the server, in its process and as one of its clients. Made by other
 * modules: the server knows none of them.
 */
public interface Companion {
  /** The flag that asks for it; its value names a file of the companion's own options. */
  String flag();

  /** What the flag is for, in one sentence. */
  String description();

  /**
   * Starts it; the server is listening. Closed before the server is.
   *
   * @param options the file that the flag names
   * @param target where the server listens, as "host:port"
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the process is told to end
   */
  AutoCloseable start(Path options, String target) throws IOException, InterruptedException;
}
