package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.NearestCentres;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A strategy that chooses a batch among the candidates with embeddings for what its members are
 * together. Every candidate stands in the cell of the chosen one that it is nearest to.
 *
 * <p>Work is bounded: it chooses among {@link #maxUnits} candidates, drawn at random where there
 * are more, and gives cells to as many as {@link #MAX_CELL_STEPS} allow. Those beyond, and those
 * without an embedding, are drawn by the floor alone. Where fewer have an embedding than are drawn,
 * each is chosen for itself.
 *
 * <p>What is selected does not depend on how candidates are numbered ({@link ContentOrder}), but
 * for those that coincide.
 */
abstract class BatchStrategy implements Strategy {
  /** Coordinates that are compared to give each candidate its cell: some ten seconds. */
  static final long MAX_CELL_STEPS = 1L << 36;

  /** Labelled items that are looked at, drawn at random where there are more. */
  static final int MAX_LABELLED = 1 << 14;

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS);
  }

  /** Where the candidates are; those that are missing keep the floor. */
  Points points(Candidates candidates) {
    return candidates.vectors();
  }

  /**
   * How many candidates it chooses among.
   *
   * @param dimension of the points, at least 1
   * @param labelledCount how many labelled ones are looked at, at most {@link #MAX_LABELLED}
   * @param drawCount how many are drawn
   */
  abstract int maxUnits(int dimension, int labelledCount, int drawCount);

  /**
   * Chooses.
   *
   * @param units more candidates than are drawn, all with embeddings, in the order that breaks ties
   * @param drawCount how many are drawn
   * @param seed of any random number
   * @return different places in {@code units}, the first chosen first
   */
  abstract int[] choose(Candidates candidates, int[] units, int drawCount, long seed);

  @Override
  public final Selection select(Candidates candidates, int drawCount, long seed) {
    Points points = points(candidates);
    int[] order = ContentOrder.of(points, seed);
    int labelledCount =
        candidates.has(Need.VECTORS)
            ? Math.min(MAX_LABELLED, candidates.labelledVectors().count())
            : 0;
    int limit =
        Math.max(drawCount, maxUnits(Math.max(1, points.dimension()), labelledCount, drawCount));
    int[] units = order.length <= limit ? order : Arrays.copyOf(order, limit);
    int[] chosen = units;
    if (units.length > drawCount) {
      int[] places = choose(candidates, units, drawCount, seed);
      chosen = new int[places.length];
      for (int k = 0; k < places.length; k++) {
        chosen[k] = units[places[k]];
      }
    }
    int[] cells = NearestCentres.of(points, order, chosen, MAX_CELL_STEPS);
    return new OrderedBatch(chosen, cells);
  }

  /** The labelled set's items with embeddings, or a random part of them. */
  static int[] labelled(Candidates candidates, long seed) {
    return ContentOrder.first(candidates.labelledVectors(), MAX_LABELLED, seed);
  }
}
