package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * {@link Crowdlab} between two fits: the weights stay those of the last fit, and the probabilities
 * of an item are made anew from its votes and the model's row, as a fit would with these weights.
 * An annotator who was not in the fit has the mean weight.
 */
public final class RunningCrowdlab extends FixedVerdicts {
  private final Rows rows;
  private final double meanWeight;
  private Crowdlab.Weights weights;

  /** A model's probabilities. */
  @FunctionalInterface
  public interface Rows {
    /** Writes the row of an item, one number a class; beginning with NaN where it has none. */
    void copy(int item, float[] into);
  }

  /**
   * Begins where a fit of the evidence has ended.
   *
   * @param rows the model's rows, also of items that have no vote yet
   */
  public RunningCrowdlab(Evidence evidence, Rows rows) {
    super(evidence);
    this.rows = rows;
    this.weights = Crowdlab.weights(evidence);
    this.meanWeight = Arrays.stream(weights.annotator()).average().orElse(1);
  }

  @Override
  public void vote(int item, int annotator, int label) {
    super.vote(item, annotator, label);
    double[] known = weights.annotator();
    if (annotator >= known.length) {
      double[] more = Arrays.copyOf(known, Math.max(annotator + 1, known.length * 3 / 2));
      Arrays.fill(more, known.length, more.length, meanWeight);
      weights = new Crowdlab.Weights(weights.agreement(), weights.model(), more);
    }
  }

  @Override
  double[] posterior(int item, int[] own) {
    int count = own.length / 2;
    int[] annotators = new int[count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      annotators[i] = own[2 * i];
      labels[i] = own[2 * i + 1];
    }
    float[] row = new float[classCount()];
    rows.copy(item, row);
    VoteTable table =
        VoteTable.of(1, weights.annotator().length, row.length, new int[count], annotators, labels);
    return Crowdlab.posterior(Evidence.of(table).withModel(row), row, weights);
  }

  @Override
  public double pooledAccuracy() {
    return weights.agreement();
  }
}
