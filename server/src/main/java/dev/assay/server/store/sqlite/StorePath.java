package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Where a store may be. */
final class StorePath {
  /** File systems whose locks and shared memory do not hold between machines. */
  private static final Set<String> NETWORK_TYPES =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb", "afs", "afpfs", "fuse.sshfs");

  private StorePath() {}

  /**
   * The one name of the file, whatever links lead to it.
   *
   * @throws StoreOpenException when no store can be there
   */
  static Path of(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreOpenException(
          "the folder of " + file + " does not exist", "make it, or give another path");
    }
    if (Files.isDirectory(file)) {
      throw new StoreOpenException(
          file + " is a folder", "give the path of a file, for example " + file + "/assay.db");
    }
    if (file.toString().contains("?")) {
      throw new StoreOpenException(
          file + " has a question mark in its name", "SQLite's driver would cut it: rename it");
    }
    try {
      checkFileSystem(file, Files.getFileStore(folder).type());
      return Files.exists(file)
          ? file.toRealPath()
          : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new StoreOpenException(
          "cannot look at " + file + " (" + e + ")", "make the folder readable for this user", e);
    }
  }

  static void checkFileSystem(Path file, String type) {
    if (NETWORK_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw new StoreOpenException(
          file + " is on a network file system (" + type + ")",
          "put the store on a local disk: locks and the shared log do not work over a network");
    }
  }
}
