package dev.assay.server.bench.model;

import dev.assay.server.bench.data.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Extremely randomised trees of the Tribuo library: the second opinion. One thread and one seed;
 * the same rows in the same order make the same trees.
 *
 * <p>Each tree sees all rows, as its inventors have it (Geurts, Ernst and Wehenkel 2006); the
 * library's own ensemble would resample them, which costs a tenth of the forest's accuracy here.
 */
public final class Forest {
  /** How many trees vote. */
  public static final int DEFAULT_TREES = 100;

  /**
   * Held, since the library logs a line a tree and loggers that nobody holds forget their level.
   */
  private static final Logger LIBRARY_LOG = Logger.getLogger("org.tribuo");

  private static final float LEAST_WEIGHT = 1;
  private static final float LEAST_DECREASE = 0;

  private final List<Model<Label>> trees;
  private final String[] names;
  private final int classCount;

  private Forest(List<Model<Label>> trees, String[] names, int classCount) {
    this.trees = trees;
    this.names = names;
    this.classCount = classCount;
  }

  /** Trains so many trees, each split choosing among the square root of the features' number. */
  public static Forest train(Examples examples, int trees, long seed) {
    LIBRARY_LOG.setLevel(Level.WARNING);
    String[] names = new String[examples.features()[0].length];
    for (int d = 0; d < names.length; d++) {
      names[d] = "x%05d".formatted(d); // the library wants them sorted
    }
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> rows =
        new MutableDataset<>(new SimpleDataSourceProvenance("training half", factory), factory);
    for (int i = 0; i < examples.size(); i++) {
      rows.add(example(examples.features()[i], names, examples.labels()[i]));
    }
    float share = (float) (Math.ceil(Math.sqrt(names.length)) / names.length);
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            Integer.MAX_VALUE, LEAST_WEIGHT, LEAST_DECREASE, share, true, new GiniIndex(), seed);
    List<Model<Label>> members = new ArrayList<>();
    for (int k = 0; k < trees; k++) {
      members.add(tree.train(rows));
    }
    return new Forest(members, names, examples.classCount());
  }

  /** The share of the trees' votes that each class gets, for each row. */
  public double[][] probabilities(double[][] rows) {
    double[][] result = new double[rows.length][classCount];
    for (int i = 0; i < rows.length; i++) {
      ArrayExample<Label> row = example(rows[i], names, 0);
      for (Model<Label> tree : trees) {
        var scores = tree.predict(row).getOutputScores();
        for (int k = 0; k < classCount; k++) {
          Label label = scores.get(Integer.toString(k));
          result[i][k] += label == null ? 0 : label.getScore() / trees.size();
        }
      }
    }
    return result;
  }

  private static ArrayExample<Label> example(double[] row, String[] names, int label) {
    return new ArrayExample<>(new Label(Integer.toString(label)), names, row);
  }
}
