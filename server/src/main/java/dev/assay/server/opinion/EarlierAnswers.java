package dev.assay.server.opinion;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.SecondOpinion;
import dev.assay.sampling.vector.Points;
import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.VectorColumns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What waves before one have taught: all that a second opinion of that wave may look at. A wave's
 * own labels, and those of later ones, are no part of it.
 *
 * @param items settled items of earlier waves whose answer is one class
 */
record EarlierAnswers(List<SettledItem> items) {

  /** Those of the waves before one. */
  static EarlierAnswers before(long waveNumber, List<SettledItem> settled) {
    return new EarlierAnswers(
        settled.stream()
            .filter(item -> item.waveNumber() < waveNumber && item.verdictClass() >= 0)
            .toList());
  }

  /** How many of the waves' predictions were wrong, and how many right: the fewer. */
  int fewer(Set<Long> waves) {
    int wrong = 0;
    int right = 0;
    for (SettledItem item : items) {
      if (isJudged(item, waves)) {
        wrong += item.predictedClass() == item.verdictClass() ? 0 : 1;
        right += item.predictedClass() == item.verdictClass() ? 1 : 0;
      }
    }
    return Math.min(wrong, right);
  }

  private static boolean isJudged(SettledItem item, Set<Long> waves) {
    return item.predictedClass() >= 0 && waves.contains(item.waveNumber());
  }

  /**
   * As a second opinion learns from them: of more than it takes, those with the smallest permanent
   * random numbers, a sample that changes little as labels come.
   *
   * @param waves those whose predictions are looked at
   */
  SecondOpinion.Labelled labelled(VectorColumns vectors, int classCount, Set<Long> waves) {
    int[] ordinals = items.stream().mapToInt(SettledItem::ordinal).toArray();
    Points points = vectors.of(ordinals);
    Integer[] places = new Integer[ordinals.length];
    Arrays.setAll(places, i -> i);
    int[] kept =
        Arrays.stream(places)
            .filter(points::has)
            .sorted(Comparator.comparingLong(i -> SeededStream.mix(ordinals[i] + 1L)))
            .limit(SecondOpinion.MAX_LABELLED)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    double[][] rows = new double[kept.length][points.dimension()];
    int[] classes = new int[kept.length];
    int[] predicted = new int[kept.length];
    double[] doubts = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      SettledItem item = items.get(kept[k]);
      points.copy(kept[k], rows[k]);
      classes[k] = item.verdictClass();
      predicted[k] = isJudged(item, waves) ? item.predictedClass() : -1;
      doubts[k] = item.errorProbability();
    }
    return new SecondOpinion.Labelled(rows, classes, classCount, predicted, doubts);
  }
}
