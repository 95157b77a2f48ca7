package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.server.store.WaveRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a sample says about one question, in parallel arrays, one place for each settled item of the
 * population.
 *
 * @param rounds one for each wave
 * @param explorationShares for each wave, the policy's at the time
 * @param round for each item, its wave's place, ascending
 * @param inclusionProbability scaled by the part of the wave that is settled
 */
record Evidence(
    Question question,
    List<SettledItem> items,
    MultiRoundDifference.Round[] rounds,
    double[] explorationShares,
    int[] round,
    double[] inclusionProbability) {

  /** Gathers it. */
  static Evidence of(WaveSample sample, Question question) {
    int[] waves = sample.waveIndices();
    int[] members =
        IntStream.range(0, waves.length)
            .filter(i -> question.isMember(sample.items().get(i)))
            .toArray();
    double[] parts = sample.settledParts();
    return new Evidence(
        question,
        Arrays.stream(members).mapToObj(sample.items()::get).toList(),
        sample.waves().stream()
            .map(wave -> round(wave, question))
            .toArray(MultiRoundDifference.Round[]::new),
        sample.waves().stream().mapToDouble(WaveRow::explorationShare).toArray(),
        Arrays.stream(members).map(i -> waves[i]).toArray(),
        Arrays.stream(members)
            .mapToDouble(i -> sample.items().get(i).inclusionProbability() * parts[waves[i]])
            .toArray());
  }

  /** The same items asked another question, whose population is the same. */
  Evidence asking(WaveSample sample, Question other) {
    return new Evidence(
        other,
        items,
        sample.waves().stream()
            .map(wave -> round(wave, other))
            .toArray(MultiRoundDifference.Round[]::new),
        explorationShares,
        round,
        inclusionProbability);
  }

  private static MultiRoundDifference.Round round(WaveRow wave, Question question) {
    int remaining = question.memberCount(wave);
    // What was planned, not what was served: how much was served may depend on labels, a weight
    // must not.
    long planned = Math.round((double) wave.drawCount() * remaining / wave.candidateCount());
    return new MultiRoundDifference.Round(
        remaining, question.controlTotal(wave), Math.min(Math.max(planned, 1), remaining));
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
    return MultiRoundDifference.estimate(
        populationCount(),
        rounds,
        round,
        items.stream().mapToDouble(question::z).toArray(),
        items.stream().mapToDouble(question::g).toArray(),
        inclusionProbability);
  }
}
