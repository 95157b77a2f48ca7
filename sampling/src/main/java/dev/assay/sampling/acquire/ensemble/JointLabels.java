package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * The joint distribution of the labels of some candidates, as a mixture of the members, for each of
 * which they are independent.
 */
/*
 * Implementation note.
 *
 * A configuration is one label for each candidate. Rows hold its probability by each member. While there are few, all are held and
 * weigh 1: the entropy is exact. Where they would become more than the limit, as many are drawn from the distribution itself as the
 * limit allows, and each weighs 1 / (S p), so that the sum of -weight p log p is the mean of -log p over the drawn (Kirsch, van
 * Amersfoort and Gal 2019, equation 12). A further candidate extends each drawn one by a label that is drawn given it: so it stays
 * drawn from the joint distribution.
 */
final class JointLabels {
  private final int memberCount;
  private final int limit;
  private final SeededStream random;
  private double[][] rows;
  private double[] weights;
  private boolean isDrawn;
  private double entropy;
  private double conditionalEntropy;

  /**
   * Of no candidate.
   *
   * @param limit of the configurations that are held, at least 1
   */
  JointLabels(int memberCount, int limit, SeededStream random) {
    this.memberCount = memberCount;
    this.limit = limit;
    this.random = random;
    this.rows = new double[][] {new double[memberCount]};
    Arrays.fill(rows[0], 1);
    this.weights = new double[] {1};
  }

  /** What the labels say about which member is right, in nats. */
  double information() {
    return entropy - conditionalEntropy;
  }

  /** What they and the label of another candidate say together. */
  double informationWith(Members candidate) {
    double sum = 0;
    double[] column = new double[memberCount];
    for (int k = 0; k < candidate.classCount(); k++) {
      for (int member = 0; member < memberCount; member++) {
        column[member] = candidate.probability(member, k) / memberCount;
      }
      for (int c = 0; c < rows.length; c++) {
        sum += weights[c] * Members.entropyTerm(dot(rows[c], column));
      }
    }
    return sum - conditionalEntropy - candidate.meanEntropy();
  }

  /** Takes the label of another candidate in. */
  void add(Members candidate) {
    int classCount = candidate.classCount();
    entropy = informationWith(candidate) + conditionalEntropy + candidate.meanEntropy();
    conditionalEntropy += candidate.meanEntropy();
    if (!isDrawn && (long) rows.length * classCount > limit) {
      draw();
    }
    if (isDrawn) {
      extendDrawn(candidate);
    } else {
      double[][] extended = new double[rows.length * classCount][];
      for (int c = 0; c < rows.length; c++) {
        for (int k = 0; k < classCount; k++) {
          extended[c * classCount + k] = extended(rows[c], candidate, k);
        }
      }
      rows = extended;
      weights = new double[rows.length];
      Arrays.fill(weights, 1);
    }
  }

  private void draw() {
    double[] cumulative = new double[rows.length];
    double total = 0;
    for (int c = 0; c < rows.length; c++) {
      total += probability(rows[c]);
      cumulative[c] = total;
    }
    double[][] drawn = new double[limit][];
    for (int s = 0; s < limit; s++) {
      double at = random.nextUnit() * total;
      int c = 0;
      while (c < rows.length - 1 && cumulative[c] <= at) {
        c++;
      }
      drawn[s] = rows[c];
    }
    rows = drawn;
    weights = new double[limit];
    isDrawn = true;
  }

  private void extendDrawn(Members candidate) {
    double[][] extended = new double[rows.length][];
    for (int s = 0; s < rows.length; s++) {
      double at = random.nextUnit() * probability(rows[s]);
      int k = 0;
      double[] row = extended(rows[s], candidate, 0);
      double cumulative = probability(row);
      while (k < candidate.classCount() - 1 && cumulative <= at) {
        k++;
        double[] next = extended(rows[s], candidate, k);
        double probability = probability(next);
        if (probability > 0) {
          row = next; // of a row that sums to less than 1 the last label that can be
        }
        cumulative += probability;
      }
      extended[s] = row;
      weights[s] = 1 / (limit * probability(row));
    }
    rows = extended;
  }

  private double[] extended(double[] row, Members candidate, int k) {
    double[] product = new double[memberCount];
    for (int member = 0; member < memberCount; member++) {
      product[member] = row[member] * candidate.probability(member, k);
    }
    return product;
  }

  private double probability(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum / memberCount;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
