package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.VoteTable;
import java.util.stream.IntStream;

/**
 * Ranges of items with about equally many votes. They depend on the table alone, never on the
 * machine: sums are made chunk by chunk, each in item order, and then added up in chunk order, so
 * that they are the same with one thread and with many.
 */
final class ItemChunks {
  /** Chunks at most: enough for the cores of one machine, few enough to add up. */
  static final int MAX_CHUNKS = 16;

  /** Fewer votes than this are not worth a chunk. */
  static final int MIN_VOTES = 4096;

  /** The most numbers that all chunks together may hold. */
  static final long MAX_CELLS = 1L << 23;

  private final int[] bound;

  private ItemChunks(int[] bound) {
    this.bound = bound;
  }

  /**
   * Divides the items of a table.
   *
   * @param cells how many numbers each chunk will sum up
   */
  static ItemChunks of(VoteTable votes, long cells) {
    long most = Math.min(votes.voteCount() / MIN_VOTES, MAX_CELLS / Math.max(1, cells));
    int chunks = (int) Math.max(1, Math.min(MAX_CHUNKS, most));
    int[] bound = new int[chunks + 1];
    int item = 0;
    for (int chunk = 1; chunk < chunks; chunk++) {
      long votesBefore = (long) votes.voteCount() * chunk / chunks;
      while (item < votes.itemCount() && votes.start(item) < votesBefore) {
        item++;
      }
      bound[chunk] = item;
    }
    bound[chunks] = votes.itemCount();
    return new ItemChunks(bound);
  }

  /** What is done with one range of items; it writes nothing that another range's reads. */
  interface Task {
    void run(int chunk, int fromItem, int toItem);
  }

  /** Runs a task on all chunks, on as many threads as there are. */
  void run(Task task) {
    if (count() == 1) {
      task.run(0, bound[0], bound[1]);
      return;
    }
    IntStream.range(0, count())
        .parallel()
        .forEach(chunk -> task.run(chunk, bound[chunk], bound[chunk + 1]));
  }

  /** The number of chunks. */
  int count() {
    return bound.length - 1;
  }
}
