package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.Logarithm;
import java.util.Arrays;

/**
 * What the members of an ensemble say of one candidate.
 *
 * @param rows members times classes probabilities, one member after the other
 * @param memberCount at least 2
 * @param classCount at least 2
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Members(float[] rows, int memberCount, int classCount) {
  /** Joint probabilities below it add nothing. */
  private static final double NEGLIGIBLE = 1e-300;

  double probability(int member, int k) {
    return rows[member * classCount + k];
  }

  /** What they say of one label by itself: of its being absent, and present. */
  Members label(int label) {
    float[] binary = new float[2 * memberCount];
    for (int member = 0; member < memberCount; member++) {
      float probability = rows[member * classCount + label];
      binary[2 * member] = 1 - probability;
      binary[2 * member + 1] = probability;
    }
    return new Members(binary, memberCount, 2);
  }

  /** The mean distribution. */
  double[] consensus() {
    double[] mean = new double[classCount];
    for (int member = 0; member < memberCount; member++) {
      for (int k = 0; k < classCount; k++) {
        mean[k] += probability(member, k) / memberCount;
      }
    }
    return mean;
  }

  /** The part of the members that finds each class most probable, of equal ones the lowest. */
  double[] votes() {
    int[] counts = new int[classCount];
    for (int member = 0; member < memberCount; member++) {
      int vote = 0;
      for (int k = 1; k < classCount; k++) {
        vote = probability(member, k) > probability(member, vote) ? k : vote;
      }
      counts[vote]++;
    }
    return Arrays.stream(counts).mapToDouble(count -> (double) count / memberCount).toArray();
  }

  /** The mean of the members' entropies, in nats. */
  double meanEntropy() {
    double sum = 0;
    for (float probability : rows) {
      sum += entropyTerm(probability);
    }
    return sum / memberCount;
  }

  /** What the label says about which member is right, in nats. */
  double information() {
    return entropy(consensus()) - meanEntropy();
  }

  /** The entropy of a distribution, in nats. */
  static double entropy(double[] distribution) {
    double sum = 0;
    for (double probability : distribution) {
      sum += entropyTerm(probability);
    }
    return sum;
  }

  static double entropyTerm(double probability) {
    return probability > NEGLIGIBLE ? -Logarithm.times(probability) : 0;
  }

  /** The most different answers that there can be. */
  int answerLimit() {
    return Math.min(memberCount, classCount);
  }
}
