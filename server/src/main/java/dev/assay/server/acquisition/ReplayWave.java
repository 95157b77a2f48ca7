package dev.assay.server.acquisition;

import com.google.protobuf.ByteString;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.failure.WaveNotFound;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.ScoreColumnsLoader;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;
import dev.assay.v1.WaveInputs;
import java.util.BitSet;

/** Draws a wave again from what the log and the pool say of it, and compares the digests. */
public final class ReplayWave implements Query<ReplayWaveRequest, ReplayWaveResponse> {
  private final Store store;

  public ReplayWave(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ReplayWaveRequest request, Violations violations) {
    violations.require(request.getWaveNumber() >= 1, "wave_number", "must be at least 1");
  }

  @Override
  public ReplayWaveResponse answer(ReplayWaveRequest request) {
    return store.read(tables -> replay(tables, request));
  }

  private static ReplayWaveResponse replay(Tables tables, ReplayWaveRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    WaveRow wave = tables.waves().find(project.projectId(), request.getWaveNumber());
    if (wave == null) {
      throw new WaveNotFound(request.getWaveNumber());
    }
    Long scoreSetId = wave.scoreSetId();
    ScoreColumns scores = scoreSetId == null ? null : ScoreColumnsLoader.load(tables, scoreSetId);
    WaveParameters parameters = new WaveParameters(wave.drawCount(), wave.basis().seed());
    boolean isMultiLabel = !LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS);
    Long version = wave.basis().embeddingVersion();
    WaveInputs inputs = inputs(tables, wave);
    PoolCandidates candidates =
        new PoolCandidates(
            wave.poolCount(),
            candidates(tables, wave),
            scores,
            isMultiLabel,
            version == null ? null : VectorColumns.load(tables, project.projectId(), version),
            inputs.hasAnswers() ? inputs.getAnswers() : null);
    ByteString digest =
        new WaveComputation(candidates, inputs, parameters).compute(wave.waveNumber()).digest();
    return ReplayWaveResponse.newBuilder()
        .setIdentical(digest.equals(wave.digest()))
        .setRecorded(
            WaveEvents.drawn(
                wave,
                scores == null ? "" : scores.modelVersion(),
                scores == null ? 0 : scores.revision()))
        .setReplayedDigest(digest)
        .build();
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

  /**
   * The items that could be drawn then: those of the pool without what earlier waves had taken and
   * what was set aside as gold.
   */
  private static int[] candidates(Tables tables, WaveRow wave) {
    BitSet taken = new BitSet(wave.poolCount());
    for (WaveRow earlier : tables.waves().list(wave.projectId())) {
      if (earlier.waveNumber() >= wave.waveNumber()) {
        break;
      }
      Long closed = earlier.closedSequence();
      boolean wasOpen = closed == null || closed > wave.drawnSequence();
      int limit = wasOpen ? earlier.drawCount() : earlier.nextPosition();
      for (WaveItemRow item :
          tables.waves().items(wave.projectId(), earlier.waveNumber(), 0, limit)) {
        taken.set(item.ordinal());
      }
    }
    tables.gold().scanReserved(wave.projectId(), wave.waveNumber(), taken::set);
    int[] candidates = new int[wave.poolCount() - taken.cardinality()];
    int count = 0;
    for (int ordinal = taken.nextClearBit(0);
        ordinal < wave.poolCount();
        ordinal = taken.nextClearBit(ordinal + 1)) {
      candidates[count++] = ordinal;
    }
    return candidates;
  }
}
