package dev.assay.server.evaluation;

import dev.assay.server.pool.ControlTotals;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.EvaluationInputs;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A round that was drawn from one instant of the pool, before it is stored.
 *
 * @param known ordinals of items that the version is judged on and that cannot be drawn any more,
 *     but for those of earlier rounds
 * @param unserved ordinals of all items that no annotator was served, ascending
 * @param totals of the unserved items, as waves have them
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; rounds are not compared
record PreparedRound(
    PoolMoment moment,
    ScoreColumns scores,
    EvaluationInputs inputs,
    long seed,
    RoundDrawing drawing,
    int[] known,
    int[] unserved,
    WaveRow.Controls totals) {

  static PreparedRound of(
      PoolMoment moment,
      ScoreColumns scores,
      EvaluationInputs inputs,
      long seed,
      RoundDrawing drawing,
      int[] known) {
    int[] unserved = new int[moment.progress().itemCount()];
    int count = 0;
    for (int ordinal = 0; ordinal < unserved.length; ordinal++) {
      if (moment.isUnserved(ordinal)) {
        unserved[count++] = ordinal;
      }
    }
    unserved = Arrays.copyOf(unserved, count);
    return new PreparedRound(
        moment,
        scores,
        inputs,
        seed,
        drawing,
        known,
        unserved,
        totals(moment, scores, drawing, unserved));
  }

  /**
   * Sums over all unserved items. Other estimates count the round as one of theirs where it could
   * draw all that they speak of; where it could not its planned variance is infinite, and its
   * weight nil.
   */
  private static WaveRow.Controls totals(
      PoolMoment moment, ScoreColumns scores, RoundDrawing drawing, int[] unserved) {
    double[] probabilities = new double[unserved.length];
    Arrays.fill(probabilities, 1);
    int[] drawable = drawing.candidates().ordinals();
    for (int i = 0; i < drawable.length; i++) {
      probabilities[Arrays.binarySearch(unserved, drawable[i])] =
          drawing.inclusionProbabilities()[i];
    }
    WaveRow.Controls sums = ControlTotals.of(unserved, probabilities, scores, false);
    boolean whole = moment.part() == null;
    boolean all = drawable.length == unserved.length;
    return new WaveRow.Controls(
        sums.judgedCount(),
        sums.judgedControl(),
        sums.classControls(),
        whole ? sums.judgedVariance() : Double.POSITIVE_INFINITY,
        all ? sums.poolVariance() : Double.POSITIVE_INFINITY,
        whole ? sums.judgedCountVariance() : Double.NaN,
        all ? sums.poolCountVariance() : Double.NaN);
  }

  /** The totals without items that were served meanwhile. */
  WaveRow.Controls totalsWithout(BitSet served) {
    int[] gone = served.stream().toArray();
    double[] ones = new double[gone.length];
    Arrays.fill(ones, 1);
    WaveRow.Controls less = ControlTotals.of(gone, ones, scores, false);
    double[] classes = totals.classControls().clone();
    for (int k = 0; k < classes.length; k++) {
      classes[k] -= less.classControls()[k];
    }
    return new WaveRow.Controls(
        totals.judgedCount() - less.judgedCount(),
        Math.max(totals.judgedControl() - less.judgedControl(), 0),
        classes,
        totals.judgedVariance(),
        totals.poolVariance(),
        totals.judgedCountVariance(),
        totals.poolCountVariance());
  }
}
