package dev.assay.bench.compress;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.balance.OutOfFold;
import dev.assay.sampling.compress.AdaptiveFractions;
import dev.assay.sampling.compress.BinDraw;
import dev.assay.sampling.compress.Bins;
import dev.assay.sampling.compress.ClassQuota;
import dev.assay.sampling.compress.ConfidentErrors;
import dev.assay.sampling.compress.Growth;
import dev.assay.sampling.learn.LogisticRegression;
import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Ways to compress a training set, each the same rows for a seed. */
final class CompressionMethods {
  static final String GROWTH = "growth, weighted";

  private static final int BINS = 10;
  private static final int DRAWS = 50;

  private final Examples training;
  private final LabelledRows rows;
  private final Bins bins;
  private final int[] grown;
  private final boolean[] isBarred;

  /** What does not depend on how much is kept: the bins, and one growth for all sizes. */
  CompressionMethods(Examples training, int greatest, long seed) {
    this.training = training;
    this.rows =
        new LabelledRows(
            PointMatrix.of(training.features()), training.labels(), training.classCount());
    this.bins = Bins.balanced(rows, BINS);
    this.isBarred = ConfidentErrors.refuted(rows, new OutOfFold().probabilities(rows, seed));
    double[] sure = new double[rows.count()];
    Arrays.fill(sure, 1);
    int open = (int) IntStream.range(0, isBarred.length).filter(row -> !isBarred[row]).count();
    this.grown = Growth.grow(rows, isBarred, sure, Math.min(greatest, open));
  }

  /** What each method keeps, by its name. */
  Map<String, Kept> keep(int count, long seed) {
    Map<String, Kept> kept = new LinkedHashMap<>();
    kept.put("random", Kept.even(random(count, seed)));
    kept.put("DQ", Kept.even(draw(even(count), seed)));
    kept.put("DQ, best of " + DRAWS, Kept.even(bestDraw(count, seed)));
    int[][] adaptive = adaptive(count, seed);
    kept.put("DQAS, last round", Kept.even(adaptive[0]));
    kept.put("DQAS, best round", Kept.even(adaptive[1]));
    int[] first = Arrays.copyOf(grown, Math.min(count, grown.length));
    kept.put("growth", Kept.even(first));
    kept.put(GROWTH, new Kept(first, Growth.cellWeights(rows, isBarred, first)));
    return kept;
  }

  private int[] random(int count, long seed) {
    int[] all = IntStream.range(0, rows.count()).toArray();
    new SeededStream(seed).shuffle(all);
    return Arrays.copyOf(all, count);
  }

  private int[] draw(int[] counts, long seed) {
    return BinDraw.draw(bins, rows, counts, seed);
  }

  private int[] even(int count) {
    return quota(Arrays.stream(rows.sizes()).asDoubleStream().toArray(), count);
  }

  private int[] quota(double[] shares, int count) {
    return ClassQuota.of(shares, rows.sizes(), count);
  }

  private int[] bestDraw(int count, long seed) {
    int[] best = new int[0];
    double most = -1;
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] drawn = draw(even(count), SeededStream.mix(seed) + draw);
      double accuracy = Kept.accuracy(Kept.even(drawn).train(training), training);
      if (accuracy > most) {
        most = accuracy;
        best = drawn;
      }
    }
    return best;
  }

  /** The subset of the last round and that of the round that did best on all of the rows. */
  private int[][] adaptive(int count, long seed) {
    int[] drawn = draw(even(count), seed);
    LogisticRegression model = Kept.even(drawn).train(training);
    AdaptiveFractions fractions =
        AdaptiveFractions.start(Kept.classAccuracies(model, training), seed);
    int[] best = drawn;
    double most = -1;
    while (true) {
      drawn = draw(quota(fractions.fractions(), count), SeededStream.mix(seed) + fractions.round());
      model = Kept.even(drawn).train(training);
      double accuracy = Kept.accuracy(model, training);
      if (accuracy > most) {
        most = accuracy;
        best = drawn;
      }
      if (fractions.round() == AdaptiveFractions.MAX_ROUNDS) {
        return new int[][] {drawn, best};
      }
      fractions = fractions.advance(Kept.classAccuracies(model, training));
    }
  }
}
