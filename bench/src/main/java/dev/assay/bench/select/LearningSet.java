package dev.assay.bench.select;

import dev.assay.bench.data.Examples;
import dev.assay.bench.model.Scaling;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * A data set, and how it is learnt.
 *
 * @param name of the set
 * @param examples scaled for the learner
 * @param c inverse strength of the learner's penalty
 * @param poolSize items that labels are bought of
 * @param batch labels of a round
 */
record LearningSet(String name, Examples examples, double c, int poolSize, int batch) {
  /** Items that the model that is judged was trained on. */
  static final int FROZEN = 100;

  /** Rounds of a run. */
  static final int ROUNDS = 12;

  /** The names of the sets, all of which are there. */
  static LearningSet named(String name) {
    return switch (name) {
      case "digits" -> digits();
      case "breast-cancer" -> breastCancer();
      case "generated" -> generated();
      default ->
          throw new IllegalArgumentException(
              "there is no set \"" + name + "\"; there are digits, breast-cancer and generated");
    };
  }

  private static LearningSet digits() {
    double[][] rows = Datasets.named(Datasets.DIGITS).features();
    for (double[] row : rows) {
      Arrays.setAll(row, d -> row[d] / 16);
    }
    return new LearningSet("digits", examples(Datasets.DIGITS, rows), 10, 900, 20);
  }

  private static LearningSet breastCancer() {
    double[][] rows = Datasets.named(Datasets.BREAST_CANCER).features();
    double[][] scaled = Scaling.of(rows).apply(rows);
    return new LearningSet("breast-cancer", examples(Datasets.BREAST_CANCER, scaled), 1, 300, 10);
  }

  private static Examples examples(String name, double[][] rows) {
    Dataset dataset = Datasets.named(name);
    return new Examples(rows, dataset.classes(), dataset.classNames().size());
  }

  /** Five classes of three clouds each in 20 dimensions, which overlap; nothing was tuned on it. */
  private static LearningSet generated() {
    SeededStream random = new SeededStream(20_261);
    double[][] centres = new double[15][20];
    for (double[] centre : centres) {
      Arrays.setAll(centre, d -> 2.2 * normal(random));
    }
    double[][] rows = new double[2000][20];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int cloud = random.nextBelow(centres.length);
      labels[i] = cloud % 5;
      double[] centre = centres[cloud];
      Arrays.setAll(rows[i], d -> (centre[d] + 2 * normal(random)) / 4);
    }
    return new LearningSet("generated", new Examples(rows, labels, 5), 1, 900, 20);
  }

  private static double normal(SeededStream random) {
    double radius = Math.sqrt(-2 * StrictMath.log(random.nextOpenUnit()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextUnit());
  }
}
