package dev.assay.server.acquisition;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.pool.EnsembleColumns;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.ScoreColumnsLoader;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Policy;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveInputs;
import org.jspecify.annotations.Nullable;

/**
 * A wave that was drawn, with what it was computed from, read from the log and the pool as of then.
 *
 * @param strata that it was divided among; null where it was not
 */
record RecordedWave(
    WaveRow wave,
    PoolCandidates candidates,
    WaveInputs inputs,
    @Nullable WaveStrata strata,
    WaveParameters parameters) {

  static RecordedWave of(Tables tables, ProjectRow project, WaveRow wave) {
    Long scoreSetId = wave.scoreSetId();
    ScoreColumns scores = scoreSetId == null ? null : ScoreColumnsLoader.load(tables, scoreSetId);
    Long version = wave.basis().embeddingVersion();
    WaveInputs inputs = inputs(tables, wave);
    int[] ordinals = WaveCandidates.of(tables, wave);
    PoolCandidates candidates =
        new PoolCandidates(
            wave.poolCount(),
            ordinals,
            scores,
            !LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS),
            version == null ? null : VectorColumns.load(tables, project.projectId(), version),
            inputs.hasAnswers() ? inputs.getAnswers() : null,
            inputs.getReadsEnsemble() && scoreSetId != null
                ? EnsembleColumns.load(tables, scoreSetId)
                : null,
            inputs.hasPrices() ? KnownPrices.micros(inputs.getPrices(), ordinals) : null);
    WaveStrata strata =
        inputs.hasQuotas()
            ? WaveStrata.read(
                tables,
                project.projectId(),
                inputs.getQuotas(),
                project.definition().getLabelSchema(),
                wave.poolCount(),
                scores)
            : null;
    return new RecordedWave(
        wave,
        candidates,
        inputs,
        strata,
        new WaveParameters(wave.drawCount(), wave.basis().seed()));
  }

  WaveComputation computation() {
    return new WaveComputation(candidates, inputs, strata, parameters);
  }

  /** What the log says of it. */
  WaveDrawn event() {
    ScoreColumns scores = candidates.columns();
    return WaveEvents.drawn(
        wave,
        inputs,
        scores == null ? "" : scores.modelVersion(),
        scores == null ? 0 : scores.revision());
  }

  /** What was stored with the wave, or what the columns say of one of an older store. */
  private static WaveInputs inputs(Tables tables, WaveRow wave) {
    WaveInputs stored = tables.waves().inputs(wave.projectId(), wave.waveNumber());
    return stored != null
        ? stored
        : WaveInputs.newBuilder()
            .setPolicy(
                Policy.newBuilder()
                    .setVersion(wave.basis().policyVersion())
                    .setStrategy(wave.strategy())
                    .setExplorationShare(wave.explorationShare())
                    .setSharpness(wave.basis().sharpness()))
            .setExplorationShare(wave.explorationShare())
            .build();
  }
}
