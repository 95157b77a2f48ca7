package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses the candidate that is farthest from everything labelled or chosen before, again and
 * again: the batch covers the space of the embeddings. Of equally far ones the first; where nothing
 * is labelled it begins anywhere.
 *
 * <p>Gonzalez (1985), "Clustering to minimize the maximum intercluster distance"; as an acquisition
 * strategy Sener and Savarese (2018), "Active learning for convolutional neural networks: a
 * core-set approach".
 *
 * <p>Work is bounded by {@link #MAX_STEPS}: where more would be needed, it chooses among as many
 * candidates, drawn at random, as can be afforded. Candidates that are left out, and those without
 * an embedding, are drawn by the floor alone.
 */
public final class KCenter implements Strategy {
  /** Coordinates that one selection compares at most: some ten seconds. */
  static final long MAX_STEPS = 1L << 33;

  private final long maxSteps;

  /** The strategy as it is served. */
  public KCenter() {
    this(MAX_STEPS);
  }

  KCenter(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "k-center";
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    SeededStream random = new SeededStream(seed);
    Points vectors = candidates.vectors();
    Points labelled = candidates.labelledVectors();
    long stepsEach = (long) vectors.dimension() * ((long) labelled.count() + drawCount);
    int affordable = (int) Math.min(vectors.count(), maxSteps / Math.max(stepsEach, 1));
    int[] units = units(vectors, Math.max(affordable, drawCount), random);
    if (units.length <= drawCount || affordable <= drawCount) {
      return eachForItself(units, vectors.count());
    }
    Search search = new Search(vectors, units);
    for (int i = 0; i < labelled.count(); i++) {
      if (labelled.has(i)) {
        search.avoid(labelled, i);
      }
    }
    int[] chosen = new int[drawCount];
    boolean anywhere = search.isUnbounded();
    for (int place = 0; place < drawCount; place++) {
      int next = place == 0 && anywhere ? random.nextBelow(units.length) : search.farthest();
      search.choose(next, place);
      chosen[place] = units[next];
    }
    return new OrderedBatch(chosen, search.cells());
  }

  /** The candidates with vectors, or that many of them at random; ascending. */
  private static int[] units(Points vectors, int limit, SeededStream random) {
    int[] units = new int[vectors.count()];
    int count = 0;
    for (int i = 0; i < units.length; i++) {
      if (vectors.has(i)) {
        units[count++] = i;
      }
    }
    units = Arrays.copyOf(units, count);
    if (count > limit) {
      random.shuffle(units);
      units = Arrays.copyOf(units, limit);
      Arrays.sort(units);
    }
    return units;
  }

  private static Selection eachForItself(int[] units, int count) {
    int[] cellOf = new int[count];
    Arrays.fill(cellOf, -1);
    for (int place = 0; place < units.length; place++) {
      cellOf[units[place]] = place;
    }
    return new OrderedBatch(units, cellOf);
  }

  /** How far each unit is from what is labelled or chosen, and whose cell it is in. */
  private static final class Search {
    private final Points vectors;
    private final int[] units;
    private final double[] place;
    private final double[] distances;
    private final double[] toCentre;
    private final int[] cells;

    Search(Points vectors, int[] units) {
      this.vectors = vectors;
      this.units = units;
      this.place = new double[vectors.dimension()];
      this.distances = new double[units.length];
      this.toCentre = new double[units.length];
      this.cells = new int[units.length];
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      Arrays.fill(toCentre, Double.POSITIVE_INFINITY);
    }

    void avoid(Points points, int point) {
      points.copy(point, place);
      for (int k = 0; k < units.length; k++) {
        distances[k] = Math.min(distances[k], vectors.squaredDistance(units[k], place));
      }
    }

    boolean isUnbounded() {
      return distances[0] == Double.POSITIVE_INFINITY;
    }

    int farthest() {
      int farthest = 0;
      for (int k = 1; k < units.length; k++) {
        if (distances[k] > distances[farthest]) {
          farthest = k;
        }
      }
      return farthest;
    }

    void choose(int unit, int cell) {
      vectors.copy(units[unit], place);
      for (int k = 0; k < units.length; k++) {
        double distance = vectors.squaredDistance(units[k], place);
        distances[k] = Math.min(distances[k], distance);
        if (distance < toCentre[k]) {
          toCentre[k] = distance;
          cells[k] = cell;
        }
      }
      distances[unit] = -1; // not again, even where all that is left coincides
      toCentre[unit] = -1;
      cells[unit] = cell;
    }

    int[] cells() {
      int[] cellOf = new int[vectors.count()];
      Arrays.fill(cellOf, -1);
      for (int k = 0; k < units.length; k++) {
        cellOf[units[k]] = cells[k];
      }
      return cellOf;
    }
  }
}
