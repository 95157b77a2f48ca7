package dev.assay.sampling.compress;

import dev.assay.sampling.balance.OutOfFold;

/**
 * Keeps the first rows of a {@link Growth}, weighted by the rows that each stands for, without
 * those whose labels are refuted.
 */
public final class GrownSubset implements Compression {
  private final boolean barsRefuted;

  /** Guarded against wrong labels. */
  public GrownSubset() {
    this(true);
  }

  /**
   * Guarded, or not.
   *
   * @param barsRefuted whether rows that {@link ConfidentErrors} refutes are kept out, beside those
   *     that are barred already
   */
  public GrownSubset(boolean barsRefuted) {
    this.barsRefuted = barsRefuted;
  }

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String summary() {
    return "row by row what covers most of what the model gets wrong, weighted, refuted labels out";
  }

  @Override
  public KeptRows keep(TrainingRows rows, int count, long seed) {
    boolean[] barred = barred(rows, seed);
    int[] kept = Growth.grow(rows.labelled(), barred, rows.trust(), count);
    return new KeptRows(kept, Growth.cellWeights(rows.labelled(), barred, kept));
  }

  /** The rows that are never kept. */
  public boolean[] barred(TrainingRows rows, long seed) {
    boolean[] barred = rows.isBarred().clone();
    if (barsRefuted && OutOfFold.suits(rows.labelled())) {
      boolean[] refuted =
          ConfidentErrors.refuted(
              rows.labelled(), new OutOfFold().probabilities(rows.labelled(), seed));
      for (int row = 0; row < barred.length; row++) {
        barred[row] |= refuted[row];
      }
    }
    return barred;
  }
}
