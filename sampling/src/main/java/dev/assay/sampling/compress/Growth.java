package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.learn.LogisticRegression;
import dev.assay.sampling.learn.Standardised;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.KernelWidth;
import dev.assay.sampling.vector.NearestChosen;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows a training set row by row: the next is the one that covers most of what the model trained
 * on those before gets wrong.
 *
 * <p>One path serves every size, for each set is the beginning of the next.
 */
public final class Growth {

  /*
   * Within its class a row covers another by a radial kernel, and a row weighs .1 + 1 - p, with p the
   * probability that the model gives its label. The classes compete: whichever class's best row adds
   * most to its weighted coverage is next, so that how much of each class is kept falls out of it, and
   * classes that the model knows well get little. The model, a logistic regression, is trained again
   * whenever the set has grown by 22 %, some twenty times on the whole path, from where it was. The
   * kernel's width is the median distance within the class, less of it as the set grows finer: .7 from
   * 5 % on, half from 10 %.
   *
   * A kept row stands for the rows of its class that it is nearest to, and weighs as many: trained with
   * these weights the kept rows are worth more, and a class that few are kept of does not lose by it.
   *
   * Rows that are barred are neither kept nor covered: without that, rows with wrong labels are what the
   * model gets wrong for ever, and the set fills up with them.
   */

  /** What a row weighs that the model is sure to get right. */
  static final double LEAST_WEIGHT = .1;

  /** The model is trained again when the set has grown by this share. */
  static final double RETRAIN_GROWTH = .22;

  /** How near the model's gradient comes to 0 each time; it is trained again soon. */
  private static final double TOLERANCE = 1e-2;

  private static final int ROWS_AT_ONCE = 256;

  private final LabelledRows rows;
  private final double[] trust;
  private final double[][] features;
  private final int[][] members;
  private final int[] order;
  private final int[] keptOf;
  private int count;
  private @Nullable LogisticRegression model;

  private Growth(LabelledRows rows, boolean[] isBarred, double[] trust) {
    this.rows = rows;
    this.trust = trust;
    this.features = Standardised.of(rows.features());
    this.members = new int[rows.classCount()][];
    this.keptOf = new int[rows.classCount()];
    for (int label = 0; label < members.length; label++) {
      members[label] = Arrays.stream(rows.members(label)).filter(row -> !isBarred[row]).toArray();
    }
    this.order = new int[Arrays.stream(members).mapToInt(own -> own.length).sum()];
  }

  /**
   * Grows.
   *
   * @param isBarred for each row whether it is never kept, as one whose label is refuted
   * @param trust for each row how sure its label is, in [0, 1]; all 1 where that is not known
   * @param kept how many rows, at most as many as are not barred
   * @return the rows, the first kept first
   */
  public static int[] grow(LabelledRows rows, boolean[] isBarred, double[] trust, int kept) {
    Require.sameLength(rows.count(), isBarred.length, "barred row");
    Require.sameLength(rows.count(), trust.length, "trust in a row");
    Growth growth = new Growth(rows, isBarred, trust);
    Require.count(kept, 1, growth.order.length, "rows to keep of those that are not barred");
    growth.growTo(kept);
    return Arrays.copyOf(growth.order, kept);
  }

  /**
   * What each kept row weighs: how many rows of its class are nearest to it among those kept,
   * scaled to a mean of 1 over the kept rows.
   *
   * @param kept rows, each once
   */
  public static double[] cellWeights(LabelledRows rows, boolean[] isBarred, int[] kept) {
    double[] weights = new double[kept.length];
    double sum = 0;
    for (int label = 0; label < rows.classCount(); label++) {
      int own = label;
      int[] members = Arrays.stream(rows.members(label)).filter(row -> !isBarred[row]).toArray();
      int[] at =
          IntStream.range(0, kept.length).filter(k -> rows.classes()[kept[k]] == own).toArray();
      if (at.length > 0) {
        int[] places = Arrays.stream(at).map(k -> Arrays.binarySearch(members, kept[k])).toArray();
        int[] cells = NearestChosen.cells(PackedPoints.of(rows.features(), members), places);
        for (int k = 0; k < at.length; k++) {
          weights[at[k]] = cells[k];
          sum += cells[k];
        }
      }
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= kept.length / sum;
    }
    return weights;
  }

