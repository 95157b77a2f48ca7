package dev.assay.server.gold;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A logistic regression that learns from some rows which of them are gold, and ranks the others.
 */
final class GoldClassifier {
  private static final String GOLD = "gold";
  private static final String ORDINARY = "ordinary";
  private static final double LEARNING_RATE = 0.01;
  private static final int EPOCHS = 30;

  private final double[][] rows;
  private final String[] names;
  private final Model<Label> model;

  /** Learns from the rows of these indices, standardised by them. */
  GoldClassifier(double[][] features, int[] learnt, IntPredicate isGold) {
    rows = standardized(features, learnt);
    names = new String[rows[0].length];
    Arrays.setAll(names, "x%05d"::formatted); // sorted, as the library wants them
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("assignments", labels), labels);
    for (int row : learnt) {
      examples.add(example(row, isGold.test(row) ? GOLD : ORDINARY));
    }
    model =
        new LinearSGDTrainer(new LogMulticlass(), SGD.getSimpleSGD(LEARNING_RATE), EPOCHS, -1, 1, 1)
            .train(examples);
  }

  /** How probable it finds that the row is gold. */
  double probability(int row) {
    Label gold = model.predict(example(row, ORDINARY)).getOutputScores().get(GOLD);
    return Objects.requireNonNull(gold).getScore();
  }

  private ArrayExample<Label> example(int row, String name) {
    return new ArrayExample<>(new Label(name), names, rows[row]);
  }

  private static double[][] standardized(double[][] features, int[] learnt) {
    double[][] scaled = new double[features.length][features[0].length];
    for (int column = 0; column < features[0].length; column++) {
      int k = column;
      double mean = Arrays.stream(learnt).mapToDouble(row -> features[row][k]).average().orElse(0);
      double variance =
          Arrays.stream(learnt)
              .mapToDouble(row -> (features[row][k] - mean) * (features[row][k] - mean))
              .average()
              .orElse(0);
      for (int row = 0; row < features.length; row++) {
        scaled[row][k] = variance > 0 ? (features[row][k] - mean) / Math.sqrt(variance) : 0;
      }
    }
    return scaled;
  }
}
