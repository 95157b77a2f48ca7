package dev.assay.sampling.design.strata;

import dev.assay.sampling.vector.KMeans;
import dev.assay.sampling.vector.PointMatrix;

/** Strata of units that lie together: the clusters of {@link KMeans}. */
public final class KMeansStrata {
  private KMeansStrata() {}

  /**
   * Builds the strata.
   *
   * @param points for each unit its coordinates, finite, of equal dimension; scale them beforehand
   * @param clusters how many are wanted, at least 1; fewer come out where fewer points differ
   * @param seed of the first centres
   */
  public static Strata of(double[][] points, int clusters, long seed) {
    return Strata.ofLabels(KMeans.clusters(PointMatrix.of(points), clusters, seed));
  }
}
