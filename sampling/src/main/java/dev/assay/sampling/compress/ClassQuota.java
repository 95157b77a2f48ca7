package dev.assay.sampling.compress;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;

/** How many rows of each class make up a kept number, by shares. */
public final class ClassQuota {
  private ClassQuota() {}

  /**
   * Whole numbers near to shares of a total: no class is given more than it has, what it cannot
   * take goes to the others by their shares, and fractions go to the greatest remainders, of equals
   * to the first class.
   *
   * @param shares one for each class, at least 0; classes without rows are passed over
   * @param sizes of the classes
   * @param total from 1 to the sum of the sizes
   * @throws InvalidDesignInputException where a class that has rows would get none
   */
  public static int[] of(double[] shares, int[] sizes, int total) {
    int all = 0;
    for (int size : sizes) {
      all += size;
    }
    Require.count(total, 1, all, "rows to keep");
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
    int[] counts = rounded(wanted, sizes, total);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0 && sizes[c] > 0) {
        throw Require.invalid(
            InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
            "keeping "
                + total
                + " rows leaves none of class "
                + c
                + ", which has "
                + sizes[c]
                + ": keep more, or raise its share");
      }
    }
    return counts;
  }

  private static int[] rounded(double[] wanted, int[] sizes, int total) {
    int[] counts = new int[wanted.length];
    int left = total;
    for (int c = 0; c < counts.length; c++) {
      counts[c] = (int) Math.min(sizes[c], Math.floor(wanted[c] + 1e-9));
      left -= counts[c];
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
