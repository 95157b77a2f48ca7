package dev.assay.reliability.fault;

import dev.assay.reliability.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file may be read and not written when the server starts. */
final class ReadOnlyFile implements Fault {
  private static final int ANSWERS_BEFORE = 30;

  @Override
  public String what() {
    return "a store that may only be read: refused at the start, complete afterwards";
  }

  @Override
  public @Nullable String unavailable() {
    return Tools.withoutSetpriv();
  }

  @Override
  public void strike(Site site) throws IOException, InterruptedException {
    site.prepare(ANSWERS_BEFORE, true);
    set(site, "r--r--r--", "r-xr-xr-x");
    // The superuser may write everything, unless it has given that up.
    try (ServerProcess server = site.startUnder(List.of("setpriv", "--bounding-set=-all"))) {
      if (server.awaitTargetOrEnd() != null) {
        site.violate("a server works with a store that it cannot write");
        server.kill();
      } else if (server.awaitEnd() == 0 || site.refusalInLog() == null) {
        site.violate("the server did not say why it ended");
      } else {
        site.outcome("refused to start");
      }
    } finally {
      set(site, "rw-r--r--", "rwxr-xr-x");
    }
    site.reckon();
  }

  private static void set(Site site, String file, String folder) throws IOException {
    for (Path path : List.of(site.store(), site.folder.resolve("assay.db.lock"))) {
      if (Files.exists(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file));
      }
    }
    Files.setPosixFilePermissions(site.folder, PosixFilePermissions.fromString(folder));
  }
}
