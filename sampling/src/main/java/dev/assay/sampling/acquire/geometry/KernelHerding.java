package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.KernelWidth;
import dev.assay.sampling.vector.PackedPoints;

/**
 * Chooses the batch whose mean, with what is labelled, comes nearest to the mean of all candidates
 * in the space of a radial kernel: the next is the one of greatest mean of k(x, c) over all x less
 * the sum of k(s, c) over chosen and labelled s over one more than their number.
 *
 * <p>Chen, Welling and Smola (2010), "Super-samples from kernel herding", equation 8. The width is
 * that of {@link KernelWidth}.
 */
public final class KernelHerding extends BatchStrategy {
  private static final int PLACES_AT_ONCE = 32;

  @Override
  public String name() {
    return "herding";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "the mean of all candidates in a kernel's space",
        "Chen, Welling and Smola 2010",
        "as max-herding");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int)
        Math.min(MaxHerding.MAX_UNITS, Math.sqrt((double) MaxHerding.MAX_STEPS / dimension));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    int[] labelled = labelled(candidates, seed);
    PackedPoints others = PackedPoints.of(candidates.labelledVectors(), labelled);
    Kernel kernel = Kernel.radial(KernelWidth.squared(points));
    double[] mean = means(points, kernel);
    double[] sums = new double[points.count()];
    for (int i = 0; i < others.count(); i++) {
      add(points, kernel, others.row(i), sums);
    }
    boolean[] taken = new boolean[points.count()];
    int[] chosen = new int[drawCount];
    for (int next = 0; next < drawCount; next++) {
      int count = labelled.length + next + 1;
      int best = -1;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int place = 0; place < taken.length; place++) {
        double value = mean[place] - sums[place] / count;
        if (!taken[place] && value > greatest) {
          greatest = value;
          best = place;
        }
      }
      taken[best] = true;
      chosen[next] = best;
      add(points, kernel, points.row(best), sums);
    }
    return chosen;
  }

  private static double[] means(PackedPoints points, Kernel kernel) {
    double[] means = new double[points.count()];
    Chunks.forEach(
        means.length,
        PLACES_AT_ONCE,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          for (int place = from; place < to; place++) {
            float[] row = points.row(place);
            for (int block = 0; block < points.blockCount(); block++) {
              kernel.row(points, block, row, into);
              for (int j = 0; j < points.sizeOf(block); j++) {
                means[place] += into[j];
              }
            }
            means[place] /= points.count();
          }
        });
    return means;
  }

  private static void add(PackedPoints points, Kernel kernel, float[] row, double[] sums) {
    float[] into = new float[PackedPoints.BLOCK];
    for (int block = 0; block < points.blockCount(); block++) {
      kernel.row(points, block, row, into);
      for (int j = 0; j < points.sizeOf(block); j++) {
        sums[block * PackedPoints.BLOCK + j] += into[j];
      }
    }
  }
}
