package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;

/** What the label of each of some candidates is expected to leave of the entropy of all of them. */
final class ExpectedEntropy {
  /** Labels of a candidate that are considered, the most probable. */
  static final int MAX_LABELS = 5;

  /** No probability is less: its logarithm is a number. */
  private static final double LEAST = 1e-300;

  private static final int CHUNK = 4;

  private final OneMoreLabel step;
  private final double[][][] halves;
  private final double[][] probabilities;
  private final double[][] logits;

  /**
   * Of a learner that is trained here.
   *
   * @param answers that differ
   * @param units the candidates that are considered
   * @param seed of any random number
   */
  ExpectedEntropy(Answers answers, Points vectors, int[] units, long seed) {
    Learner learner = Learner.of(answers);
    double[][] rows = new double[answers.count()][];
    double[][] said = new double[answers.count()][learner.classCount()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = learner.scaled(answers.rows()[i]);
      learner.probabilities(answers.rows()[i].clone(), said[i]);
    }
    this.step = new OneMoreLabel(rows, said, Learner.C, seed);
    this.halves = new double[units.length][][];
    this.probabilities = new double[units.length][learner.classCount()];
    this.logits = new double[units.length][learner.classCount()];
    Chunks.forEach(
        units.length,
        CHUNK,
        (from, to) -> {
          for (int place = from; place < to; place++) {
            double[] row = new double[vectors.dimension()];
            vectors.copy(units[place], row);
            halves[place] = step.halves(learner.scaled(row));
            double[] p = probabilities[place];
            learner.probabilities(row, p);
            Arrays.setAll(logits[place], k -> StrictMath.log(Math.max(LEAST, p[k])));
          }
        });
  }

  /** By how much the mean entropy is expected to fall with the label of each, in nats. */
  double[] falls() {
    double now = 0;
    for (double[] row : probabilities) {
      now += entropy(row);
    }
    double before = now;
    double[] falls = new double[halves.length];
    Chunks.forEach(
        falls.length,
        CHUNK,
        (from, to) -> {
          for (int x = from; x < to; x++) {
            falls[x] = (before - expected(x)) / falls.length;
          }
        });
    return falls;
  }

  /** The sum of the entropies, expected over the labels of a candidate. */
  private double expected(int x) {
    double[][] moves = new double[halves.length][];
    for (int z = 0; z < moves.length; z++) {
      moves[z] = moves(x, z);
    }
    double sum = 0;
    double total = 0;
    for (int label : likeliest(probabilities[x])) {
      double weight = probabilities[x][label];
      sum += weight * entropiesAfter(x, label, moves);
      total += weight;
    }
    return sum / total;
  }

  /** By how much the label of x moves each logit at z for a residual of -1. */
  private double[] moves(int x, int z) {
    double[] moves = new double[step.outputs()];
    for (int output = 0; output < moves.length; output++) {
      double p = probabilities[x][output];
      double own = OneMoreLabel.product(halves[x][output], halves[x][output]);
      double product = OneMoreLabel.product(halves[z][output], halves[x][output]);
      moves[output] = product / (1 + p * (1 - p) * own);
    }
    return moves;
  }

  private double entropiesAfter(int x, int label, double[][] moves) {
    double[] after = new double[probabilities[x].length];
    double sum = 0;
    for (int z = 0; z < moves.length; z++) {
      after(x, label, moves[z], z, after);
      sum += entropy(after);
    }
    return sum;
  }

  /** The probabilities at z after the label: softmax of the logits and what they gain. */
  private void after(int x, int label, double[] moves, int z, double[] into) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < into.length; k++) {
      double residual = probabilities[x][k] - (k == label ? 1 : 0);
      into[k] = logits[z][k] - (k < moves.length ? residual * moves[k] : 0);
      greatest = Math.max(greatest, into[k]);
    }
    double total = 0;
    for (int k = 0; k < into.length; k++) {
      into[k] = StrictMath.exp(into[k] - greatest);
      total += into[k];
    }
    for (int k = 0; k < into.length; k++) {
      into[k] /= total;
    }
  }

  private static int[] likeliest(double[] p) {
    int[] labels = new int[Math.min(MAX_LABELS, p.length)];
    boolean[] isTaken = new boolean[p.length];
    for (int at = 0; at < labels.length; at++) {
      int best = -1;
      for (int k = 0; k < p.length; k++) {
        best = !isTaken[k] && (best < 0 || p[k] > p[best]) ? k : best;
      }
      isTaken[best] = true;
      labels[at] = best;
    }
    return labels;
  }

  private static double entropy(double[] p) {
    double sum = 0;
    for (double probability : p) {
      sum -= probability > 0 ? probability * StrictMath.log(probability) : 0;
    }
    return sum;
  }
}
