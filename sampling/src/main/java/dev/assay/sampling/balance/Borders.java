package dev.assay.sampling.balance;

import dev.assay.sampling.vector.Neighbours;

/** For each row, how many of its nearest rows are of other classes. */
final class Borders {
  private final LabelledRows rows;
  private final Neighbours neighbours;
  private final int neighbourCount;

  Borders(LabelledRows rows, int neighbourCount) {
    int[] all = new int[rows.count()];
    for (int row = 0; row < all.length; row++) {
      all[row] = row;
    }
    this.rows = rows;
    this.neighbourCount = Math.min(neighbourCount, Math.max(0, all.length - 1));
    this.neighbours = Neighbours.exact(rows.features(), all, Math.max(1, neighbourCount), 0);
  }

  /** The number of neighbours that are looked at: all others where there are fewer. */
  int neighbourCount() {
    return neighbourCount;
  }

  /** The row that is a row's neighbour of a rank, the nearest of rank 0. */
  int neighbour(int row, int rank) {
    return neighbours.neighbour(row, rank);
  }

  /** The number of a row's neighbours that are of another class than it. */
  int strangers(int row) {
    int strangers = 0;
    for (int rank = 0; rank < neighbourCount; rank++) {
      strangers += rows.classes()[neighbour(row, rank)] == rows.classes()[row] ? 0 : 1;
    }
    return strangers;
  }
}
