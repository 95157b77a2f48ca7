package dev.assay.sampling.compress;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;

/** How many rows of each class make up a kept number, by shares. */
public final class ClassQuota {
  private ClassQuota() {}

  /**
   * Whole numbers near to shares of a total: every class that has rows gets one at least, none is
   * given more than it has, what it cannot take goes to the others by their shares, and fractions
   * go to the greatest remainders, of equals to the first class.
   *
   * @param shares one for each class, at least 0; classes without rows are passed over
   * @param sizes of the classes
   * @param total at most the sum of the sizes
   * @throws InvalidDesignInputException for a total below the number of classes that have rows
   */
  public static int[] of(double[] shares, int[] sizes, int total) {
    int all = 0;
    int present = 0;
    for (int size : sizes) {
      all += size;
      present += size > 0 ? 1 : 0;
    }
    Require.count(total, 1, all, "rows to keep");
    if (total < present) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          "keeping "
              + total
              + " of "
              + all
              + " rows leaves some of "
              + present
              + " classes none: keep "
              + present
              + " or more");
    }
    double[] wanted = new double[shares.length];
    boolean[] isFull = new boolean[shares.length];
    for (boolean again = true; again; ) {
      again = false;
      double left = total;
      double sum = 0;
      for (int c = 0; c < shares.length; c++) {
        left -= isFull[c] ? sizes[c] : 0;
        sum += isFull[c] || sizes[c] == 0 ? 0 : shares[c];
      }
      for (int c = 0; c < shares.length; c++) {
        if (isFull[c]) {
          wanted[c] = sizes[c];
        } else {
          wanted[c] = sum > 0 && sizes[c] > 0 ? left * shares[c] / sum : 0;
          if (wanted[c] >= sizes[c] && sizes[c] > 0) {
            isFull[c] = true;
            again |= wanted[c] > sizes[c];
            wanted[c] = sizes[c];
          }
        }
      }
    }
    return rounded(wanted, sizes, total);
  }

  private static int[] rounded(double[] wanted, int[] sizes, int total) {
    int[] counts = new int[wanted.length];
    int left = total;
    for (int c = 0; c < counts.length; c++) {
      counts[c] = (int) Math.min(sizes[c], Math.max(1, Math.floor(wanted[c] + 1e-9)));
      left -= counts[c];
    }
    while (left < 0) { // what the ones were given comes from whoever has most above its share
      int richest = -1;
      for (int c = 0; c < counts.length; c++) {
        boolean gives = counts[c] > 1;
        if (gives && (richest < 0 || counts[c] - wanted[c] >= counts[richest] - wanted[richest])) {
          richest = c;
        }
      }
      counts[richest]--;
      left++;
    }
    while (left > 0) {
      int greatest = -1;
      for (int c = 0; c < counts.length; c++) {
        boolean fits = counts[c] < sizes[c];
        if (fits && (greatest < 0 || wanted[c] - counts[c] > wanted[greatest] - counts[greatest])) {
          greatest = c;
        }
      }
      counts[greatest]++;
      left--;
    }
    return counts;
  }
}
