package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;

/**
 * What a gradient of the last layer follows from, as points: the scores, then the embedding.
 *
 * @param scores those without are missing
 * @param vectors those without are missing
 */
record Inputs(ScoreView scores, Points vectors) implements Points {

  @Override
  public int count() {
    return scores.size();
  }

  @Override
  public int dimension() {
    return scores.classCount() + vectors.dimension();
  }

  @Override
  public boolean has(int point) {
    return scores.has(point) && vectors.has(point);
  }

  @Override
  public void copy(int point, double[] into) {
    double[] h = new double[vectors.dimension()];
    vectors.copy(point, h);
    float[] p = new float[scores.classCount()];
    scores.copyProbabilities(point, p);
    for (int k = 0; k < p.length; k++) {
      into[k] = p[k];
    }
    System.arraycopy(h, 0, into, p.length, h.length);
  }
}
