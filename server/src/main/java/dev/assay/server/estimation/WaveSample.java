package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Waves of a project with the settled items that they drew: what every estimate starts from. Costs
 * as much as there are settled items and waves, never as much as the pool.
 *
 * @param waves in the order of their numbers, each with at least one served item
 * @param items the settled items, by wave and place in its order of serving, without the contested
 * @param contested ordinals of the items that adjudicators could not decide
 */
record WaveSample(List<WaveRow> waves, List<Settled> items, Set<Integer> contested) {

  /**
   * One settled item.
   *
   * @param waveIndex its wave's place among the waves
   */
  record Settled(int waveIndex, String itemId, WaveItemRow drawn, Answer verdict) {}

  /** The waves that were served and that the condition keeps, with their settled items. */
  static WaveSample read(Tables tables, long projectId, Predicate<WaveRow> condition) {
    List<WaveRow> waves =
        tables.waves().list(projectId).stream()
            .filter(wave -> wave.nextPosition() > 0)
            .filter(condition)
            .toList();
    List<Settled> items = new ArrayList<>();
    Set<Integer> contested = tables.adjudications().contested(projectId);
    if (!waves.isEmpty()) {
      Map<Long, Integer> indices = new HashMap<>();
      waves.forEach(wave -> indices.put(wave.waveNumber(), indices.size()));
      tables
          .tasks()
          .scanSettled(
              projectId, waves.get(0).waveNumber(), row -> collect(row, indices, contested, items));
    }
    return new WaveSample(waves, List.copyOf(items), contested);
  }

  private static void collect(
      SettledRow row, Map<Long, Integer> indices, Set<Integer> contested, List<Settled> items) {
    Integer index = indices.get(row.drawn().waveNumber());
    String verdict = row.task().verdict();
    if (index != null && verdict != null && !contested.contains(row.drawn().ordinal())) {
      items.add(new Settled(index, row.itemId(), row.drawn(), new Answer(verdict)));
    }
  }

  /** The sample without the waves before {@code fromWave}. */
  WaveSample from(int fromWave) {
    List<Settled> kept = new ArrayList<>();
    for (Settled item : items) {
      if (item.waveIndex() >= fromWave) {
        kept.add(
            new Settled(item.waveIndex() - fromWave, item.itemId(), item.drawn(), item.verdict()));
      }
    }
    return new WaveSample(waves.subList(fromWave, waves.size()), List.copyOf(kept), contested);
  }

  /** The sample without the waves from {@code endWave} on. */
  WaveSample until(int endWave) {
    return new WaveSample(
        waves.subList(0, endWave),
        items.stream().filter(item -> item.waveIndex() < endWave).toList(),
        contested);
  }

  /**
   * The longest run of first waves of which each has a settled item: a later wave counts the
   * earlier ones' items as known, which takes at least one to speak for them.
   */
  WaveSample untilFirstUnsettled() {
    int[] settled = settledCounts();
    int end = 0;
    while (end < settled.length && settled[end] > 0) {
      end++;
    }
    return end == waves.size() ? this : until(end);
  }

  /** The waves that had the same items set aside as the last of them. */
  WaveSample sinceLastSetAside(SetAside setAside) {
    int first = Math.max(waves.size() - 1, 0);
    while (first > 0
        && setAside.before(waves.get(first - 1)) == setAside.before(waves.get(first))) {
      first--;
    }
    return first == 0 ? this : from(first);
  }

  /** Served items of the waves, settled or not. */
  int servedCount() {
    return waves.stream().mapToInt(WaveRow::nextPosition).sum();
  }

  /** Settled items of each wave. */
  int[] settledCounts() {
    int[] counts = new int[waves.size()];
    items.forEach(item -> counts[item.waveIndex()]++);
    return counts;
  }

  /**
   * For each wave, the part of its drawn items that is settled: the part served, times the part of
   * those that has a verdict. Inclusion probabilities are scaled by it.
   */
  double[] settledParts() {
    int[] counts = settledCounts();
    double[] parts = new double[counts.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (double) counts[i] / waves.get(i).drawCount();
    }
    return parts;
  }
}