  private void growTo(int kept) {
    double width = width();
    CoverGreedy[] greedy = greedies(width);
    int retrainAt = rows.classCount();
    while (count < kept) {
      if (count >= retrainAt && hasSeveralClasses()) {
        train();
        retrainAt = Math.max(count + 1, (int) Math.ceil(count * (1 + RETRAIN_GROWTH)));
        if (width() < width) {
          width = width();
          greedy = greedies(width);
        } else {
          for (int label = 0; label < greedy.length; label++) {
            greedy[label].weigh(weights(label));
          }
        }
      }
      int label = next(greedy);
      order[count++] = members[label][greedy[label].chooseNext()];
      keptOf[label]++;
    }
  }

  /** A class that has no row yet, the one that would gain most; else whichever gains most. */
  private int next(CoverGreedy[] greedy) {
    int best = -1;
    double most = -1;
    for (int label = 0; label < greedy.length; label++) {
      if (greedy[label].left() > 0) {
        double gain = greedy[label].nextGain();
        boolean isFirst = keptOf[label] == 0;
        boolean bestIsFirst = best >= 0 && keptOf[best] == 0;
        if (best < 0 || (isFirst && !bestIsFirst) || (isFirst == bestIsFirst && gain > most)) {
          best = label;
          most = gain;
        }
      }
    }
    return best;
  }

  private boolean hasSeveralClasses() {
    return Arrays.stream(keptOf).filter(kept -> kept > 0).count() > 1;
  }

  /** Of the median distance, by how much of the rows is kept. */
  private double width() {
    double share = (double) count / rows.count();
    return share >= .1 ? .5 : share >= .05 ? .7 : 1;
  }

  private CoverGreedy[] greedies(double width) {
    CoverGreedy[] greedies = new CoverGreedy[members.length];
    int[] placeOf = new int[rows.count()];
    for (int[] own : members) {
      for (int place = 0; place < own.length; place++) {
        placeOf[own[place]] = place;
      }
    }
    for (int label = 0; label < greedies.length; label++) {
      PackedPoints points = PackedPoints.of(rows.features(), members[label]);
      Kernel kernel = Kernel.radial(width * width * KernelWidth.medianSquare(points));
      greedies[label] =
          new CoverGreedy(
              points, kernel, weights(label), CoverGreedy.affordable() / members.length);
    }
    for (int k = 0; k < count; k++) {
      CoverGreedy own = greedies[rows.classes()[order[k]]];
      own.exclude(placeOf[order[k]]);
      own.cover(placeOf[order[k]]);
    }
    return greedies;
  }

  private void train() {
    double[][] kept = new double[count][];
    int[] classes = new int[count];
    for (int k = 0; k < count; k++) {
      kept[k] = features[order[k]];
      classes[k] = rows.classes()[order[k]];
    }
    model =
        LogisticRegression.train(
            kept, classes, rows.classCount(), LogisticRegression.DEFAULT_C, model, TOLERANCE);
  }

  private float[] weights(int label) {
    float[] weights = new float[members[label].length];
    LogisticRegression known = model;
    Chunks.forEach(
        weights.length,
        ROWS_AT_ONCE,
        (from, to) -> {
          double[] p = new double[rows.classCount()];
          for (int place = from; place < to; place++) {
            int row = members[label][place];
            if (known != null) {
              known.probabilities(features[row], p);
            }
            weights[place] = (float) (trust[row] * (LEAST_WEIGHT + 1 - p[label]));
          }
        });
    return weights;
  }
}
