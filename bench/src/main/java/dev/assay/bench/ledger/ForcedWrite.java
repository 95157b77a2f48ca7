package dev.assay.bench.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What the disk takes to keep one page: the least that a commit costs, whatever is in it. */
public final class ForcedWrite {
  private static final int PAGE_BYTES = 4096;
  private static final int FILE_PAGES = 256;
  private static final int WRITES = 201;

  private ForcedWrite() {}

  /** The median time of writing a page of an existing file and forcing it to the disk. */
  public static double medianMillis(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "forced", ".write");
    double[] millis = new double[WRITES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int page = 0; page < FILE_PAGES; page++) {
        write(channel, page);
      }
      channel.force(true);
      for (int i = 0; i < WRITES; i++) {
        long began = System.nanoTime();
        write(channel, i % FILE_PAGES);
        channel.force(false);
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(millis);
    return millis[WRITES / 2];
  }

  private static void write(FileChannel channel, int page) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES);
    while (bytes.hasRemaining()) {
      channel.write(bytes, (long) page * PAGE_BYTES + bytes.position());
    }
  }
}
