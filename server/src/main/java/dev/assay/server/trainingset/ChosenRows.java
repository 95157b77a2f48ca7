package dev.assay.server.trainingset;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.balance.Balanced;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.balance.OutOfFold;
import dev.assay.sampling.balance.SyntheticRow;
import dev.assay.sampling.balance.Threshold;
import dev.assay.sampling.compress.GrownSubset;
import dev.assay.sampling.compress.KeptRows;
import dev.assay.sampling.compress.TrainingRows;
import dev.assay.sampling.vector.PointMatrix;
import dev.assay.sampling.vector.Points;
import dev.assay.server.failure.TrainingSetImpossible;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the items to train on: a compression keeps some, a balance then changes how often
 * they are taken and what they weigh. Arrays are by the places of the settled items.
 */
final class ChosenRows {
  /** A row made up between two items. */
  record MadeUp(int parent, int neighbour, double step, double[] categories) {}

  final int[] multiplicities;
  final double[] weights;
  final double[] keptProbabilities;
  final double[][] softLabels;
  final String[] reasons;
  final List<MadeUp> madeUp = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  final List<Integer> refuted = new ArrayList<>();
  @Nullable Threshold threshold;

  private final SettledItems settled;
  private final int classCount;
  private final long seed;

  /** All items to train on, once each. */
  ChosenRows(SettledItems settled, boolean[] isTrained, int classCount, long seed) {
    int count = isTrained.length;
    this.settled = settled;
    this.classCount = classCount;
    this.seed = seed;
    this.multiplicities = new int[count];
    this.weights = new double[count];
    this.keptProbabilities = new double[count];
    this.softLabels = new double[count][0];
    this.reasons = new String[count];
    Arrays.fill(weights, 1);
    Arrays.fill(keptProbabilities, 1);
    Arrays.fill(reasons, "settled");
    for (int place = 0; place < count; place++) {
      multiplicities[place] = isTrained[place] ? 1 : 0;
    }
  }

  private int[] taken() {
    return IntStream.range(0, multiplicities.length)
        .filter(place -> multiplicities[place] > 0)
        .toArray();
  }

  /** The taken items that a step can look at; says how many it cannot. */
  private int[] known(boolean looksAtVectors, String otherwise) {
    int[] taken = taken();
    if (!looksAtVectors) {
      return taken;
    }
    int[] known = Arrays.stream(taken).filter(settled.vectors()::has).toArray();
    if (known.length < taken.length) {
      notes.add(taken.length - known.length + " items without embeddings " + otherwise);
    }
    return known;
  }

  private LabelledRows rows(int[] places, boolean looksAtVectors) {
    int[] classes =
        Arrays.stream(places).map(place -> settled.items().get(place).classIndex()).toArray();
    Points features =
        looksAtVectors
            ? new Places(settled.vectors(), places)
            : PointMatrix.of(new double[places.length][1]);
    return new LabelledRows(features, classes, classCount);
  }

  /** Keeps some of the items. */
  void compress(TrainingCompression wanted, @Nullable ScoreView scores) {
    boolean looksAtVectors = TrainingMethods.looksAtVectors(wanted);
    int[] places = known(looksAtVectors, "are left out by the compression");
    String method = TrainingMethods.method(wanted);
    try {
      if (places.length == 0) {
        throw new TrainingSetImpossible(
            "compression",
            looksAtVectors
                ? "no item to train on has an embedding: add some, or use the method random"
                : "no item is settled: label some first");
      }
      TrainingRows rows = trainingRows(rows(places, looksAtVectors), places, scores);
      if (method.equals("growth")) {
        rows = withoutRefuted(rows, places, wanted.getKeepsRefuted());
      }
      int count = Math.max(1, (int) Math.rint(wanted.getKeepShare() * places.length));
      keep(places, TrainingMethods.compression(wanted).keep(rows, count, seed), method);
    } catch (InvalidDesignInputException e) {
      throw new TrainingSetImpossible("compression", String.valueOf(e.getMessage()));
    }
  }

