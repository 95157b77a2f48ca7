package dev.assay.server.estimation;

import dev.assay.server.store.WaveRow;
import java.util.Arrays;
import java.util.List;

/**
 * The waves that speak of the whole pool, and the settled items of the waves before them, which
 * speak for themselves.
 *
 * <p>A wave can only speak of the items that were there when it was drawn. So the pool is that of
 * the last served wave, the rounds are the waves that were drawn from this same pool, and
 * everything settled before the first of them is known. Where the pool has never grown, and no item
 * was set aside as gold since the first wave, these are all waves.
 *
 * @param rounds the waves from the same pool
 * @param known settled items of the waves before
 * @param knownResponses for each known item, the served items of its wave that it stands for
 * @param poolCount the items of that pool without those set aside as gold
 */
record PoolSample(
    WaveSample rounds, List<SettledItem> known, double[] knownResponses, int poolCount) {

  /** An empty sample where nothing is settled. */
  static PoolSample of(SettledState state) {
    WaveSample all = state.sample().untilFirstUnsettled();
    List<WaveRow> waves = all.waves();
    if (waves.isEmpty()) {
      return new PoolSample(all, List.of(), new double[0], 0);
    }
    SetAside setAside = state.setAside();
    WaveRow last = waves.get(waves.size() - 1);
    int first = waves.size() - 1;
    while (first > 0
        && waves.get(first - 1).poolCount() == last.poolCount()
        && setAside.before(waves.get(first - 1)) == setAside.before(last)) {
      first--;
    }
    if (all.from(first).ifAnySpeaks(WaveRow::poolVariance).waves().isEmpty()) {
      return new PoolSample(all.until(0), List.of(), new double[0], 0);
    }
    WaveSample before = all.until(first);
    int[] settled = before.settledCounts();
    double[] responses =
        Arrays.stream(before.waveIndices())
            .mapToDouble(wave -> (double) waves.get(wave).nextPosition() / settled[wave])
            .toArray();
    return new PoolSample(
        all.from(first), before.items(), responses, last.poolCount() - setAside.before(last));
  }

  /** The items that the rounds speak of: those that no wave before had served. */
  int remainingCount() {
    return rounds.waves().get(0).candidateCount();
  }
}
