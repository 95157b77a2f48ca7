package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.score.LeastConfidence;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Ranks candidates by how unlike they are to what is labelled or ranked before, and by how
 * uncertain the model is of them: the next is the one of greatest alpha (1 - s) + (1 - alpha) u,
 * where s is 1 / (1 + distance) to the nearest of those, u the uncertainty, and alpha the share of
 * unlabelled items among all. With nothing labelled, s is 0 for the first. Without scores u is the
 * same for all.
 *
 * <p>Cardoso, Silva, Canuto, Moro and Goncalves (2017), "Ranked batch-mode active learning",
 * equation 1. Distances are kept from one to the next: time is candidates times dimensions for
 * each.
 */
public final class RankedBatch extends BatchStrategy {
  /** Coordinates that one selection compares at most: some five seconds. */
  static final long MAX_STEPS = 1L << 34;

  @Override
  public String name() {
    return "ranked-batch";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "uncertain ones unlike those labelled, the more the fewer are labelled",
        "Cardoso et al. 2017",
        "N D (L + n), at most 2^34");
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    long each = (long) dimension * (labelledCount + drawCount);
    return (int) Math.min(Integer.MAX_VALUE, MAX_STEPS / each);
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    PackedPoints labelled =
        PackedPoints.of(candidates.labelledVectors(), labelled(candidates, seed));
    double[] uncertainties = uncertainties(candidates, units, seed);
    float[] nearest = new float[points.blockCount() * PackedPoints.BLOCK];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    points.approach(labelled.rows(), nearest);
    int known = candidates.labelledVectors().count();
    double all = candidates.size() + (double) known;
    boolean[] taken = new boolean[points.count()];
    int[] chosen = new int[drawCount];
    for (int next = 0; next < drawCount; next++) {
      double alpha = (candidates.size() - next) / all;
      int best = -1;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int place = 0; place < taken.length; place++) {
        double likeness = 1 / (1 + Math.sqrt(nearest[place]));
        double score = alpha * (1 - likeness) + (1 - alpha) * uncertainties[place];
        if (!taken[place] && score > greatest) {
          greatest = score;
          best = place;
        }
      }
      taken[best] = true;
      chosen[next] = best;
      points.approach(new float[][] {points.row(best)}, nearest);
    }
    return chosen;
  }

  /** 1 - max p, as the paper has it. */
  private static double[] uncertainties(Candidates candidates, int[] units, long seed) {
    double[] of = new double[units.length];
    if (candidates.has(Need.SCORES)) {
      int classes = candidates.scores().isMultiLabel() ? 2 : candidates.scores().classCount();
      double[] all = new LeastConfidence().select(candidates, 1, seed).utilities();
      Arrays.setAll(of, place -> all[units[place]] * (classes - 1) / classes);
    }
    return of;
  }
}
