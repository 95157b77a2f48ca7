package dev.assay.client;

import java.util.Locale;

/**
 * What every row of one upload of scores must have in common, so that rows can be sent as columns.
 *
 * @param classCount probabilities of a row
 * @param ensembleSize members of the ensemble; 0 when there is none
 * @param gradientNorm whether rows have a gradient norm
 * @param uncertainty whether rows have an uncertainty
 */
record ScoreShape(int classCount, int ensembleSize, boolean gradientNorm, boolean uncertainty) {
  private static final int ID_OVERHEAD_BYTES = 3;

  /** Returns the size of a row in a message, without its id. */
  int rowBytes() {
    int numbers = classCount * (1 + ensembleSize) + (gradientNorm ? 1 : 0) + (uncertainty ? 1 : 0);
    return ID_OVERHEAD_BYTES + Float.BYTES * numbers;
  }

  void requireSame(ScoreShape other, String itemId) {
    if (!equals(other)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "scores of item \"%s\" are of another shape than those before: %s after %s;"
                  + " send them in a stream of their own",
              itemId,
              other,
              this));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d classes, ensemble of %d, %s gradient norm, %s uncertainty",
        classCount,
        ensembleSize,
        gradientNorm ? "with" : "no",
        uncertainty ? "with" : "no");
  }
}
