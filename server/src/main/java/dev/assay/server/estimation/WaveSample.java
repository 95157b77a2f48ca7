package dev.assay.server.estimation;

import dev.assay.server.store.WaveRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Waves of a project with the settled items that they drew: what every estimate starts from.
 *
 * @param waves in the order of their numbers, each with at least one served item
 * @param items the settled items as they were drawn, without the contested
 * @param contested ordinals of the items that adjudicators could not decide
 */
record WaveSample(List<WaveRow> waves, List<SettledItem> items, Set<Integer> contested) {

  /** The sample without the waves that the condition does not keep. */
  WaveSample only(Predicate<WaveRow> condition) {
    List<WaveRow> kept = new ArrayList<>();
    List<SettledItem> keptItems = new ArrayList<>();
    for (int t = 0; t < waves.size(); t++) {
      if (condition.test(waves.get(t))) {
        kept.add(waves.get(t));
        keptItems.addAll(items.subList(itemsBefore(t), itemsBefore(t + 1)));
      }
    }
    return new WaveSample(
        Collections.unmodifiableList(kept), Collections.unmodifiableList(keptItems), contested);
  }

  /** The sample without the waves before {@code fromWave}. */
  WaveSample from(int fromWave) {
    List<WaveRow> kept = waves.subList(fromWave, waves.size());
    return new WaveSample(kept, items.subList(itemsBefore(fromWave), items.size()), contested);
  }

  /** The sample without the waves from {@code endWave} on. */
  WaveSample until(int endWave) {
    return new WaveSample(
        waves.subList(0, endWave), items.subList(0, itemsBefore(endWave)), contested);
  }

  /**
   * The sample of its first items, of which there is at least one, and of the waves that drew them.
   */
  WaveSample first(int itemCount) {
    long last = items.get(itemCount - 1).waveNumber();
    return new WaveSample(
        waves.stream().filter(wave -> wave.waveNumber() <= last).toList(),
        items.subList(0, itemCount),
        contested);
  }

  /** Items of the waves before that place: looked up, for there may be very many of them. */
  private int itemsBefore(int wave) {
    if (wave == waves.size()) {
      return items.size();
    }
    long number = waves.get(wave).waveNumber();
    int low = 0;
    int high = items.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (items.get(middle).waveNumber() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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

  /**
   * The sample where any of its waves could draw all of the population, else an empty one: a round
   * of an evaluation of a part speaks of that part alone, and its planned variance is infinite.
   *
   * @param variance the planned one of a wave
   */
  WaveSample ifAnySpeaks(ToDoubleFunction<WaveRow> variance) {
    boolean any =
        waves.stream().anyMatch(wave -> variance.applyAsDouble(wave) != Double.POSITIVE_INFINITY);
    return any ? this : until(0);
  }

  /** Served items of the waves, settled or not. */
  int servedCount() {
    return waves.stream().mapToInt(WaveRow::nextPosition).sum();
  }

  /** Served items of those of the waves that have these numbers. */
  int servedCount(Set<Long> numbers) {
    return waves.stream()
        .filter(wave -> numbers.contains(wave.waveNumber()))
        .mapToInt(WaveRow::nextPosition)
        .sum();
  }

  /**
   * Whether estimates say the same of this sample as of an earlier one with the same items, but for
   * what is missing. They do while its last wave is served on, and while waves of the same scores
   * follow: these have no settled item yet, so that nothing speaks of them.
   */
  boolean isServedOnFrom(WaveSample earlier) {
    int last = earlier.waves.size() - 1;
    if (last < 0 || waves.size() <= last) {
      return waves.size() == earlier.waves.size();
    }
    for (int t = 0; t <= last; t++) {
      WaveRow wave = waves.get(t);
      WaveRow same = earlier.waves.get(t);
      if (wave.waveNumber() != same.waveNumber()
          || (t < last && wave.nextPosition() != same.nextPosition())) {
        return false;
      }
    }
    Long scores = waves.get(last).scoreSetId();
    return waves.subList(last, waves.size()).stream()
        .allMatch(wave -> Objects.equals(wave.scoreSetId(), scores));
  }

  /** For each item, its wave's place among the waves. */
  int[] waveIndices() {
    int[] indices = new int[items.size()];
    int wave = 0;
    long number = waves.isEmpty() ? 0 : waves.get(0).waveNumber();
    for (int i = 0; i < indices.length; i++) {
      while (number < items.get(i).waveNumber()) {
        wave++;
        number = waves.get(wave).waveNumber();
      }
      indices[i] = wave;
    }
    return indices;
  }

  /** Settled items of each wave. */
  int[] settledCounts() {
    int[] counts = new int[waves.size()];
    for (int t = 0; t < counts.length; t++) {
      counts[t] = itemsBefore(t + 1) - itemsBefore(t);
    }
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
