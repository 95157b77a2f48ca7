package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Slice;
import java.util.Comparator;

/**
 * Everything that questions ask of one settled item: its verdict, and how it was drawn.
 *
 * @param verdictClass the class that the verdict names; -1 where an answer is not one class
 * @param predictedClass what the model of the time predicted; -1 without a prediction
 * @param errorProbability how likely it found that to be wrong
 * @param isJudged whether the model version is judged on the item
 * @param verdictClasses the verdict's text where an answer is not one class; else empty
 */
public record SettledItem(
    long waveNumber,
    int position,
    int ordinal,
    double inclusionProbability,
    boolean isExploration,
    int verdictClass,
    int predictedClass,
    double errorProbability,
    boolean isJudged,
    String verdictClasses) {

  /** The order in which they are drawn: by wave and place in its order of serving. */
  static final Comparator<SettledItem> AS_DRAWN =
      Comparator.comparingLong(SettledItem::waveNumber).thenComparingInt(SettledItem::position);

  static SettledItem of(LabelSpace space, String verdict, WaveItemRow drawn) {
    boolean isOneClass = space.allows(Use.PREDICTED_CLASS);
    return new SettledItem(
        drawn.waveNumber(),
        drawn.position(),
        drawn.ordinal(),
        drawn.inclusionProbability(),
        drawn.slice() == Slice.SLICE_EXPLORE,
        isOneClass ? Answer.classIndex(verdict) : -1,
        drawn.predictedClass(),
        drawn.errorProbability(),
        drawn.judged(),
        isOneClass ? "" : verdict);
  }
}
