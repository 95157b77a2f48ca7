package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.vector.Points;

/**
 * What the members say as points: those that all members say the same of coincide.
 *
 * @param ensemble those that it says nothing of are missing
 */
record EnsemblePoints(EnsembleView ensemble) implements Points {

  @Override
  public int count() {
    return ensemble.size();
  }

  @Override
  public int dimension() {
    return ensemble.memberCount() * ensemble.classCount();
  }

  @Override
  public boolean has(int point) {
    return ensemble.has(point);
  }

  @Override
  public void copy(int point, double[] into) {
    float[] rows = new float[dimension()];
    ensemble.copyProbabilities(point, rows);
    for (int d = 0; d < rows.length; d++) {
      into[d] = rows[d];
    }
  }
}
