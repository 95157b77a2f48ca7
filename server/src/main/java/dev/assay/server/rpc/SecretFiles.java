package dev.assay.server.rpc;

import dev.assay.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** Who may read what only the server is to know. */
final class SecretFiles {
  private SecretFiles() {}

  /**
   * Refuses a file that every user of the machine can read. The owner's group may: that is how
   * secrets are mounted into containers.
   *
   * @param setting what names the file
   */
  static void checkWhoReads(String setting, Path file) throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights != null
        && rights.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
      throw new ConfigException(
          "%s %s can be read by every user of this machine: chmod o-rwx %s"
              .formatted(setting, file, file));
    }
  }
}
