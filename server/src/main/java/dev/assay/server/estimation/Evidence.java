package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.server.store.WaveRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sample says about one question, in parallel arrays, one place for each settled item of the
 * population.
 *
 * @param rounds one for each wave
 * @param explorationShares for each wave, the policy's at the time
 * @param round for each item, its wave's place, ascending
 * @param inclusionProbability scaled by the part of the wave that is settled
 * @param weighed an estimate from the same items of the same population, whose weights are these;
 *     null without
 */
record Evidence(
    Question question,
    List<SettledItem> items,
    MultiRoundDifference.Round[] rounds,
    double[] explorationShares,
    int[] round,
    double[] inclusionProbability,
    @Nullable DifferenceEstimate weighed) {

  /** Gathers it. */
  static Evidence of(WaveSample sample, Question question) {
    int[] waves = sample.waveIndices();
    double[] parts = sample.settledParts();
    List<SettledItem> members = new ArrayList<>(waves.length);
    int[] round = new int[waves.length];
    double[] inclusionProbability = new double[waves.length];
    for (int i = 0; i < waves.length; i++) {
      SettledItem item = sample.items().get(i);
      if (question.isMember(item)) {
        round[members.size()] = waves[i];
        inclusionProbability[members.size()] = item.inclusionProbability() * parts[waves[i]];
        members.add(item);
      }
    }
    return new Evidence(
        question,
        Collections.unmodifiableList(members),
        rounds(sample, question),
        sample.waves().stream().mapToDouble(WaveRow::explorationShare).toArray(),
        Arrays.copyOf(round, members.size()),
        Arrays.copyOf(inclusionProbability, members.size()),
        null);
  }

  /**
   * The same items asked another question, whose population is the same.
   *
   * @param known the estimate of this question, whose weights are taken over
   */
  Evidence asking(WaveSample sample, Question other, DifferenceEstimate known) {
    return new Evidence(
        other, items, rounds(sample, other), explorationShares, round, inclusionProbability, known);
  }

  private static MultiRoundDifference.Round[] rounds(WaveSample sample, Question question) {
    double[] parts = sample.settledParts();
    MultiRoundDifference.Round[] rounds = new MultiRoundDifference.Round[parts.length];
    Arrays.setAll(rounds, t -> round(sample.waves().get(t), parts[t], question));
    return rounds;
  }

  /**
   * A wave as its question has it.
   *
   * @param part of it that is settled, by which probabilities are scaled
   */
  private static MultiRoundDifference.Round round(WaveRow wave, double part, Question question) {
    int remaining = question.memberCount(wave);
    // What was planned, not what was served: how much was served may depend on labels, a weight
    // must not.
    long planned = Math.round((double) wave.drawCount() * remaining / wave.candidateCount());
    return new MultiRoundDifference.Round(
        remaining,
        question.controlTotal(wave),
        Math.min(Math.max(planned, 1), remaining),
        question.plannedVariance(wave),
        countVariance(question.countVariance(wave), remaining, part));
  }

  /** sum (1/(part pi) - 1) from sum (1/pi - 1); not a number where nothing is settled. */
  private static double countVariance(double planned, int remaining, double part) {
    return part > 0 ? (planned + remaining) / part - remaining : Double.NaN;
  }

  /** The items that the question is asked of. */
  long populationCount() {
    return rounds[0].remainingCount();
  }

  /** The question's answer for an item, by its place. */
  double z(int i) {
    return question.z(items.get(i));
  }

  /** Every label, weighted by its inclusion probability, with what the model believed. */
  DifferenceEstimate difference() {
    double[] z = new double[items.size()];
    double[] g = new double[items.size()];
    for (int i = 0; i < z.length; i++) {
      z[i] = question.z(items.get(i));
      g[i] = question.g(items.get(i));
    }
    if (weighed != null) {
      double[] controls =
          Arrays.stream(rounds).mapToDouble(MultiRoundDifference.Round::controlTotal).toArray();
      return weighed.ofAnother(controls, z, g);
    }
    return MultiRoundDifference.estimate(
        populationCount(), rounds, round, z, g, inclusionProbability);
  }
}
