package dev.assay.sampling.acquire;

/** Candidates with the given rows of probabilities; empty rows have no scores. */
public record Rows(int classCount, boolean isMultiLabel, float[][] rows) implements ScoreView {

  public static Rows of(float[]... rows) {
    return new Rows(width(rows), false, rows);
  }

  public static Rows multiLabel(float[]... rows) {
    return new Rows(width(rows), true, rows);
  }

  private static int width(float[][] rows) {
    for (float[] row : rows) {
      if (row.length > 0) {
        return row.length;
      }
    }
    return 2;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public boolean has(int candidate) {
    return rows[candidate].length > 0;
  }

  @Override
  public void copyProbabilities(int candidate, float[] into) {
    float[] row = rows[candidate];
    if (row.length == 0) {
      throw new IllegalStateException("candidate " + candidate + " has no scores");
    }
    System.arraycopy(row, 0, into, 0, row.length);
  }
}
