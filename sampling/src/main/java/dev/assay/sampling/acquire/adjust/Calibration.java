package dev.assay.sampling.acquire.adjust;

import dev.assay.sampling.learn.Isotonic;
import dev.assay.sampling.learn.Temperature;

/** How scores are made to say what they mean, by the answers so far. */
public enum Calibration {
  /** One number makes all less or more sure ({@link Temperature}). */
  TEMPERATURE(20) {
    @Override
    Correction fit(double[][] probabilities, int[] answers) {
      return Temperature.fit(probabilities, answers)::apply;
    }
  },

  /**
   * A rising function of each class's probability ({@link Isotonic}), the results over their sum.
   */
  ISOTONIC(100) {
    @Override
    Correction fit(double[][] probabilities, int[] answers) {
      Isotonic[] ofClass = new Isotonic[probabilities[0].length];
      double[] at = new double[answers.length];
      double[] values = new double[answers.length];
      for (int k = 0; k < ofClass.length; k++) {
        for (int i = 0; i < answers.length; i++) {
          at[i] = probabilities[i][k];
          values[i] = answers[i] == k ? 1 : 0;
        }
        ofClass[k] = Isotonic.fit(at, values);
      }
      return row -> apply(ofClass, row);
    }
  };

  /** Changes a row of probabilities, in place. */
  interface Correction {
    /** Changes it; by several threads at once. */
    void apply(float[] row);
  }

  private final int fewest;

  Calibration(int fewest) {
    this.fewest = fewest;
  }

  /** Answers that it is fitted to at least; with fewer, scores are taken as they are. */
  public int fewest() {
    return fewest;
  }

  abstract Correction fit(double[][] probabilities, int[] answers);

  private static void apply(Isotonic[] ofClass, float[] row) {
    double[] values = new double[row.length];
    double total = 0;
    for (int k = 0; k < row.length; k++) {
      values[k] = ofClass[k].value(row[k]);
      total += values[k];
    }
    for (int k = 0; k < row.length && total > 0; k++) {
      row[k] = (float) (values[k] / total);
    }
  }
}
