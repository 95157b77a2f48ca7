package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Clusters;
import dev.assay.sampling.vector.PackedPoints;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.TwoPoints;
import dev.assay.sampling.vector.Typicality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses typical candidates of large clusters that nothing is labelled of: candidates and labelled
 * items are parted into as many clusters as there will be labels, {@link #MAX_CLUSTERS} at most;
 * then, of the cluster with the fewest labelled and among those the largest, again and again, the
 * most typical candidate that is left.
 *
 * <p>Hacohen, Dekel and Weinshall (2022), "Active learning on a budget: opposite strategies suit
 * high and low budgets" (TypiClust), algorithm 1. As there, a cluster that was chosen from comes
 * again only after all others.
 */
public final class TypicalClusters extends BatchStrategy {
  /** Clusters at most, or as many as are drawn where that is more. */
  static final int MAX_CLUSTERS = 500;

  /** Coordinates that one round of k-means compares at most: about a second. */
  static final long MAX_STEPS = 1L << 32;

  @Override
  public String name() {
    return "typicality";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "the most typical of large clusters with little labelled",
        "Hacohen, Dekel and Weinshall 2022",
        "N D (L + n) a round, at most 2^32");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    long each = (long) dimension * Math.max(drawCount, MAX_CLUSTERS);
    return (int) Math.max(drawCount + 1L, MAX_STEPS / each);
  }

  /** What is left of a cluster. */
  private static final class Remaining {
    final int[] places;
    final int labelled;
    int size;

    Remaining(int[] members, int units) {
      places = Arrays.stream(members).filter(place -> place < units).toArray();
      size = places.length;
      labelled = members.length - size;
    }

    int take(PackedPoints points) {
      int[] left = Arrays.copyOf(places, size);
      int best = Typicality.mostTypical(points, left);
      System.arraycopy(places, best + 1, places, best, size - best - 1);
      size--;
      return left[best];
    }
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    Points both = new TwoPoints(candidates.vectors(), candidates.labelledVectors());
    int[] labelled = labelled(candidates, seed);
    int[] all = Arrays.copyOf(units, units.length + labelled.length);
    for (int i = 0; i < labelled.length; i++) {
      all[units.length + i] = candidates.vectors().count() + labelled[i];
    }
    PackedPoints points = PackedPoints.of(both, all);
    int wanted = Math.max(drawCount, Math.min(MAX_CLUSTERS, labelled.length + drawCount));
    float[] weights = new float[all.length];
    Arrays.fill(weights, 1);
    List<Remaining> clusters = new ArrayList<>();
    for (int[] members : Clusters.of(points, weights, wanted, seed).members()) {
      Remaining cluster = new Remaining(members, units.length);
      if (cluster.size > 0) {
        clusters.add(cluster);
      }
    }
    clusters.sort(
        Comparator.comparingInt((Remaining cluster) -> cluster.labelled)
            .thenComparingInt(cluster -> -cluster.size));
    int[] chosen = new int[drawCount];
    int next = 0;
    while (next < drawCount) {
      for (Remaining cluster : clusters) {
        if (next < drawCount && cluster.size > 0) {
          chosen[next++] = cluster.take(points);
        }
      }
    }
    return chosen;
  }
}
