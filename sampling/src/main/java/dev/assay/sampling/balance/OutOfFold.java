package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.LogisticRegression;
import dev.assay.sampling.learn.Standardised;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Logistic regressions on the standardised features, each trained on all folds but the one that it
 * speaks of. Every class is spread evenly over the folds.
 */
public final class OutOfFold implements Teacher {
  /** The folds, where nothing else is said. */
  public static final int DEFAULT_FOLDS = 5;

  private final int folds;

  /** With {@value #DEFAULT_FOLDS} folds. */
  public OutOfFold() {
    this(DEFAULT_FOLDS);
  }

  /**
   * With so many folds.
   *
   * @param folds at least 2
   */
  public OutOfFold(int folds) {
    this.folds = Require.count(folds, 2, Integer.MAX_VALUE, "number of folds");
  }

  @Override
  public double[][] probabilities(LabelledRows rows, long seed) {
    if (!suits(rows)) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          "a teacher that has not seen a row's label needs two rows of each of two classes at"
              + " least: label more, or send probabilities of your own");
    }
    double[][] features = Standardised.of(rows.features());
    int[] foldOf = foldOf(rows, seed);
    double[][] probabilities = new double[rows.count()][rows.classCount()];
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      int[] others = rows(row -> foldOf[row] != held, rows.count());
      int[] own = rows(row -> foldOf[row] == held, rows.count());
      if (own.length > 0) {
        learn(features, rows, others, own, probabilities);
      }
    }
    return probabilities;
  }

  /** Whether there are two rows of each of two classes at least, so that folds can be held out. */
  public static boolean suits(LabelledRows rows) {
    int smallest = Integer.MAX_VALUE;
    int present = 0;
    for (int size : rows.sizes()) {
      present += size > 0 ? 1 : 0;
      smallest = size > 0 ? Math.min(smallest, size) : smallest;
    }
    return present >= 2 && smallest >= 2;
  }

  /** Trains on the classes that the others have, which each fold's rows may have more of. */
  private static void learn(
      double[][] features, LabelledRows rows, int[] others, int[] own, double[][] probabilities) {
    int[] known = new int[rows.classCount()];
    Arrays.fill(known, -1);
    int count = 0;
    for (int row : others) {
      if (known[rows.classes()[row]] < 0) {
        known[rows.classes()[row]] = count++;
      }
    }
    if (count < 2) {
      for (int row : own) {
        probabilities[row][rows.classes()[others[0]]] = 1;
      }
      return;
    }
    double[][] training = new double[others.length][];
    int[] classes = new int[others.length];
    for (int k = 0; k < others.length; k++) {
      training[k] = features[others[k]];
      classes[k] = known[rows.classes()[others[k]]];
    }
    LogisticRegression model =
        LogisticRegression.train(training, classes, count, LogisticRegression.DEFAULT_C);
    double[] p = new double[count];
    for (int row : own) {
      model.probabilities(features[row], p);
      for (int label = 0; label < known.length; label++) {
        probabilities[row][label] = known[label] < 0 ? 0 : p[known[label]];
      }
    }
  }

  private int[] foldOf(LabelledRows rows, long seed) {
    int[] foldOf = new int[rows.count()];
    for (int label = 0; label < rows.classCount(); label++) {
      int[] members = rows.members(label);
      new SeededStream(seed, label).shuffle(members);
      for (int k = 0; k < members.length; k++) {
        foldOf[members[k]] = (k + label) % folds;
      }
    }
    return foldOf;
  }

  private static int[] rows(IntPredicate belongs, int count) {
    return IntStream.range(0, count).filter(belongs).toArray();
  }
}
