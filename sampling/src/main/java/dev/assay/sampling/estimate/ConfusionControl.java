package dev.assay.sampling.estimate;

/**
 * What the labels say that a prediction is worth: for each predicted class the share of each class
 * among its labels, shrunk towards the prediction. As a control variate for the share of a class it
 * is as good as the one-hot prediction where the model is right, and no worse than none where the
 * model is not, since the difference estimator then falls back on the labels of that prediction.
 *
 * <p>Each label counts by what its residual adds to the variance, c^2 (1 - pi)/pi^2, which is the
 * optimum of a regression under independent draws, and as many average labels as there are classes
 * but one agree with the prediction; an item that was not predicted is believed to be of every
 * class alike. So the beliefs in all classes sum to 1, and those of two classes are each other's
 * complement. They depend on the labels that they are a control for, which biases the estimate by
 * less than the order of 1/n; with equal probabilities and no predictions by nothing.
 *
 * <p>Source: Särndal, Swensson and Wretman (1992), "Model Assisted Survey Sampling", sections 6.4
 * and 7.6 (post-stratification).
 */
public final class ConfusionControl {
  private final int classCount;
  private final int[] predicted;
  private final int[] label;
  private final double[] influence;
  private final double[] mass;
  private final double prior;

  /**
   * Learns from labels.
   *
   * @param classCount at least 1
   * @param predicted of each label the class predicted, in [0, classCount), or -1 where there is
   *     none
   * @param label its class, in [0, classCount), or -1 where it is of none of them
   * @param weights of the labels
   */
  public ConfusionControl(int classCount, int[] predicted, int[] label, DesignWeights weights) {
    Require.sameLength("predicted", predicted.length, weights.count());
    Require.sameLength("label", label.length, weights.count());
    this.classCount = classCount;
    this.predicted = predicted.clone();
    this.label = label.clone();
    this.influence = new double[label.length];
    this.mass = new double[classCount + 1];
    double sum = 0;
    for (int i = 0; i < label.length; i++) {
      influence[i] = weights.drawn(i);
      sum += influence[i];
      mass[place(predicted[i])] += influence[i];
    }
    // Where every label was certain there is nothing to learn, and nothing that it would serve.
    this.prior = sum > 0 ? Math.max(classCount - 1, 1) * sum / label.length : 1;
  }

  /** The beliefs in one class. */
  public Belief in(int classIndex) {
    double[] hits = new double[classCount + 1];
    for (int i = 0; i < label.length; i++) {
      if (label[i] == classIndex) {
        hits[place(predicted[i])] += influence[i];
      }
    }
    double[] share = new double[classCount + 1];
    for (int j = 0; j <= classCount; j++) {
      double agreeing = j == classCount ? 1.0 / classCount : j == classIndex ? 1 : 0;
      share[j] = Math.min(1, (hits[j] + prior * agreeing) / (mass[j] + prior));
    }
    return new Belief(share);
  }

  private int place(int predictedClass) {
    return predictedClass < 0 ? classCount : predictedClass;
  }

  /** How likely items are to be of one class, by what was predicted for them. */
  public static final class Belief {
    private final double[] share;

    private Belief(double[] share) {
      this.share = share;
    }

    /** Of an item of that predicted class, -1 where there is none; in [0, 1]. */
    public double of(int predictedClass) {
      return share[predictedClass < 0 ? share.length - 1 : predictedClass];
    }

    /**
     * The sum over a population.
     *
     * @param predictedCounts the items predicted to be of each class; empty where none was
     *     predicted
     * @param count all items
     */
    public double total(double[] predictedCounts, long count) {
      double sum = 0;
      double unpredicted = count;
      for (int j = 0; j < predictedCounts.length; j++) {
        sum += predictedCounts[j] * share[j];
        unpredicted -= predictedCounts[j];
      }
      return sum + Math.max(unpredicted, 0) * share[share.length - 1];
    }
  }
}
