package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.balance.LabelledRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Draws rows from bins at a keep ratio, the same share of each bin, without replacement. */
public final class BinDraw {
  private BinDraw() {}

  /**
   * Draws so many rows of each class.
   *
   * @param counts for each class, at most as many as it has
   * @return the rows, ascending
   */
  public static int[] draw(Bins bins, LabelledRows rows, int[] counts, long seed) {
    Require.sameLength(rows.classCount(), counts.length, "count of a class");
    return IntStream.range(0, counts.length)
        .flatMap(label -> Arrays.stream(draw(bins, rows, label, counts[label], seed)))
        .sorted()
        .toArray();
  }

  static int[] draw(Bins bins, LabelledRows rows, int label, int count, long seed) {
    int[][] members = new int[bins.count()][];
    int size = 0;
    for (int bin = 0; bin < members.length; bin++) {
      members[bin] =
          Arrays.stream(bins.rows(bin)).filter(row -> rows.classes()[row] == label).toArray();
      size += members[bin].length;
    }
    Require.count(count, 0, size, "rows to keep of a class");
    int[] drawn = new int[count];
    int next = 0;
    long before = 0;
    for (int bin = 0; bin < members.length; bin++) {
      // what all bins so far are owed, rounded, less what they gave
      before += members[bin].length;
      int owed = size == 0 ? 0 : (int) Math.rint((double) count * before / size) - next;
      new SeededStream(seed, (long) label * bins.count() + bin).shuffle(members[bin]);
      for (int k = 0; k < owed; k++) {
        drawn[next++] = members[bin][k];
      }
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
