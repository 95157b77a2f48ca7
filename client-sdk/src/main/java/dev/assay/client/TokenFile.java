package dev.assay.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** A file that holds a secret token, as the server's own file of tokens does. */
public final class TokenFile {
  private TokenFile() {}

  /**
   * Reads the first token. Empty lines and lines that begin with "#" are skipped.
   *
   * <p>The file's group may read it: that is how secrets are mounted into containers.
   *
   * @param file one token in a line
   * @return the token
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if every user of the machine can read it, or if it holds no
   *     token; the message says what to do
   */
  public static String read(Path file) throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights != null
        && rights.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
      throw new IllegalArgumentException(
          file + " can be read by every user of this machine: chmod o-rwx " + file);
    }
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " holds no token"));
  }
}
