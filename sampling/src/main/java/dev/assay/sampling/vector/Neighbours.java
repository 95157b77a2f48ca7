package dev.assay.sampling.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nearest neighbours of each of many points: all of them exactly, or most of them by cells.
 *
 * <p>By cells: k-means parts the points, and those of a cell are compared with the points of the
 * nearest cells alone, as an inverted file does (Jegou, Douze and Schmid 2011, "Product
 * quantization for nearest neighbor search", section IV). Exactly it takes the square of the number
 * of points times dimensions; by cells {@link #PROBED} of every {@link #SHARE_CELLS}th of it.
 */
public final class Neighbours {
  /** Points that are compared exactly by {@link #of}. */
  static final int MAX_EXACT = 20_000;

  /** Cells that those of a cell are compared with, its own included. */
  static final int PROBED = 24;

  /** Cells that the points are parted into, over the square root of their number. */
  static final double SHARE_CELLS = 1;

  /** Points that the cells are found by. */
  private static final int SAMPLE = 1 << 14;

  private static final int QUERIES_AT_ONCE = 64;

  private final int[] found;
  private final float[] squares;
  private final int wanted;

  private Neighbours(int points, int wanted) {
    this.found = new int[points * wanted];
    this.squares = new float[points * wanted];
    this.wanted = wanted;
    Arrays.fill(found, -1);
    Arrays.fill(squares, Float.POSITIVE_INFINITY);
  }

  /**
   * Exactly up to {@link #MAX_EXACT} points, by cells beyond.
   *
   * @param units points that are there, in the order of the seed
   * @param wanted how many neighbours of each, at least 1
   */
  public static Neighbours of(Points points, int[] units, int wanted, long seed) {
    return units.length <= MAX_EXACT
        ? exact(points, units, wanted)
        : byCells(points, units, wanted, seed);
  }

  /** All of them. */
  public static Neighbours exact(Points points, int[] units, int wanted) {
    Neighbours neighbours = new Neighbours(units.length, wanted);
    PackedPoints packed = PackedPoints.of(points, units);
    int[] places = new int[units.length];
    Arrays.setAll(places, place -> place);
    Chunks.forEach(
        units.length,
        QUERIES_AT_ONCE,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          float[][] rows = new float[to - from][];
          Arrays.setAll(rows, k -> packed.row(from + k));
          for (int block = 0; block < packed.blockCount(); block++) {
            for (int place = from; place < to; place++) {
              packed.squaredDistances(block, rows[place - from], into);
              neighbours.consider(place, into, packed.sizeOf(block), places, block);
            }
          }
        });
    return neighbours;
  }

  /** Most of them. */
  public static Neighbours byCells(Points points, int[] units, int wanted, long seed) {
    Neighbours neighbours = new Neighbours(units.length, wanted);
    int cellCount = (int) Math.max(1, SHARE_CELLS * Math.sqrt(units.length));
    int[] sample = Arrays.copyOf(units, Math.min(units.length, SAMPLE));
    PackedPoints sampled = PackedPoints.of(points, sample);
    float[] ones = new float[sample.length];
    Arrays.fill(ones, 1);
    int[] centres = new int[cellCount];
    Clusters clusters = Clusters.of(sampled, ones, Math.min(cellCount, sample.length), seed);
    int[][] members = clusters.members();
    int used = 0;
    for (int[] cell : members) {
      if (cell.length > 0) {
        centres[used++] = sample[nearestToCentre(clusters, cell)];
      }
    }
    centres = Arrays.copyOf(centres, used);
    int[] cellOf = NearestCentres.of(points, units, centres, Long.MAX_VALUE);
    List<int[]> places = places(units, cellOf, used);
    PackedPoints[] cells = new PackedPoints[used];
    for (int cell = 0; cell < used; cell++) {
      cells[cell] =
          PackedPoints.of(points, Arrays.stream(places.get(cell)).map(p -> units[p]).toArray());
    }
    int[][] near = near(PackedPoints.of(points, centres));
    Chunks.forEach(used, 1, (from, to) -> neighbours.search(from, near[from], places, cells));
    return neighbours;
  }

  private static int nearestToCentre(Clusters clusters, int[] cell) {
    int nearest = cell[0];
    for (int place : cell) {
      if (clusters.squaredDistance(place) < clusters.squaredDistance(nearest)) {
        nearest = place;
      }
    }
    return nearest;
  }

  private static List<int[]> places(int[] units, int[] cellOf, int cellCount) {
    int[] sizes = new int[cellCount];
    for (int unit : units) {
      sizes[cellOf[unit]]++;
    }
    List<int[]> places = new ArrayList<>();
    for (int size : sizes) {
      places.add(new int[size]);
    }
    Arrays.fill(sizes, 0);
    for (int place = 0; place < units.length; place++) {
      int cell = cellOf[units[place]];
      places.get(cell)[sizes[cell]++] = place;
    }
    return places;
  }

  /** For each centre the nearest ones, itself first. */
  private static int[][] near(PackedPoints centres) {
    int[][] near = new int[centres.count()][];
    float[] into = new float[PackedPoints.BLOCK];
    for (int centre = 0; centre < near.length; centre++) {
      long[] keys = new long[centres.count()];
      float[] row = centres.row(centre);
      for (int block = 0; block < centres.blockCount(); block++) {
        centres.squaredDistances(block, row, into);
        for (int j = 0; j < centres.sizeOf(block); j++) {
          int other = block * PackedPoints.BLOCK + j;
          keys[other] = ((long) Float.floatToIntBits(into[j]) << 32) | other;
        }
      }
      keys[centre] = -1;
      Arrays.sort(keys);
      near[centre] = new int[Math.min(PROBED, keys.length)];
      near[centre][0] = centre;
      for (int k = 1; k < near[centre].length; k++) {
        near[centre][k] = (int) keys[k];
      }
    }
    return near;
  }

  private void search(int cell, int[] near, List<int[]> places, PackedPoints[] cells) {
    float[] into = new float[PackedPoints.BLOCK];
    int[] own = places.get(cell);
    float[][] rows = new float[own.length][];
    Arrays.setAll(rows, cells[cell]::row);
    for (int other : near) {
      for (int block = 0; block < cells[other].blockCount(); block++) {
        for (int k = 0; k < own.length; k++) {
          cells[other].squaredDistances(block, rows[k], into);
          consider(own[k], into, cells[other].sizeOf(block), places.get(other), block);
        }
      }
    }
  }

  /**
   * Keeps those of a block that are nearer than the farthest kept; of equals the one seen first.
   */
  private void consider(int place, float[] distances, int size, int[] places, int block) {
    int start = place * wanted;
    int last = start + wanted - 1;
    float farthest = squares[last];
    for (int j = 0; j < size; j++) {
      if (distances[j] < farthest) {
        int other = places[block * PackedPoints.BLOCK + j];
        if (other != place) {
          insert(start, last, other, distances[j]);
          farthest = squares[last];
        }
      }
    }
  }

  private void insert(int start, int last, int other, float square) {
    int at = last;
    while (at > start && squares[at - 1] > square) {
      squares[at] = squares[at - 1];
      found[at] = found[at - 1];
      at--;
    }
    squares[at] = square;
    found[at] = other;
  }

  /** The place of a neighbour, the nearest of rank 0, or -1 where there are not as many. */
  public int neighbour(int place, int rank) {
    return found[place * wanted + rank];
  }

  /** The mean distance of a point from its neighbours; 0 without any. */
  public double meanDistance(int place) {
    double sum = 0;
    int count = 0;
    for (int k = place * wanted; k < (place + 1) * wanted && found[k] >= 0; k++) {
      sum += Math.sqrt(squares[k]);
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }
}
