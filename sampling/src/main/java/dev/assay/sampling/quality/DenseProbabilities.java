package dev.assay.sampling.quality;

import java.util.Arrays;

/** A number for each item and class, in one row-major array. */
final class DenseProbabilities implements ClassProbabilities {
  private final double[] values;
  private final int classCount;
  private final int[] all;

  DenseProbabilities(double[] values, int classCount) {
    this.values = values;
    this.classCount = classCount;
    this.all = new int[classCount];
    Arrays.setAll(all, label -> label);
  }

  @Override
  public int itemCount() {
    return values.length / classCount;
  }

  @Override
  public int classCount() {
    return classCount;
  }

  @Override
  public double of(int item, int label) {
    return values[item * classCount + label];
  }

  @Override
  public int[] likely(int item) {
    return all;
  }

  @Override
  public double[] row(int item) {
    return Arrays.copyOfRange(values, item * classCount, (item + 1) * classCount);
  }
}
