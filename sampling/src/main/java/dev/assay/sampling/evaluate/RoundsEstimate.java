package dev.assay.sampling.evaluate;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the rounds of an evaluation say: the multi-round difference over groups of units in the
 * order in which they left the population. A group is known as it is labelled, or one round's draw.
 */
public final class RoundsEstimate {
  private RoundsEstimate() {}

  /**
   * Units that left the population together.
   *
   * @param unitCount those that were drawn, or are known
   * @param controlTotal of a draw, the sum of g over its candidates; 0 of what is known
   * @param weight of a draw, fixed in advance; 0 of what is known
   */
  public record Group(int unitCount, double controlTotal, double weight) {
    /** Units that count as they are labelled. */
    public static Group known(int unitCount) {
      return new Group(unitCount, 0, 0);
    }

    boolean isDraw() {
      return weight > 0;
    }
  }

  /**
   * The labels that there are, in parallel arrays, in the order of the groups.
   *
   * @param group of each label, ascending
   * @param inclusionProbability of a drawn unit in its round, not scaled; 1 of what is known
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over; labels are not compared
  public record Labels(int[] group, double[] z, double[] g, double[] inclusionProbability) {}

  /**
   * The estimate of the mean of z over the population. Units of a group without a label are taken
   * to be like those with one. Empty where too little is there: no round has a label, or something
   * was known before one and none of it has.
   *
   * @param populationCount N
   */
  public static Optional<DifferenceEstimate> of(
      long populationCount, List<Group> groups, SampleSize sampleSize, Labels labels) {
    int[] counts = new int[groups.size()];
    for (int group : labels.group()) {
      counts[group]++;
    }
    double[] weights = weights(groups, counts);
    if (Arrays.stream(weights).sum() == 0) {
      return Optional.empty();
    }
    MultiRoundDifference.Round[] rounds = new MultiRoundDifference.Round[groups.size()];
    long remaining = populationCount;
    for (int t = 0; t < rounds.length; t++) {
      Group group = groups.get(t);
      rounds[t] =
          new MultiRoundDifference.Round(
              remaining, group.controlTotal(), Math.max(group.unitCount(), 1), 1, Double.NaN);
      remaining -= group.unitCount();
    }
    double[] scaled = new double[labels.z().length];
    for (int i = 0; i < scaled.length; i++) {
      int group = labels.group()[i];
      scaled[i] =
          labels.inclusionProbability()[i]
              * ((double) counts[group] / groups.get(group).unitCount());
    }
    return Optional.of(
        MultiRoundDifference.estimate(
            populationCount,
            rounds,
            weights,
            sampleSize,
            labels.group(),
            labels.z(),
            labels.g(),
            scaled));
  }

  /** The weights of the rounds that have labels, scaled to 1; all 0 where none can be used. */
  private static double[] weights(List<Group> groups, int[] counts) {
    double[] weights = new double[groups.size()];
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      boolean hole = counts[t] == 0 && groups.get(t).unitCount() > 0;
      if (hole) {
        break; // nothing speaks for these units, which every later round counts on
      }
      weights[t] = groups.get(t).isDraw() ? groups.get(t).weight() : 0;
      sum += weights[t];
    }
    for (int t = 0; t < weights.length && sum > 0; t++) {
      weights[t] /= sum;
    }
    return weights;
  }
}
