package dev.assay.server.estimation;

import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Slice;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Numbers about one yes-or-no question (is the model wrong? is it of this class?) in parallel
 * arrays, one place for each settled item.
 *
 * @param populationCount items that the question is asked of
 * @param rounds one for each wave
 * @param explorationShares for each wave, the policy's at the time
 * @param round for each item, its wave's place, ascending
 * @param z 1 where the answer is yes, else 0
 * @param g what the model believed of it beforehand, in [0, 1]
 * @param inclusionProbability scaled by the part of the wave that is settled
 * @param isExploration whether it was drawn by exploration
 */
record Evidence(
    long populationCount,
    MultiRoundDifference.Round[] rounds,
    double[] explorationShares,
    int[] round,
    double[] z,
    double[] g,
    double[] inclusionProbability,
    boolean[] isExploration) {

  /**
   * Gathers it.
   *
   * @param isMember whether a settled item belongs to the population
   * @param remainingCount of a wave: candidates that belong to the population
   * @param controlTotal of a wave: the sum of g over them
   * @param z of a settled item
   * @param g of a settled item
   */
  static Evidence of(
      WaveSample sample,
      Predicate<WaveSample.Settled> isMember,
      ToIntFunction<WaveRow> remainingCount,
      ToDoubleFunction<WaveRow> controlTotal,
      ToDoubleFunction<WaveSample.Settled> z,
      ToDoubleFunction<WaveSample.Settled> g) {
    List<WaveSample.Settled> items = sample.items().stream().filter(isMember).toList();
    double[] parts = sample.settledParts();
    return new Evidence(
        remainingCount.applyAsInt(sample.waves().get(0)),
        sample.waves().stream()
            .map(wave -> round(wave, remainingCount, controlTotal))
            .toArray(MultiRoundDifference.Round[]::new),
        sample.waves().stream().mapToDouble(WaveRow::explorationShare).toArray(),
        items.stream().mapToInt(WaveSample.Settled::waveIndex).toArray(),
        items.stream().mapToDouble(z).toArray(),
        items.stream().mapToDouble(g).toArray(),
        items.stream()
            .mapToDouble(item -> item.drawn().inclusionProbability() * parts[item.waveIndex()])
            .toArray(),
        exploration(items));
  }

  private static MultiRoundDifference.Round round(
      WaveRow wave, ToIntFunction<WaveRow> remainingCount, ToDoubleFunction<WaveRow> controlTotal) {
    int remaining = remainingCount.applyAsInt(wave);
    // What was planned, not what was served: how much was served may depend on labels, a weight
    // must not.
    long planned = Math.round((double) wave.drawCount() * remaining / wave.candidateCount());
    return new MultiRoundDifference.Round(
        remaining, controlTotal.applyAsDouble(wave), Math.min(Math.max(planned, 1), remaining));
  }

  private static boolean[] exploration(List<WaveSample.Settled> items) {
    boolean[] isExploration = new boolean[items.size()];
    for (int i = 0; i < isExploration.length; i++) {
      isExploration[i] = items.get(i).drawn().slice() == Slice.SLICE_EXPLORE;
    }
    return isExploration;
  }

  /** Whether any item is there to estimate from. */
  boolean isEmpty() {
    return z.length == 0;
  }
}
