package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;

/**
 * Class probabilities as points.
 *
 * @param scores those without are missing
 */
public record ScorePoints(ScoreView scores) implements Points {

  @Override
  public int count() {
    return scores.size();
  }

  @Override
  public int dimension() {
    return scores.classCount();
  }

  @Override
  public boolean has(int point) {
    return scores.has(point);
  }

  @Override
  public void copy(int point, double[] into) {
    float[] row = new float[dimension()];
    scores.copyProbabilities(point, row);
    for (int k = 0; k < row.length; k++) {
      into[k] = row[k];
    }
  }
}
