package dev.assay.sampling.vector;

import java.util.Arrays;

/**
 * Chooses the point that is farthest from all chosen before, again and again; of equally far ones
 * that of lower place (Gonzalez 1985, "Clustering to minimize the maximum intercluster distance").
 *
 * <p>The result is that of comparing every point with every chosen one. Time is that at most, and
 * mostly a small part of it: only points that can be the farthest are compared.
 */
public final class FarthestFirst {

  /*
   * A point's distance from the nearest of those chosen only falls, so what it was at an earlier time bounds what it is (the lazy
   * evaluation of Minoux 1978, here for distances). Only the points of greatest bound are active: they are packed beside each other and
   * compared with each new choice. The choice is the farthest active one, as long as it comes before the bound of all others; then
   * bounds are looked at anew, and those that become active are compared with what was chosen meanwhile. Most points are near some
   * early choice and are never looked at again.
   *
   * How many are active decides how fast it is, not what it chooses: bounds and distances of the same point and choice are the same
   * numbers in whatever block the point is packed.
   */

  private static final int FEWEST_ACTIVE = 8 * PackedPoints.BLOCK;

  /** Choices among the same active points; after as many fewer are active. */
  private static final int MANY_CHOICES = 64;

  /** Choices among the same active points below which more are active next. */
  private static final int FEW_CHOICES = 16;

  private final PackedPoints points;
  private final float[] squares;
  private final int[] compared;
  private final boolean[] isChosen;

  /** With nothing chosen yet. */
  public FarthestFirst(PackedPoints points) {
    this.points = points;
    this.squares = new float[points.blockCount() * PackedPoints.BLOCK];
    this.compared = new int[points.count()];
    this.isChosen = new boolean[points.count()];
    Arrays.fill(squares, Float.POSITIVE_INFINITY);
  }

  /** Counts these among those chosen before. */
  public void keepAwayFrom(PackedPoints others) {
    points.approach(others.rows(), squares);
  }

  /**
   * Chooses.
   *
   * @param count how many, at most as many as there are points
   * @return their places, the first chosen first; the lowest place where nothing is chosen before
   */
  public int[] choose(int count) {
    int[] chosen = new int[count];
    float[][] rows = new float[count][];
    int next = 0;
    if (count > 0 && squares[0] == Float.POSITIVE_INFINITY) {
      rows[0] = points.row(0);
      points.approach(new float[][] {rows[0]}, squares);
      Arrays.fill(compared, 1);
      isChosen[0] = true;
      next = 1;
    }
    int wanted = FEWEST_ACTIVE;
    while (next < count) {
      Active active = new Active(wanted, rows, next);
      int before = next;
      int until = Math.min(count, next + MANY_CHOICES);
      for (int place = active.choice(); place >= 0 && next < until; place = active.choice()) {
        chosen[next] = place;
        isChosen[place] = true;
        rows[next] = points.row(place);
        active.approach(rows[next++]);
      }
      active.giveBack(next);
      wanted = resized(wanted, next - before);
    }
    return chosen;
  }

  private static int resized(int active, int choices) {
    if (choices < FEW_CHOICES) {
      return Math.min(active, 1 << 29) * 2;
    }
    return choices == MANY_CHOICES ? Math.max(FEWEST_ACTIVE, active / 4) : active;
  }

  /** The points of greatest bound, the greatest of equal bounds being that of lower place. */
  private final class Active {
    private final int[] places;
    private final PackedPoints packed;
    private final float[] nearest;

    /** Comes after all that are not active. */
    private final long bound;

    Active(int wanted, float[][] rows, int chosenCount) {
      long[] keys = keys();
      int count = Math.min(wanted, keys.length);
      bound = count < keys.length ? SmallestKeys.first(keys, count) : Long.MAX_VALUE;
      long[] byAge = new long[count];
      for (int k = 0; k < count; k++) {
        int place = (int) keys[k];
        byAge[k] = (long) compared[place] << 32 | place;
      }
      Arrays.sort(byAge); // those of a block are to be compared with the same
      places = new int[count];
      Arrays.setAll(places, k -> (int) byAge[k]);
      packed = points.select(places);
      nearest = new float[packed.blockCount() * PackedPoints.BLOCK];
      Chunks.forEach(
          packed.blockCount(), 1, (block, end) -> bringUpToDate(block, rows, chosenCount));
    }

    private void bringUpToDate(int block, float[][] rows, int chosenCount) {
      int at = block * PackedPoints.BLOCK;
      int size = packed.sizeOf(block);
      for (int j = 0; j < size; j++) {
        nearest[at + j] = squares[places[at + j]];
      }
      Arrays.fill(nearest, at + size, at + PackedPoints.BLOCK, -1);
      packed.approach(block, rows, compared[places[at]], chosenCount, nearest);
    }

    /** The farthest point where it comes before all that are not active, else -1. */
    int choice() {
      long least = Long.MAX_VALUE;
      for (int k = 0; k < places.length; k++) {
        if (!isChosen[places[k]]) {
          least = Math.min(least, key(nearest[k], places[k]));
        }
      }
      return least < bound ? (int) least : -1;
    }

    void approach(float[] row) {
      packed.approach(new float[][] {row}, nearest);
    }

    void giveBack(int chosenCount) {
      for (int k = 0; k < places.length; k++) {
        squares[places[k]] = nearest[k];
        compared[places[k]] = chosenCount;
      }
    }
  }

  private long[] keys() {
    long[] keys = new long[points.count()];
    int count = 0;
    for (int place = 0; place < keys.length; place++) {
      if (!isChosen[place]) {
        keys[count++] = key(squares[place], place);
      }
    }
    return Arrays.copyOf(keys, count);
  }

  /** Ascends from far to near, and of equally far ones by place. */
  private static long key(float square, int place) {
    return (long) (Integer.MAX_VALUE - Float.floatToRawIntBits(square)) << 32 | place;
  }
}
