package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.server.store.WaveRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Is what a model version says of the item wrong? Of any version, whichever the item was drawn by:
 * what the version of that time believed of its own error is the control variate, for what one
 * finds hard others do, too. A wave that has no sum of these beliefs over all its candidates has
 * none.
 *
 * @param ofWhole whether the version is judged by all candidates of its waves; else by those that
 *     its own first scores were of
 * @param believed numbers of the waves that have a control
 * @param opinions what is believed of errors on the items of those
 */
record ScoredErrors(
    Predictions predictions,
    boolean ofWhole,
    Set<Long> believed,
    WaveOpinions opinions,
    BeliefShift shift)
    implements Question {

  /** The errors on the items of the waves. */
  static ScoredErrors of(
      Predictions predictions, boolean ofWhole, List<WaveRow> waves, WaveOpinions opinions) {
    Set<Long> believed =
        waves.stream()
            .filter(wave -> wave.judgedCount() > 0)
            .filter(wave -> !ofWhole || wave.judgedCount() == wave.candidateCount())
            .map(WaveRow::waveNumber)
            .collect(Collectors.toUnmodifiableSet());
    return new ScoredErrors(predictions, ofWhole, believed, opinions, new BeliefShift(0));
  }

  /** The same, with the beliefs moved to where the labels say that they are. */
  ScoredErrors shifted(BeliefShift moved) {
    return new ScoredErrors(predictions, ofWhole, believed, opinions, moved);
  }

  @Override
  public boolean isMember(SettledItem item) {
    return ofWhole || item.isJudged();
  }

  @Override
  public int memberCount(WaveRow wave) {
    return ofWhole ? wave.candidateCount() : wave.judgedCount();
  }

  private boolean hasBeliefs(WaveRow wave) {
    return believed.contains(wave.waveNumber());
  }

  @Override
  public double controlTotal(WaveRow wave) {
    return shift.total(hasBeliefs(wave) ? opinions.controlTotal(wave) : 0, memberCount(wave));
  }

  @Override
  public double plannedVariance(WaveRow wave) {
    return hasBeliefs(wave) ? wave.judgedVariance() : wave.poolVariance();
  }

  @Override
  public double countVariance(WaveRow wave) {
    return ofWhole ? wave.poolCountVariance() : wave.judgedCountVariance();
  }

  @Override
  public double z(SettledItem item) {
    return predictions.isRight(item) ? 0 : 1;
  }

  @Override
  public double g(SettledItem item) {
    return shift.of(believed.contains(item.waveNumber()) ? opinions.error(item) : 0);
  }
}
