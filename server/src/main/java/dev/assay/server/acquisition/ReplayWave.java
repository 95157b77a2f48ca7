package dev.assay.server.acquisition;

import com.google.protobuf.ByteString;
import dev.assay.server.evaluation.RecordedRound;
import dev.assay.server.failure.WaveNotFound;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;

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
    RecordedWave recorded = RecordedWave.of(tables, project, wave);
    ByteString digest =
        wave.isEvaluation()
            ? RecordedRound.digest(tables, project, wave, recorded.candidates().ordinals())
            : recorded.computation().compute(wave.waveNumber()).digest();
    return ReplayWaveResponse.newBuilder()
        .setIdentical(digest.equals(wave.digest()))
        .setRecorded(recorded.event())
        .setReplayedDigest(digest)
        .build();
  }
}
