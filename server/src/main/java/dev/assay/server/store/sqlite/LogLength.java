package dev.assay.server.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many pages the log of a store has. Its file does not tell: a log that is begun anew is
 * written over the one before.
 *
 * <p>Each page is behind a header with the two numbers (salts) that stand in the header of the file
 * and are others each time that the log is begun. So those of this log are the first ones, and
 * their number is found by halving (SQLite, "WAL-mode File Format", section 1.2).
 */
final class LogLength {
  private static final int FILE_HEADER_BYTES = 32;
  private static final int FILE_SALTS = 16;
  private static final int PAGE_BYTES_FIELD = 8;
  private static final int PAGE_HEADER_BYTES = 24;
  private static final int PAGE_SALTS = 8;

  private final Path log;

  /** Of a store's log. */
  LogLength(Path store) {
    this.log = FilesInPlace.log(store);
  }

  /** The pages at this moment. */
  int pages() throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      if (file.size() < FILE_HEADER_BYTES) {
        return 0;
      }
      int frameBytes = read(file, PAGE_BYTES_FIELD, Integer.BYTES).getInt() + PAGE_HEADER_BYTES;
      long salts = read(file, FILE_SALTS, Long.BYTES).getLong();
      int low = 0;
      int high = (int) ((file.size() - FILE_HEADER_BYTES) / frameBytes);
      while (low < high) {
        int middle = (low + high) >>> 1;
        long at = FILE_HEADER_BYTES + (long) middle * frameBytes + PAGE_SALTS;
        if (read(file, at, Long.BYTES).getLong() == salts) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private static ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the log has been cut");
      }
    }
    return buffer.flip();
  }
}
