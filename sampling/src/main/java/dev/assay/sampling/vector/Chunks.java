package dev.assay.sampling.vector;

import java.util.stream.IntStream;

/**
 * Work on many points, in chunks that run beside each other. The chunks do not depend on how many
 * processors there are, and each writes to places of its own: so results are the same everywhere.
 */
public final class Chunks {

  /** What is done to the points from one to before another. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void on(int from, int to);
  }

  private Chunks() {}

  /**
   * Does the work on all of 0..count-1.
   *
   * @param size of a chunk, at least 1; the last one may be smaller
   */
  public static void forEach(int count, int size, Work work) {
    int chunks = (int) (((long) count + size - 1) / size);
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              int from = chunk * size;
              work.on(from, Math.min(count, from + size));
            });
  }
}
