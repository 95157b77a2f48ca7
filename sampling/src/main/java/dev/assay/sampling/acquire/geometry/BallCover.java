package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Clusters;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses the batch whose balls, with those of what is labelled, hold most candidates: the next is
 * the one whose ball holds most that no other does.
 *
 * <p>Yehuda, Dekel, Hacohen and Weinshall (2022), "Active learning through a covering lens"
 * (ProbCover), algorithm 1. The radius is as there the largest by which at least {@link #PURITY} of
 * the balls hold points of one cluster alone, of as many clusters as there are classes, or {@link
 * #CLUSTERS} where no scores say how many.
 */
public final class BallCover extends BatchStrategy {
  /** The share of balls that must be pure. */
  static final double PURITY = 0.95;

  /** Clusters where the number of classes is not known. */
  static final int CLUSTERS = 10;

  /** Points that the radius is found by. */
  static final int MAX_SAMPLE = 2048;

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "balls that hold many that no other holds", "Yehuda et al. 2022", "as max-herding");
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int)
        Math.min(MaxHerding.MAX_UNITS, Math.sqrt((double) MaxHerding.MAX_STEPS / dimension));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    int classes = candidates.has(Need.SCORES) ? candidates.scores().classCount() : CLUSTERS;
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    PackedPoints sample =
        PackedPoints.of(
            candidates.vectors(), Arrays.copyOf(units, Math.min(units.length, MAX_SAMPLE)));
    float[] ones = new float[units.length];
    Arrays.fill(ones, 1);
    CoverGreedy greedy = new CoverGreedy(points, Kernel.ball(radius(sample, classes, seed)), ones);
    greedy.cover(PackedPoints.of(candidates.labelledVectors(), labelled(candidates, seed)));
    return greedy.choose(drawCount);
  }

  /**
   * A ball is pure while it is smaller than the distance to the nearest point of another cluster.
   */
  private static float radius(PackedPoints points, int classes, long seed) {
    float[] ones = new float[points.count()];
    Arrays.fill(ones, 1);
    Clusters clusters = Clusters.of(points, ones, Math.min(classes, points.count()), seed);
    float[] nearestOther = new float[points.count()];
    float[] into = new float[PackedPoints.BLOCK];
    for (int place = 0; place < nearestOther.length; place++) {
      nearestOther[place] = Float.POSITIVE_INFINITY;
      float[] row = points.row(place);
      for (int block = 0; block < points.blockCount(); block++) {
        points.squaredDistances(block, row, into);
        for (int j = 0; j < points.sizeOf(block); j++) {
          if (clusters.of(block * PackedPoints.BLOCK + j) != clusters.of(place)) {
            nearestOther[place] = Math.min(nearestOther[place], into[j]);
          }
        }
      }
    }
    Arrays.sort(nearestOther);
    float square = nearestOther[(int) ((1 - PURITY) * nearestOther.length)];
    return square == Float.POSITIVE_INFINITY ? 0 : Math.nextDown((float) Math.sqrt(square));
  }
}
