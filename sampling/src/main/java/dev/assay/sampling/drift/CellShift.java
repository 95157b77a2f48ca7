package dev.assay.sampling.drift;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.numeric.GammaLaw;

/**
 * Whether two samples fall into cells with the same probabilities: Pearson's chi-square test of
 * homogeneity. Cells in which either sample is expected to have fewer than {@link #LEAST_EXPECTED}
 * members are taken together, so that the law holds well enough for the stated false alarm.
 */
public final class CellShift {
  /** Cochran's rule of thumb. */
  public static final double LEAST_EXPECTED = 5;

  private CellShift() {}

  /**
   * The probability of two samples that differ as much or more, where the cells' probabilities are
   * the same.
   *
   * @param first members of each cell in the first sample, 0 or more
   * @param second the same of the second
   * @return in [0, 1]; 1 where too few cells are left to compare
   */
  public static double pValue(int[] first, int[] second) {
    if (first.length != second.length) {
      throw new InvalidInputException(
          "second", "has " + second.length + " cells, the first " + first.length);
    }
    double firstTotal = total(first);
    double secondTotal = total(second);
    double all = firstTotal + secondTotal;
    if (all == 0) {
      return 1;
    }
    double statistic = 0;
    int cells = 0;
    double restFirst = 0;
    double restSecond = 0;
    for (int c = 0; c < first.length; c++) {
      double share = ((double) first[c] + second[c]) / all;
      if (share * Math.min(firstTotal, secondTotal) < LEAST_EXPECTED) {
        restFirst += first[c];
        restSecond += second[c];
      } else {
        statistic += part(first[c], second[c], firstTotal, secondTotal);
        cells++;
      }
    }
    double rest = (restFirst + restSecond) / all * Math.min(firstTotal, secondTotal);
    if (rest >= LEAST_EXPECTED) {
      statistic += part(restFirst, restSecond, firstTotal, secondTotal);
      cells++;
    }
    return cells < 2 ? 1 : 1 - GammaLaw.cdf(statistic, cells - 1, 2.0 * (cells - 1));
  }

  private static double part(double first, double second, double firstTotal, double secondTotal) {
    double share = (first + second) / (firstTotal + secondTotal);
    double fromFirst = first - share * firstTotal;
    double fromSecond = second - share * secondTotal;
    return fromFirst * fromFirst / (share * firstTotal)
        + fromSecond * fromSecond / (share * secondTotal);
  }

  private static double total(int[] counts) {
    long total = 0;
    for (int count : counts) {
      if (count < 0) {
        throw new InvalidInputException("counts", "have " + count + "; give 0 or more");
      }
      total += count;
    }
    return total;
  }
}
