package dev.assay.app.demo.learn;

import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** A trained model. */
public final class Classifier {
  private final Model<Label> model;
  private final Standardized features;
  private final String[] featureNames;
  private final List<String> classNames;

  Classifier(
      Model<Label> model, Standardized features, String[] featureNames, List<String> classNames) {
    this.model = model;
    this.features = features;
    this.featureNames = featureNames;
    this.classNames = classNames;
  }

  /**
   * How probable each class is for an item, in the order of the classes; they sum to 1. A class
   * that was not among the training examples has 0.
   */
  public float[] probabilities(int row) {
    var scores =
        model
            .predict(Trainer.example(features.row(row), featureNames, classNames.get(0)))
            .getOutputScores();
    float[] probabilities = new float[classNames.size()];
    for (int k = 0; k < probabilities.length; k++) {
      Label label = scores.get(classNames.get(k));
      probabilities[k] = label == null ? 0 : (float) label.getScore();
    }
    return probabilities;
  }

  /** The most probable class; among equals the first. */
  public static int predicted(float[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    return best;
  }
}
