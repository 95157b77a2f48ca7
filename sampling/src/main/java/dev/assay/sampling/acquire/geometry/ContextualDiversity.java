package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.ContentOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses candidates that the model confuses differently: the next is the one whose class
 * probabilities are farthest, by half the symmetric Kullback-Leibler divergence, from those of all
 * chosen before; the first is any. Every candidate stands in the cell of the nearest chosen one.
 *
 * <p>Agarwal, Arora, Anand and Arora (2020), "Contextual diversity for active learning", as
 * DeepCore (Guo, Zhao and Bai 2022) has it for classes. Candidates without scores keep the floor.
 * Time: candidates times classes for each one chosen; it chooses among as many candidates, drawn at
 * random, as {@link #MAX_STEPS} allow.
 */
public final class ContextualDiversity implements Strategy {
  /** Probabilities that one selection compares at most: some ten seconds. */
  static final long MAX_STEPS = 1L << 32;

  private static final int CHUNK = 1024;

  private final long maxSteps;

  /** The strategy as it is served. */
  public ContextualDiversity() {
    this(MAX_STEPS);
  }

  ContextualDiversity(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "contextual-diversity";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "class probabilities farthest from all chosen",
        "Agarwal et al. 2020",
        "N K n, at most 2^32");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.SCORES);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    ScorePoints points = new ScorePoints(candidates.scores());
    int[] order = ContentOrder.of(points, seed);
    long each = (long) points.dimension() * drawCount;
    int limit = (int) Math.max(drawCount, Math.min(order.length, maxSteps / each));
    int[] units = order.length <= limit ? order : Arrays.copyOf(order, limit);
    int[] cellOf = new int[candidates.size()];
    Arrays.fill(cellOf, -1);
    int count = Math.min(drawCount, units.length);
    Distributions distributions = new Distributions(candidates.scores(), units);
    double[] nearest = new double[units.length];
    double[] toCentre = new double[units.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    Arrays.fill(toCentre, Double.POSITIVE_INFINITY);
    int[] chosen = new int[count];
    for (int next = 0; next < count; next++) {
      int farthest = farthest(nearest);
      chosen[next] = units[farthest];
      int cell = next;
      Chunks.forEach(
          units.length,
          CHUNK,
          (from, to) -> {
            for (int place = from; place < to; place++) {
              double distance = distributions.divergence(place, farthest);
              nearest[place] = Math.min(nearest[place], distance);
              if (distance < toCentre[place]) {
                toCentre[place] = distance;
                cellOf[units[place]] = cell;
              }
            }
          });
      nearest[farthest] = -1; // not again, even where all that is left is alike
      toCentre[farthest] = -1;
      cellOf[chosen[next]] = cell;
    }
    return new OrderedBatch(chosen, cellOf);
  }

  private static int farthest(double[] nearest) {
    int farthest = 0;
    for (int place = 1; place < nearest.length; place++) {
      if (nearest[place] > nearest[farthest]) {
        farthest = place;
      }
    }
    return farthest;
  }

  /** Probabilities and their logarithms, which are taken once. */
  private static final class Distributions {
    private final double[] p;
    private final double[] logs;
    private final int width;

    Distributions(ScoreView scores, int[] units) {
      int classes = scores.classCount();
      width = scores.isMultiLabel() ? 2 * classes : classes;
      p = new double[units.length * width];
      logs = new double[p.length];
      float[] row = new float[classes];
      for (int place = 0; place < units.length; place++) {
        scores.copyProbabilities(units[place], row);
        for (int k = 0; k < width; k++) {
          double probability = k < classes ? row[k] : 1 - row[k - classes];
          int at = place * width + k;
          p[at] = Math.max(probability, Divergence.LEAST);
          logs[at] = StrictMath.log(p[at]);
        }
      }
    }

    double divergence(int place, int other) {
      double sum = 0;
      int a = place * width;
      int b = other * width;
      for (int k = 0; k < width; k++) {
        sum += (p[a + k] - p[b + k]) * (logs[a + k] - logs[b + k]);
      }
      return sum / 2;
    }
  }
}
