package dev.assay.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Which file is meant, whatever paths lead to it: its device and its inode. */
record FileIdentity(Object key) {

  /**
   * Looks at the file without opening it: on POSIX systems closing it would give up every lock that
   * this process has on it.
   *
   * @throws java.nio.file.NoSuchFileException when it does not exist
   */
  static FileIdentity of(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return new FileIdentity(key == null ? file.toRealPath() : key); // null on Windows
  }
}
