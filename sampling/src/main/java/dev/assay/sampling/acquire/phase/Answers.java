package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;

/**
 * Labelled items with an embedding and an answer that is a class, in the order of the seed.
 *
 * @param rows their embeddings
 * @param classes their classes
 * @param classCount the number of classes, one more than the greatest at least
 * @param judged what the model that is judged said of them before
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Answers(double[][] rows, int[] classes, int classCount, Judgements judged) {
  /** Answers that a learner is trained on, drawn at random where there are more. */
  static final int MAX_TRAINING = 2000;

  static Answers of(Candidates candidates, long seed) {
    boolean areKnown = candidates.has(Need.VECTORS) && candidates.has(Need.CLASSES);
    if (!areKnown) {
      return new Answers(new double[0][], new int[0], 0, Judgements.NONE);
    }
    Points labelled = candidates.labelledVectors();
    int[] classes = candidates.labelledClasses();
    int[] answered =
        Arrays.stream(ContentOrder.of(labelled, seed))
            .filter(i -> classes[i] >= 0)
            .limit(MAX_TRAINING)
            .toArray();
    Judgements known = candidates.labelledJudgements();
    double[][] rows = new double[answered.length][labelled.dimension()];
    int[] of = new int[answered.length];
    int[] predicted = new int[answered.length];
    double[] errors = new double[answered.length];
    int count = candidates.has(Need.SCORES) ? candidates.scores().classCount() : 2;
    for (int k = 0; k < answered.length; k++) {
      labelled.copy(answered[k], rows[k]);
      of[k] = classes[answered[k]];
      count = Math.max(count, of[k] + 1);
      boolean isJudged = known.has(answered[k]);
      predicted[k] = isJudged ? known.predicted()[answered[k]] : -1;
      errors[k] = isJudged ? known.errors()[answered[k]] : 0;
    }
    return new Answers(rows, of, count, new Judgements(predicted, errors));
  }

  int count() {
    return classes.length;
  }

  /** How many have the most frequent class. */
  int majority() {
    int[] counts = new int[classCount];
    for (int k : classes) {
      counts[k]++;
    }
    return Arrays.stream(counts).max().orElse(0);
  }

  /** Whether there are two classes among them to tell apart. */
  boolean differ() {
    return majority() < count();
  }

  /** A fold of each for cross-validation, every class spread over all of them. */
  int[] folds(int foldCount) {
    int[] folds = new int[classes.length];
    int next = 0;
    for (int k = 0; k < classCount; k++) {
      for (int i = 0; i < classes.length; i++) {
        if (classes[i] == k) {
          folds[i] = next++ % foldCount;
        }
      }
    }
    return folds;
  }

  /** Those inside a fold, or those outside of it, without the judgements. */
  Answers part(int[] folds, int fold, boolean isInside) {
    int[] kept = new int[classes.length];
    int count = 0;
    for (int i = 0; i < folds.length; i++) {
      if ((folds[i] == fold) == isInside) {
        kept[count++] = i;
      }
    }
    double[][] some = new double[count][];
    int[] of = new int[count];
    for (int k = 0; k < count; k++) {
      some[k] = rows[kept[k]];
      of[k] = classes[kept[k]];
    }
    return new Answers(some, of, classCount, Judgements.NONE);
  }
}
