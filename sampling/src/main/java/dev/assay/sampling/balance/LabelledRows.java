package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;

/**
 * Rows of a training set with the class of each.
 *
 * @param features one point for each row, none missing
 * @param classes the class of each row, from 0 to one less than {@code classCount}
 * @param classCount the number of classes, at least 2; a class may have no row
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record LabelledRows(Points features, int[] classes, int classCount) {

  /**
   * Checks that there are as many classes as points.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for none, or others
   */
  public LabelledRows {
    Require.population(classes.length);
    Require.sameLength(features.count(), classes.length, "class");
    Require.count(classCount, 2, Integer.MAX_VALUE, "number of classes");
    for (int label : classes) {
      Require.count(label, 0, classCount - 1, "class of a row");
    }
  }

  /** The number of rows. */
  public int count() {
    return classes.length;
  }

  /** The rows of a class, ascending. */
  public int[] members(int label) {
    int[] members = new int[classes.length];
    int count = 0;
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] == label) {
        members[count++] = row;
      }
    }
    return Arrays.copyOf(members, count);
  }

  /** The number of rows of each class. */
  public int[] sizes() {
    int[] sizes = new int[classCount];
    for (int label : classes) {
      sizes[label]++;
    }
    return sizes;
  }

  /** The size of the class that has most rows. */
  int greatest() {
    return Arrays.stream(sizes()).max().orElseThrow();
  }

  /** The size of the smallest class that has a row. */
  int least() {
    return Arrays.stream(sizes()).filter(size -> size > 0).min().orElseThrow();
  }
}
