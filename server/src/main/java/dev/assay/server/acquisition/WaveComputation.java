package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.server.pool.ControlTotals;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Slice;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveQuotas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a wave from its candidates and what is known of them, its inputs and its parameters, and
 * from nothing else: planning and replay are the same computation.
 */
final class WaveComputation {
  private final PoolCandidates candidates;
  private final Recipe recipe;
  private final @Nullable WaveStrata strata;
  private final WaveParameters parameters;

  /**
   * A computation to come.
   *
   * @param candidates at least as many as are to be drawn
   * @param strata by the quotas of the inputs; null where there are none
   */
  WaveComputation(
      PoolCandidates candidates,
      WaveInputs inputs,
      @Nullable WaveStrata strata,
      WaveParameters parameters) {
    this.candidates = candidates;
    this.strata = strata;
    Recipe undivided = PolicyStrategy.recipe(inputs, candidates);
    this.recipe = strata == null ? undivided : strata.divide(undivided, candidates.ordinals());
    this.parameters = parameters;
  }

  /** How the wave is drawn. */
  Recipe recipe() {
    return recipe;
  }

  WaveDraw draw() {
    return WaveDesign.draw(recipe, candidates, parameters.drawCount(), parameters.seed());
  }

  DrawnWave compute(long waveNumber) {
    WaveDraw draw = draw();
    List<WaveItemRow> items = new ArrayList<>(draw.units().length);
    for (int position = 0; position < draw.units().length; position++) {
      items.add(item(waveNumber, position, draw));
    }
    return new DrawnWave(
        recipe,
        strata == null
            ? WaveQuotas.getDefaultInstance()
            : strata.given(
                candidates.ordinals(), draw.inclusionProbabilities(), parameters.drawCount()),
        candidates.size(),
        items,
        ControlTotals.of(
            candidates.ordinals(),
            draw.inclusionProbabilities(),
            candidates.columns(),
            candidates.isMultiLabel()),
        WaveDigest.of(candidates.ordinals(), draw));
  }

  private WaveItemRow item(long waveNumber, int position, WaveDraw draw) {
    int unit = draw.units()[position];
    int ordinal = candidates.ordinals()[unit];
    ScoreColumns scores = candidates.isMultiLabel() ? null : candidates.columns();
    ScoreColumns known = scores != null && scores.has(ordinal) ? scores : null;
    return new WaveItemRow(
        waveNumber,
        position,
        ordinal,
        draw.inclusionProbabilities()[unit],
        draw.isExploration(position) ? Slice.SLICE_EXPLORE : Slice.SLICE_EXPLOIT,
        draw.sliceDraws()[position],
        draw.utilities()[unit],
        known == null ? -1 : known.predictedClass(ordinal),
        known == null ? 0 : known.errorProbability(ordinal),
        known != null && known.isJudged(ordinal));
  }
}
