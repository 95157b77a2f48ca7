package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The checksum of a backup, in a file beside it that {@code sha256sum --check} reads, too. */
final class Checksum {
  private static final int BUFFER_BYTES = 1 << 16;

  private Checksum() {}

  static Path fileOf(Path backup) {
    return backup.resolveSibling(backup.getFileName() + ".sha256");
  }

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  static void write(Path backup, String sha256) throws IOException {
    Files.writeString(fileOf(backup), sha256 + "  " + backup.getFileName() + "\n");
  }

  /**
   * Refuses a backup that is not what was written.
   *
   * @param sha256 its checksum now
   */
  static void require(Path backup, String sha256) throws IOException {
    Path file = fileOf(backup);
    String expected;
    try {
      expected = Files.readString(file).strip().split("\\s", 2)[0];
    } catch (NoSuchFileException e) {
      throw new StoreOpenException(
          backup + " has no checksum: " + file.getFileName() + " is missing",
          "put it beside the backup, or say --without-checksum",
          e);
    }
    if (!expected.equalsIgnoreCase(sha256)) {
      throw new StoreOpenException(
          backup
              + " is not the backup that was made: its SHA-256 is "
              + sha256
              + ", and not "
              + expected,
          "take another backup, or another copy of this one");
    }
  }
}
