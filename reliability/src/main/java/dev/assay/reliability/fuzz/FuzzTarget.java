package dev.assay.reliability.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls, again and again, with bytes that it makes of those that led somewhere new. */
public final class FuzzTarget {
  /** After so many inputs the books are added up. */
  private static final int CHECK_EVERY = 250;

  /**
   * After so many inputs the server begins anew, so that no input waits for what others have left.
   */
  private static final int RENEW_EVERY = 5_000;

  private static @Nullable Path folder;
  private static @Nullable FuzzedServer server;
  private static long count;

  private FuzzTarget() {}

  /** Starts the server, which takes long where every class is instrumented. */
  public static void fuzzerInitialize() throws IOException {
    renew();
  }

  /** Sends one input. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    count++;
    FuzzedServer current = server == null || count % RENEW_EVERY == 0 ? renew() : server;
    current.send(bytes);
    if (count % CHECK_EVERY == 0) {
      current.check();
    }
  }

  private static FuzzedServer renew() throws IOException {
    fuzzerTearDown();
    Path fresh = Files.createTempDirectory("assay-fuzz-");
    FuzzedServer started = FuzzedServer.start(fresh.resolve("assay.db"));
    folder = fresh;
    server = started;
    return started;
  }

  /** Ends the server. */
  public static void fuzzerTearDown() {
    if (server == null || folder == null) {
      return;
    }
    server.check();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = null;
    folder = null;
  }
}
