package dev.assay.server.acquisition;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.drift.CellShift;
import dev.assay.server.pool.ScoreColumns;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether a model scores new items otherwise than those that were there: a two-sample test of the
 * predicted classes, each cut in three by how sure the model is. Samples of a bounded size are
 * compared, so that what the test finds in a large pool is large as well.
 */
final class ScoreShift {
  /** The most items of either kind. */
  static final int SAMPLE = 2_000;

  /** Fewer new or old items are not compared. */
  static final int LEAST = 100;

  /** Classes from this place on are taken together. */
  static final int MAX_CLASSES = 50;

  private static final int PARTS = 3;

  private ScoreShift() {}

  /**
   * The probability of a difference as large or larger, where nothing has changed; 1 where there
   * are too few items.
   *
   * @param knownCount items of the pool that were there, the first ones
   * @param poolCount items of the pool
   */
  static double pValue(ScoreColumns scores, int knownCount, int poolCount, long seed) {
    int[] old = sample(scores, 0, knownCount, new SeededStream(seed, 1));
    int[] fresh = sample(scores, knownCount, poolCount, new SeededStream(seed, 2));
    if (old.length < LEAST || fresh.length < LEAST) {
      return 1;
    }
    float[] sure = new float[old.length + fresh.length];
    for (int i = 0; i < old.length; i++) {
      sure[i] = sureness(scores, old[i]);
    }
    for (int i = 0; i < fresh.length; i++) {
      sure[old.length + i] = sureness(scores, fresh[i]);
    }
    Arrays.sort(sure);
    float low = sure[sure.length / PARTS];
    float high = sure[2 * sure.length / PARTS];
    return CellShift.pValue(cells(scores, old, low, high), cells(scores, fresh, low, high));
  }

  private static float sureness(ScoreColumns scores, int ordinal) {
    return scores.probability(ordinal, scores.predictedClass(ordinal));
  }

  private static int[] cells(ScoreColumns scores, int[] ordinals, float low, float high) {
    int[] cells = new int[PARTS * Math.min(scores.classCount(), MAX_CLASSES)];
    for (int ordinal : ordinals) {
      float sureness = sureness(scores, ordinal);
      int part = sureness < low ? 0 : sureness < high ? 1 : 2;
      cells[PARTS * Math.min(scores.predictedClass(ordinal), MAX_CLASSES - 1) + part]++;
    }
    return cells;
  }

  /** Scored items of a range: a sample without replacement (Floyd's), or all of a small range. */
  private static int[] sample(ScoreColumns scores, int from, int to, SeededStream random) {
    int size = to - from;
    if (size <= SAMPLE) {
      return scored(scores, from, to);
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int last = size - SAMPLE; last < size; last++) {
      int draw = random.nextBelow(last + 1);
      if (!chosen.add(draw)) {
        chosen.add(last);
      }
    }
    return chosen.stream().mapToInt(offset -> from + offset).filter(scores::has).toArray();
  }

  private static int[] scored(ScoreColumns scores, int from, int to) {
    return IntStream.range(from, to).filter(scores::has).toArray();
  }
}
