package dev.assay.bench.metric;

import dev.assay.sampling.SeededStream;

/**
 * Made-up comments with several labels each, in the shape of the toxic-comment table that "Sample
 * efficient model evaluation" uses: 600 items, 6 labels, some 125 positives among 3,600.
 *
 * <p>Each item has a severity, and for each label a leaning of its own; the label is there with the
 * logistic probability of the two. The model sees the severity with noise and is too sure of
 * itself, as naive Bayes is: its log-odds are half as large again as they should be.
 */
final class ToxicComments {
  static final int ITEMS = 600;
  static final int LABELS = 6;

  /** Log-odds of each label at severity 0: toxic, severe, obscene, threat, insult, hate. */
  private static final double[] BASE = {-4.05, -7.2, -5, -8.6, -5.1, -7.4};

  private static final double SEVERITY = 2.4;
  private static final double LEANING = 0.6;
  private static final double NOISE = 0.7;
  private static final double OVERCONFIDENCE = 1.5;

  private final boolean[][] labels = new boolean[ITEMS][LABELS];
  private final double[][] probabilities = new double[ITEMS][LABELS];

  /** One table for each seed. */
  ToxicComments(long seed) {
    SeededStream random = new SeededStream(seed);
    for (int i = 0; i < ITEMS; i++) {
      double severity = normal(random);
      double seen = severity + NOISE * normal(random) / SEVERITY;
      for (int k = 0; k < LABELS; k++) {
        double leaning = LEANING * normal(random);
        double odds = BASE[k] + SEVERITY * severity + leaning;
        labels[i][k] = random.nextUnit() < logistic(odds);
        double claimed = OVERCONFIDENCE * (BASE[k] + SEVERITY * seen + leaning);
        probabilities[i][k] = logistic(claimed);
      }
    }
  }

  boolean[][] labels() {
    return labels;
  }

  double[][] probabilities() {
    return probabilities;
  }

  private static double logistic(double odds) {
    return 1 / (1 + StrictMath.exp(-odds));
  }

  /** One normal number (Box and Muller 1958). */
  private static double normal(SeededStream random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(random.nextOpenUnit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextUnit());
  }
}
