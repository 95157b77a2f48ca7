package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.MissingColumnException;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.SampleSize;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one sample as columns, and what is known of the pool that they were drawn from.
 *
 * <p>Immutable; the with-methods return a copy with one column more. Designs without replacement
 * give inclusion probabilities; draws one after another, with replacement or without, give draw
 * probabilities. An estimator that needs a column which is not there says so by {@link
 * MissingColumnException}.
 */
public final class LabelledSample {
  private final long populationCount;
  private final double[] value;
  private final SampleSize sampleSize;
  private final double @Nullable [] inclusionProbability;
  private final double @Nullable [] drawProbability;
  private final @Nullable Control control;
  private final @Nullable Strata strata;
  private final @Nullable Auxiliary auxiliary;

  private LabelledSample(
      long populationCount,
      double[] value,
      SampleSize sampleSize,
      double @Nullable [] inclusionProbability,
      double @Nullable [] drawProbability,
      @Nullable Control control,
      @Nullable Strata strata,
      @Nullable Auxiliary auxiliary) {
    this.populationCount = populationCount;
    this.value = value;
    this.sampleSize = sampleSize;
    this.inclusionProbability = inclusionProbability;
    this.drawProbability = drawProbability;
    this.control = control;
    this.strata = strata;
    this.auxiliary = auxiliary;
  }

  /**
   * A sample with nothing but its values.
   *
   * @param populationCount N, at least 1
   * @param value of each label or draw, finite
   * @throws dev.assay.sampling.estimate.NoLabelException without any value
   */
  public static LabelledSample of(long populationCount, double[] value) {
    Require.anyLabel(value.length);
    Require.finite("value", value);
    Require.population(populationCount, 1);
    return new LabelledSample(
        populationCount, value.clone(), SampleSize.FIXED, null, null, null, null, null);
  }

  /** With inclusion probabilities in (0, 1], of a design without replacement. */
  public LabelledSample withInclusionProbability(double[] probability, SampleSize size) {
    Require.sameLength("inclusionProbability", probability.length, value.length);
    Require.inclusionProbabilities(probability);
    Require.population(populationCount, value.length);
    return new LabelledSample(
        populationCount,
        value,
        size,
        probability.clone(),
        drawProbability,
        control,
        strata,
        auxiliary);
  }

  /**
   * With the probability of each draw at its turn, in (0, 1]: with replacement the same every time,
   * without replacement among the units left.
   */
  public LabelledSample withDrawProbability(double[] probability) {
    Require.sameLength("drawProbability", probability.length, value.length);
    Require.inclusionProbabilities(probability);
    return new LabelledSample(
        populationCount,
        value,
        sampleSize,
        inclusionProbability,
        probability.clone(),
        control,
        strata,
        auxiliary);
  }

  /** With a prediction g of each value, fixed before the labels, and what is known of it. */
  public LabelledSample withControl(Control known) {
    Require.sameLength("control", known.count(), value.length);
    return new LabelledSample(
        populationCount,
        value,
        sampleSize,
        inclusionProbability,
        drawProbability,
        known,
        strata,
        auxiliary);
  }

  /** With the stratum of each label; the strata's counts sum to the population's. */
  public LabelledSample withStrata(Strata known) {
    Require.sameLength("stratum", known.labelCount(), value.length);
    if (known.populationCount() != populationCount) {
      throw new InvalidInputException(
          "strata", "hold " + known.populationCount() + " units of " + populationCount);
    }
    return new LabelledSample(
        populationCount,
        value,
        sampleSize,
        inclusionProbability,
        drawProbability,
        control,
        known,
        auxiliary);
  }

  /** With auxiliary variables whose totals over the pool are known. */
  public LabelledSample withAuxiliary(Auxiliary known) {
    Require.sameLength("auxiliary", known.count(), value.length);
    return new LabelledSample(
        populationCount,
        value,
        sampleSize,
        inclusionProbability,
        drawProbability,
        control,
        strata,
        known);
  }

  /** N. */
  public long populationCount() {
    return populationCount;
  }

  /** The number of labels or draws, at least 1. */
  public int count() {
    return value.length;
  }

  /** Whether the design has a fixed size. */
  public SampleSize sampleSize() {
    return sampleSize;
  }

  /** A copy of the values. */
  public double[] values() {
    return value.clone();
  }

  /** A copy of the inclusion probabilities. */
  public double[] inclusionProbabilities(String estimator) {
    return need(estimator, "inclusion probability", inclusionProbability).clone();
  }

  /** A copy of the draw probabilities. */
  public double[] drawProbabilities(String estimator) {
    return need(estimator, "draw probability", drawProbability).clone();
  }

  /** The control variate. */
  public Control control(String estimator) {
    return need(estimator, "control variate", control);
  }

  /** Whether there is a control variate. */
  public boolean hasControl() {
    return control != null;
  }

  /** The strata. */
  public Strata strata(String estimator) {
    return need(estimator, "stratum", strata);
  }

  /** The auxiliary variables. */
  public Auxiliary auxiliary(String estimator) {
    return need(estimator, "auxiliary variables", auxiliary);
  }

  private static <T> T need(String estimator, String column, @Nullable T present) {
    if (present == null) {
      throw new MissingColumnException(
          estimator, column, "give it with the sample, or choose an estimator without it");
    }
    return present;
  }
}
