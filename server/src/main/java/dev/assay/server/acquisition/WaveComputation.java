package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a wave from its candidates, the scores and its parameters, and from nothing else:
 * planning and replay are the same computation.
 */
final class WaveComputation {
  private final int[] candidates;
  private final @Nullable ScoreColumns scores;
  private final boolean isMultiLabel;
  private final WaveParameters parameters;

  /**
   * A computation to come.
   *
   * @param candidates ordinals, ascending, at least as many as are to be drawn
   * @param scores the published scores, or null when the wave is drawn without
   */
  WaveComputation(
      int[] candidates,
      @Nullable ScoreColumns scores,
      boolean isMultiLabel,
      WaveParameters parameters) {
    this.candidates = candidates;
    this.scores = scores;
    this.isMultiLabel = isMultiLabel;
    this.parameters = parameters;
  }

  DrawnWave compute(long waveNumber) {
    WaveDraw draw =
        WaveDesign.draw(
            Strategies.named(parameters.strategy()),
            new PoolCandidates(candidates, scores, isMultiLabel),
            parameters.drawCount(),
            parameters.explorationShare(),
            parameters.sharpness(),
            parameters.seed());
    List<WaveItemRow> items = new ArrayList<>(draw.units().length);
    for (int position = 0; position < draw.units().length; position++) {
      items.add(item(waveNumber, position, draw));
    }
    ControlTotals totals = ControlTotals.of(candidates, scores, isMultiLabel);
    return new DrawnWave(
        candidates.length,
        items,
        totals.judgedCount(),
        totals.judgedControl(),
        totals.classControls(),
        WaveDigest.of(candidates, draw));
  }

  private WaveItemRow item(long waveNumber, int position, WaveDraw draw) {
    int unit = draw.units()[position];
    int ordinal = candidates[unit];
    ScoreColumns known = scores != null && !isMultiLabel && scores.has(ordinal) ? scores : null;
    return new WaveItemRow(
        waveNumber,
        position,
        ordinal,
        draw.inclusionProbabilities()[unit],
        draw.isExploration(position) ? Slice.SLICE_EXPLORE : Slice.SLICE_EXPLOIT,
        draw.sliceDraws()[position],
        draw.utilities()[unit],
        known == null ? -1 : known.predictedClass(ordinal),
        known == null ? 0 : ControlTotals.errorProbability(known, ordinal),
        known != null && known.isJudged(ordinal));
  }
}
