package dev.assay.reliability.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a SQLite store. */
final class StoreFiles {
  private static final String LOG = "-wal";

  private StoreFiles() {}

  /** Copies the store as it is, with the part of its log that there is. */
  static void copy(Path from, Path to) throws IOException {
    for (String suffix : List.of("", LOG)) {
      Path file = sibling(from, suffix);
      if (Files.exists(file)) {
        Files.copy(file, sibling(to, suffix), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static void remove(Path store) throws IOException {
    for (String suffix : List.of("", LOG, "-shm", ".lock")) {
      Files.deleteIfExists(sibling(store, suffix));
    }
  }

  private static Path sibling(Path store, String suffix) {
    return store.resolveSibling(store.getFileName() + suffix);
  }
}
