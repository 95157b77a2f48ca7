package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * Keeps rows drawn evenly from {@link Bins}.
 *
 * <p>Zhou et al. (2023), "Dataset quantization" (DQ), without its third stage, which drops patches
 * of pixels; with fractions of classes that are not even, the subset of a round of DQAS ({@link
 * AdaptiveFractions}).
 */
public final class DatasetQuantisation implements Compression {
  /** The bins where nothing else is said, as the authors have it. */
  public static final int DEFAULT_BINS = 10;

  private final int binCount;
  private final boolean isGlobal;
  private final double[] fractions;

  /** Ten bins of every class, and the same share of each class. */
  public DatasetQuantisation() {
    this(DEFAULT_BINS, false, new double[0]);
  }

  /**
   * With other bins or shares.
   *
   * @param binCount at least 1
   * @param isGlobal whether bins are over all rows, not class by class
   * @param fractions of the kept rows for each class, at least 0; none for shares of their sizes
   */
  public DatasetQuantisation(int binCount, boolean isGlobal, double[] fractions) {
    this.binCount = Require.count(binCount, 1, Integer.MAX_VALUE, "number of bins");
    this.isGlobal = isGlobal;
    this.fractions = fractions;
  }

  @Override
  public String name() {
    return fractions.length == 0 ? "dq" : "dqas";
  }

  @Override
  public String summary() {
    return fractions.length == 0
        ? "drawn evenly from bins of the graph cut (Zhou et al. 2023)"
        : "as dq, with fractions of the classes that follow their accuracies (Zhao et al.)";
  }

  @Override
  public KeptRows keep(TrainingRows rows, int count, long seed) {
    Bins bins =
        isGlobal
            ? Bins.global(rows.labelled(), binCount)
            : Bins.balanced(rows.labelled(), binCount);
    int[] sizes = rows.labelled().sizes();
    double[] shares =
        fractions.length == 0 ? Arrays.stream(sizes).asDoubleStream().toArray() : fractions;
    int[] counts = ClassQuota.of(shares, sizes, count);
    return KeptRows.even(BinDraw.draw(bins, rows.labelled(), counts, seed));
  }
}
