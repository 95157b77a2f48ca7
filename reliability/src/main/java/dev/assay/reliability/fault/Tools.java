package dev.assay.reliability.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Programs of the machine that can make a server's system calls fail. */
final class Tools {
  private static final long SECONDS = 20;

  private Tools() {}

  /** Why strace cannot be used here, or null. */
  static @Nullable String withoutStrace() {
    if (!exists("strace")) {
      return "strace is not installed";
    }
    return runs(List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-qq", "true"))
        ? null
        : "strace may not trace processes here";
  }

  /** Why setpriv cannot be used here, or null. */
  static @Nullable String withoutSetpriv() {
    if (!exists("setpriv")) {
      return "setpriv is not installed";
    }
    return runs(List.of("setpriv", "--bounding-set=-all", "true"))
        ? null
        : "this user may not give up capabilities";
  }

  private static boolean exists(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean runs(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
