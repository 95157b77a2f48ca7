package dev.assay.app.demo.learn;

import java.util.List;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains Tribuo's multinomial logistic regression by stochastic gradient descent. The same examples
 * in the same order make the same model: one thread, one fixed seed.
 */
public final class Trainer {
  private static final double LEARNING_RATE = 0.01;
  private static final int EPOCHS = 30;
  private static final int NEVER_LOG = -1;
  private static final int BATCH_SIZE = 1;
  private static final long SHUFFLE_SEED = 1;

  private final Standardized features;
  private final List<String> classNames;
  private final String[] featureNames;

  /**
   * A trainer.
   *
   * @param features of all items
   * @param classNames the classes, in the order of their indices
   */
  public Trainer(Standardized features, List<String> classNames) {
    this.features = features;
    this.classNames = classNames;
    this.featureNames = new String[features.columnCount()];
    for (int column = 0; column < featureNames.length; column++) {
      featureNames[column] = "x%05d".formatted(column); // Tribuo wants them sorted
    }
  }

  /**
   * A labelled item.
   *
   * @param row the item
   * @param classIndex what it was settled to be
   */
  public record Lesson(int row, int classIndex) {}

  /**
   * Trains.
   *
   * @param lessons at least one
   */
  public Classifier train(List<Lesson> lessons) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("labels bought", labels), labels);
    for (Lesson lesson : lessons) {
      examples.add(
          example(features.row(lesson.row()), featureNames, classNames.get(lesson.classIndex())));
    }
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            SGD.getSimpleSGD(LEARNING_RATE),
            EPOCHS,
            NEVER_LOG,
            BATCH_SIZE,
            SHUFFLE_SEED);
    return new Classifier(trainer.train(examples), features, featureNames, classNames);
  }

  static ArrayExample<Label> example(double[] row, String[] featureNames, String className) {
    return new ArrayExample<>(new Label(className), featureNames, row);
  }
}
