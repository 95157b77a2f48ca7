package dev.assay.sampling.balance;

import dev.assay.sampling.vector.Points;

/**
 * A row between two others of one class: {@code parent + step * (neighbour - parent)}, so that
 * whoever has other features of the two can make it there, too.
 *
 * @param parent the row that it starts from, whose class it has
 * @param neighbour the row of the same class that it goes towards
 * @param step how far, in [0, 1)
 * @param categories what is voted for the coordinates that are categories, in the order of the
 *     method's; empty where all are numbers
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record SyntheticRow(int parent, int neighbour, double step, double[] categories) {

  /** A row all of whose coordinates are numbers. */
  SyntheticRow(int parent, int neighbour, double step) {
    this(parent, neighbour, step, new double[0]);
  }

  /** Its coordinates, but for those that are categories. */
  public double[] coordinates(Points features) {
    double[] from = new double[features.dimension()];
    double[] to = new double[features.dimension()];
    features.copy(parent, from);
    features.copy(neighbour, to);
    for (int k = 0; k < from.length; k++) {
      from[k] += step * (to[k] - from[k]);
    }
    return from;
  }
}
