package dev.assay.app.cli;

import java.util.Arrays;

/**
 * One vote of each worker on each item: of several the class that the worker gave most often, and
 * none where no class is ahead. So it does not matter in which order a file has them.
 *
 * @param items item of each vote
 * @param workers worker of each vote
 * @param classes class of each vote
 * @param contradicted votes that are left out since the worker's others contradict them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, compared by nobody
record SingleVotes(int[] items, int[] workers, int[] classes, int contradicted) {

  /**
   * Of all votes of a file.
   *
   * @param workerCount the number of workers
   */
  static SingleVotes of(int[] items, int[] workers, int[] classes, int workerCount) {
    int classCount = Arrays.stream(classes).max().orElse(0) + 1;
    long[] packed = new long[items.length];
    for (int vote = 0; vote < packed.length; vote++) {
      long pair = (long) items[vote] * workerCount + workers[vote];
      packed[vote] = Math.addExact(Math.multiplyExact(pair, (long) classCount), classes[vote]);
    }
    Arrays.sort(packed);
    int[][] kept = new int[3][packed.length];
    int count = 0;
    int contradicted = 0;
    int from = 0;
    while (from < packed.length) {
      long pair = packed[from] / classCount;
      int to = from;
      while (to < packed.length && packed[to] / classCount == pair) {
        to++;
      }
      int leader = leader(packed, from, to);
      if (leader >= 0) {
        kept[0][count] = (int) (pair / workerCount);
        kept[1][count] = (int) (pair % workerCount);
        kept[2][count++] = (int) (packed[leader] % classCount);
      }
      for (int vote = from; vote < to; vote++) {
        contradicted += leader < 0 || packed[vote] != packed[leader] ? 1 : 0;
      }
      from = to;
    }
    return new SingleVotes(
        Arrays.copyOf(kept[0], count),
        Arrays.copyOf(kept[1], count),
        Arrays.copyOf(kept[2], count),
        contradicted);
  }

  /** One of the most frequent numbers in a sorted range, or -1 where several are. */
  private static int leader(long[] sorted, int from, int to) {
    int leader = -1;
    int most = 0;
    int run = 0;
    for (int at = from; at < to; at++) {
      run = at > from && sorted[at] == sorted[at - 1] ? run + 1 : 1;
      leader = run > most ? at : run == most ? -1 : leader;
      most = Math.max(most, run);
    }
    return leader;
  }
}