  /** Notes the items whose verdicts are refuted, and bars them unless they are to be kept. */
  private TrainingRows withoutRefuted(TrainingRows rows, int[] places, boolean keepsThem) {
    boolean[] barred = new GrownSubset().barred(rows, seed);
    IntStream.range(0, barred.length).filter(k -> barred[k]).forEach(k -> refuted.add(places[k]));
    if (!refuted.isEmpty()) {
      notes.add(
          refuted.size()
              + " verdicts are refuted by models that have not seen them"
              + (keepsThem ? "" : ", and left out"));
    }
    return keepsThem
        ? rows
        : new TrainingRows(rows.labelled(), rows.scores(), barred, rows.trust());
  }

  private TrainingRows trainingRows(LabelledRows rows, int[] places, @Nullable ScoreView scores) {
    double[] trust = new double[places.length];
    for (int k = 0; k < trust.length; k++) {
      trust[k] = settled.items().get(places[k]).trust();
    }
    ScoreView own = scores == null ? null : new ScoresOf(scores, places);
    return new TrainingRows(rows, own, new boolean[places.length], trust);
  }

  private void keep(int[] places, KeptRows kept, String method) {
    Arrays.fill(multiplicities, 0);
    for (int k = 0; k < kept.rows().length; k++) {
      int place = places[kept.rows()[k]];
      multiplicities[place] = 1;
      weights[place] = kept.weights()[k];
      reasons[place] =
          method.equals("growth")
              ? String.format(Locale.ROOT, "growth, number %d", k + 1)
              : "kept by " + method;
    }
  }

  /** Changes how classes are represented among what is taken. */
  void balance(TrainingBalance wanted) {
    boolean looksAtVectors = TrainingMethods.looksAtVectors(wanted);
    int[] places = known(looksAtVectors, "are taken once and weigh 1 in the balance");
    try {
      if (places.length == 0) {
        throw new TrainingSetImpossible(
            "balance",
            looksAtVectors
                ? "no item to train on has an embedding: add some, or use class-weights"
                : "no item is settled: label some first");
      }
      Balanced balanced =
          TrainingMethods.balance(wanted, classCount).balance(rows(places, looksAtVectors), seed);
      for (int k = 0; k < places.length; k++) {
        int place = places[k];
        multiplicities[place] = balanced.multiplicities()[k];
        weights[place] *= balanced.weights()[k];
        keptProbabilities[place] = balanced.probabilities()[k];
        if (balanced.softLabels().length > 0) {
          softLabels[place] = balanced.softLabels()[k];
        }
      }
      for (SyntheticRow row : balanced.synthetic()) {
        madeUp.add(
            new MadeUp(
                places[row.parent()], places[row.neighbour()], row.step(), row.categories()));
      }
    } catch (InvalidDesignInputException e) {
      throw new TrainingSetImpossible("balance", String.valueOf(e.getMessage()));
    }
  }

  /** Where a model of two classes should draw the line, by the items with embeddings. */
  void adviseThreshold() {
    int[] places = Arrays.stream(taken()).filter(settled.vectors()::has).toArray();
    if (classCount == 2 && places.length > 0) {
      LabelledRows rows = rows(places, true);
      if (OutOfFold.suits(rows)) {
        threshold = Threshold.of(rows, new OutOfFold().probabilities(rows, seed));
      }
    }
  }

  /** Some of the points, by their places among these. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Places(Points points, int[] places) implements Points {
    @Override
    public int count() {
      return places.length;
    }

    @Override
    public int dimension() {
      return points.dimension();
    }

    @Override
    public boolean has(int point) {
      return points.has(places[point]);
    }

    @Override
    public void copy(int point, double[] into) {
      points.copy(places[point], into);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record ScoresOf(ScoreView scores, int[] places) implements ScoreView {
    @Override
    public int size() {
      return places.length;
    }

    @Override
    public int classCount() {
      return scores.classCount();
    }

    @Override
    public boolean isMultiLabel() {
      return scores.isMultiLabel();
    }

    @Override
    public boolean has(int candidate) {
      return scores.has(places[candidate]);
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      scores.copyProbabilities(places[candidate], into);
    }
  }
}
