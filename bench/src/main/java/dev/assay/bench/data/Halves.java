package dev.assay.bench.data;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * A training half and a pool to be labelled, each with every class in its proportion.
 *
 * @param training items, ascending
 * @param pool items, ascending; the greater half where the number is odd
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record Halves(int[] training, int[] pool) {

  /**
   * Splits at random, class by class. What rounding leaves over is carried from class to class, so
   * that the pool is half of all, rounded up.
   *
   * @param seed of the split
   */
  public static Halves stratified(int[] labels, int classCount, long seed) {
    boolean[] inPool = new boolean[labels.length];
    int before = 0;
    int taken = 0;
    for (int label = 0; label < classCount; label++) {
      int[] members = membersOf(labels, label);
      new SeededStream(seed, label).shuffle(members);
      before += members.length;
      int wanted = (before + 1) / 2 - taken;
      for (int k = 0; k < wanted; k++) {
        inPool[members[k]] = true;
      }
      taken += wanted;
    }
    return of(inPool);
  }

  /**
   * The fold of each item for cross-validation: folds of nearly equal size, each class spread over
   * all of them.
   *
   * @param seed of the assignment
   */
  public static int[] folds(int[] labels, int classCount, int foldCount, long seed) {
    int[] fold = new int[labels.length];
    int next = 0;
    for (int label = 0; label < classCount; label++) {
      int[] members = membersOf(labels, label);
      new SeededStream(seed, label).shuffle(members);
      for (int item : members) {
        fold[item] = next++ % foldCount;
      }
    }
    return fold;
  }

  /** The items of a fold as the pool, all others to train on. */
  public static Halves ofFold(int[] fold, int which) {
    boolean[] inPool = new boolean[fold.length];
    for (int i = 0; i < fold.length; i++) {
      inPool[i] = fold[i] == which;
    }
    return of(inPool);
  }

  private static Halves of(boolean[] inPool) {
    int[] training = new int[inPool.length];
    int[] pool = new int[inPool.length];
    int trained = 0;
    int pooled = 0;
    for (int i = 0; i < inPool.length; i++) {
      if (inPool[i]) {
        pool[pooled++] = i;
      } else {
        training[trained++] = i;
      }
    }
    return new Halves(Arrays.copyOf(training, trained), Arrays.copyOf(pool, pooled));
  }

  private static int[] membersOf(int[] labels, int label) {
    int[] members = new int[labels.length];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        members[count++] = i;
      }
    }
    return Arrays.copyOf(members, count);
  }
}
