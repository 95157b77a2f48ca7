package dev.assay.sampling.acquire;

/**
 * Some of the rows of class probabilities that somebody else holds, as scores. No candidate is
 * without; each has one class. Rows are not copied.
 *
 * @param rows the probabilities of all classes; only the candidates' need be there
 * @param items for each candidate its row
 * @param classCount the number of classes, at least 2
 */
@SuppressWarnings("ArrayRecordComponent") // a view; not compared
public record RowScores(double[][] rows, int[] items, int classCount) implements ScoreView {
  @Override
  public int size() {
    return items.length;
  }

  @Override
  public boolean isMultiLabel() {
    return false;
  }

  @Override
  public boolean has(int candidate) {
    return true;
  }

  @Override
  public void copyProbabilities(int candidate, float[] into) {
    double[] row = rows[items[candidate]];
    for (int k = 0; k < classCount; k++) {
      into[k] = (float) row[k];
    }
  }
}
