package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.Neighbours;
import dev.assay.sampling.vector.Points;
import java.util.ArrayList;
import java.util.List;

/**
 * What the methods that make rows up share: rows of one class, the nearest of its own class to
 * each, and rows made up between a parent and one of these.
 *
 * <p>Chawla, Bowyer, Hall and Kegelmeyer (2002), "SMOTE: synthetic minority over-sampling
 * technique".
 */
final class Interpolation {
  /** The neighbours that a row may be made up towards, where a method is not told otherwise. */
  static final int DEFAULT_NEIGHBOURS = 5;

  private final int[] members;
  private final int neighbourCount;
  private final Neighbours neighbours;

  /**
   * The members of a class with their neighbours in it.
   *
   * @throws InvalidDesignInputException for fewer members than a member has neighbours, itself
   *     apart
   */
  Interpolation(Points features, int[] members, int neighbourCount, String method) {
    if (members.length <= neighbourCount) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          method
              + " makes rows up between a row and one of the "
              + neighbourCount
              + " nearest of its class, but a class to be filled up has only "
              + members.length
              + (members.length == 1 ? " row" : " rows")
              + ": label more of it, ask for fewer neighbours, or use random-over");
    }
    this.members = members;
    this.neighbourCount = neighbourCount;
    this.neighbours = Neighbours.exact(features, members, neighbourCount, 0);
  }

  /** The number of the class's rows. */
  int count() {
    return members.length;
  }

  /** The row at a place of the class. */
  int row(int place) {
    return members[place];
  }

  /** The row that is a member's neighbour of a rank, the nearest of rank 0. */
  int neighbour(int place, int rank) {
    return members[neighbours.neighbour(place, rank)];
  }

  /** The number of neighbours of each. */
  int neighbourCount() {
    return neighbourCount;
  }

  /**
   * Rows made up from given draws.
   *
   * @param pairs for each row {@code place * neighbourCount + rank}: the parent's place among the
   *     class's rows and the rank of the neighbour
   * @param steps for each row how far it goes, in [0, 1)
   */
  List<SyntheticRow> rows(int[] pairs, double[] steps) {
    List<SyntheticRow> rows = new ArrayList<>(pairs.length);
    for (int k = 0; k < pairs.length; k++) {
      int place = pairs[k] / neighbourCount;
      rows.add(new SyntheticRow(row(place), neighbour(place, pairs[k] % neighbourCount), steps[k]));
    }
    return rows;
  }

  /** Rows made up from parents at some places of the class, all as likely. */
  List<SyntheticRow> rows(int[] places, int count, SeededStream stream) {
    int[] pairs = new int[count];
    double[] steps = new double[count];
    for (int k = 0; k < count; k++) {
      pairs[k] =
          places[stream.nextBelow(places.length)] * neighbourCount
              + stream.nextBelow(neighbourCount);
      steps[k] = stream.nextUnit();
    }
    return rows(pairs, steps);
  }

  /** The places of all rows of the class. */
  int[] places() {
    int[] places = new int[members.length];
    for (int k = 0; k < places.length; k++) {
      places[k] = k;
    }
    return places;
  }
}
