package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * The nearest neighbours of each of many points: all of them, or most of them where that would take
 * too long.
 *
 * <p>K-means parts the points into cells of some {@link #CELL}. A point is compared with the points
 * of one cell after the other, from its own on to those farther away, as an inverted file is
 * searched (Jegou, Douze and Schmid 2011, "Product quantization for nearest neighbor search",
 * section IV), but for cells that cannot hold a nearer one than those found: by the triangle
 * inequality nothing in a cell is nearer than its centre less its radius. Where cells lie apart
 * this takes the points times those of a few cells times dimensions; where they do not, the square
 * of the number of points, or as many as are compared at most.
 */
public final class Neighbours {
  /** Points of which {@link #of} finds all neighbours. */
  static final int MAX_EXACT = 20_000;

  /** Cells that each of more points is compared with, those of nearest centre. */
  static final int PROBED = 7;

  /** Points of a cell, on average. */
  static final int CELL = 512;

  /** Points that the cells are found by. */
  private static final int SAMPLE = 1 << 12;

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
   * Exactly up to {@link #MAX_EXACT} points, most of them beyond.
   *
   * @param units points that are there, in the order of the seed
   * @param wanted how many neighbours of each, at least 1
   */
  public static Neighbours of(Points points, int[] units, int wanted, long seed) {
    return units.length <= MAX_EXACT
        ? exact(points, units, wanted, seed)
        : most(points, units, wanted, seed);
  }

  /** All of them; of equally near ones those of lower place. */
  public static Neighbours exact(Points points, int[] units, int wanted, long seed) {
    return find(points, units, wanted, Integer.MAX_VALUE, seed);
  }

  /** Most of them. */
  public static Neighbours most(Points points, int[] units, int wanted, long seed) {
    return find(points, units, wanted, PROBED, seed);
  }

  private static Neighbours find(Points points, int[] units, int wanted, int probed, long seed) {
    Neighbours neighbours = new Neighbours(units.length, wanted);
    if (units.length == 0) {
      return neighbours;
    }
    PackedPoints packed = PackedPoints.of(points, units);
    int count = (units.length + CELL - 1) / CELL;
    PointCells cells = PointCells.of(packed, count, SAMPLE, seed);
    Chunks.forEach(cells.count(), 1, (cell, end) -> neighbours.search(cell, cells, probed));
    return neighbours;
  }

  private void search(int cell, PointCells cells, int probed) {
    int[] own = cells.places(cell);
    float[][] rows = cells.points(cell).rows();
    float[][] reaches = cells.reaches(rows, probed);
    int[] active = new int[own.length];
    for (int other : cells.fromNearToFar(cell)) {
      int activeCount = 0;
      for (int k = 0; k < own.length; k++) {
        if (reaches[k][other] <= squares[(own[k] + 1) * wanted - 1]) {
          active[activeCount++] = k;
        }
      }
      int[] comparing = Arrays.copyOf(active, activeCount);
      compare(own, rows, comparing, cells.points(other), cells.places(other));
    }
  }

  private void compare(
      int[] own, float[][] rows, int[] active, PackedPoints others, int[] otherPlaces) {
    float[] into = new float[PackedPoints.BLOCK];
    for (int block = 0; block < others.blockCount(); block++) {
      for (int k : active) {
        others.squaredDistances(block, rows[k], into);
        consider(own[k], into, others.sizeOf(block), otherPlaces, block);
      }
    }
  }

  /** Keeps those of a block that come before the last one kept, by distance and then by place. */
  private void consider(int place, float[] distances, int size, int[] places, int block) {
    int start = place * wanted;
    int last = start + wanted - 1;
    float farthest = squares[last];
    for (int j = 0; j < size; j++) {
      if (distances[j] <= farthest) {
        int other = places[block * PackedPoints.BLOCK + j];
        if (other != place) {
          insert(start, last, other, distances[j]);
          farthest = squares[last];
        }
      }
    }
  }

  private void insert(int start, int last, int other, float square) {
    if (!isBefore(square, other, last)) {
      return;
    }
    int at = last;
    while (at > start && isBefore(square, other, at - 1)) {
      squares[at] = squares[at - 1];
      found[at] = found[at - 1];
      at--;
    }
    squares[at] = square;
    found[at] = other;
  }

  private boolean isBefore(float square, int other, int at) {
    return square < squares[at] || (square == squares[at] && other < found[at]);
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
