package dev.assay.bench.advice;

import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A model version whose errors are known. Of an item with the number u in [0, 1) it believes an
 * error of 3 u^2 times the mean belief, whose mean over u is that; the item's other number says
 * whether it is wrong. Both stay the same from version to version, so that errors go away and do
 * not wander.
 */
final class SimulatedModel {
  static final int CLASSES = 4;
  private static final double MOST_BELIEF = 0.7;

  private final double[] belief;
  private final boolean[] wrong;

  SimulatedModel(Scene scene, int labels, double[] hardness, double[] luck) {
    belief = new double[hardness.length];
    wrong = new boolean[hardness.length];
    double mean = scene.error(labels);
    for (int i = 0; i < belief.length; i++) {
      double error = mean * 3 * hardness[i] * hardness[i];
      double excess = scene.excess(truth(i));
      // The overconfident err as often as the others, and believe less of it.
      boolean isBelievedLess = scene == Scene.OVERCONFIDENT;
      belief[i] = Math.min(isBelievedLess ? error / excess : error, MOST_BELIEF);
      wrong[i] = luck[i] < Math.min(isBelievedLess ? error : error * excess, MOST_BELIEF);
    }
  }

  static double[] numbers(long seed, int count) {
    SeededStream random = new SeededStream(seed);
    return IntStream.range(0, count).mapToDouble(i -> random.nextUnit()).toArray();
  }

  static int truth(int item) {
    return item % CLASSES;
  }

  int predicted(int item) {
    return wrong[item] ? (truth(item) + 1) % CLASSES : truth(item);
  }

  Scores scores() {
    return Scores.ofRows(
        IntStream.range(0, belief.length).mapToObj(i -> ScoreRow.of("i" + i, row(i))));
  }

  private float[] row(int item) {
    float[] row = new float[CLASSES];
    Arrays.fill(row, (float) (belief[item] / (CLASSES - 1)));
    row[predicted(item)] = (float) (1 - belief[item]);
    return row;
  }

  /** The share of errors among some of the items. */
  double error(IntPredicate isMember) {
    return members(isMember).mapToDouble(i -> wrong[i] ? 1 : 0).average().orElse(0);
  }

  /** By how much the beliefs of some of the items lie below their errors, of what is left to 1. */
  double shift(IntPredicate isMember) {
    double believed = members(isMember).mapToDouble(i -> belief[i]).average().orElse(0);
    return (error(isMember) - believed) / (1 - believed);
  }

  /** How much of the variance of errors beyond beliefs the predicted class explains. */
  double explained(IntPredicate isMember) {
    double[] sums = new double[CLASSES];
    int[] counts = new int[CLASSES];
    double sum = 0;
    double squares = 0;
    for (int i : members(isMember).toArray()) {
      double residual = (wrong[i] ? 1 : 0) - belief[i];
      sums[predicted(i)] += residual;
      counts[predicted(i)]++;
      sum += residual;
      squares += residual * residual;
    }
    double count = IntStream.of(counts).sum();
    double between = -sum * sum / count;
    for (int k = 0; k < CLASSES; k++) {
      between += counts[k] == 0 ? 0 : sums[k] * sums[k] / counts[k];
    }
    return between / (squares - sum * sum / count);
  }

  private IntStream members(IntPredicate isMember) {
    return IntStream.range(0, belief.length).filter(isMember);
  }
}
