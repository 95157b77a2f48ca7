package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.ScoreView;
import java.util.Arrays;

/**
 * How the utilities of a candidate's labels make one, where a candidate may have several labels.
 */
public enum LabelForm {
  /** Their mean: every label counts the same. */
  MEAN("") {
    @Override
    double[] weights(ScoreView scores) {
      return ones(scores.classCount());
    }

    @Override
    double together(double[] utilities, double[] weights) {
      return weighted(utilities, weights);
    }
  },

  /** The greatest: one label that is open is enough. */
  MAX("-max") {
    @Override
    double[] weights(ScoreView scores) {
      return ones(scores.classCount());
    }

    @Override
    double together(double[] utilities, double[] weights) {
      return Arrays.stream(utilities).max().orElseThrow();
    }
  },

  /**
   * Their mean by how often each label is expected among the candidates, the sum of its
   * probabilities: as in an average of the "micro" kind, what counts the same is not a label but
   * one candidate's having it, so that frequent labels count more.
   */
  MICRO("-micro") {
    @Override
    double[] weights(ScoreView scores) {
      double[] expected = new double[scores.classCount()];
      float[] row = new float[expected.length];
      for (int i = 0; i < scores.size(); i++) {
        if (scores.has(i)) {
          scores.copyProbabilities(i, row);
          for (int label = 0; label < row.length; label++) {
            expected[label] += row[label];
          }
        }
      }
      return Arrays.stream(expected).sum() > 0 ? expected : ones(expected.length);
    }

    @Override
    double together(double[] utilities, double[] weights) {
      return weighted(utilities, weights);
    }
  };

  private final String suffix;

  LabelForm(String suffix) {
    this.suffix = suffix;
  }

  /** What the name of a strategy of this form ends in. */
  String suffix() {
    return suffix;
  }

  /** What each label counts, at least 0, one of them positive. */
  abstract double[] weights(ScoreView scores);

  /** The utility of one candidate from those of its labels. */
  abstract double together(double[] utilities, double[] weights);

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double weighted(double[] utilities, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int label = 0; label < utilities.length; label++) {
      sum += weights[label] * utilities[label];
      total += weights[label];
    }
    return sum / total;
  }
}
