package dev.assay.server.pool;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import java.util.BitSet;

/** GetPoolSummary: counts the pool by state and by stratum. Reads every item. */
public final class GetPoolSummary implements Query<GetPoolSummaryRequest, GetPoolSummaryResponse> {
  private final Store store;
  private final PoolView view;

  public GetPoolSummary(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  @Override
  public GetPoolSummaryResponse answer(GetPoolSummaryRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    PoolSnapshot snapshot = view.snapshot(project);
    Strata strata = view.strata(project, snapshot);
    return store.read(tables -> count(tables, project.projectId(), strata, snapshot));
  }

  private static GetPoolSummaryResponse count(
      Tables tables, long projectId, Strata strata, PoolSnapshot snapshot) {
    ProgressRow progress = tables.progress().get(projectId);
    BitSet served = served(tables, projectId);
    StratumCounts counts = new StratumCounts();
    tables
        .items()
        .scan(
            projectId,
            item ->
                counts.add(
                    strata.nameOf(item.attributes(), item.ordinal(), snapshot.scores()),
                    served.get(item.ordinal())));
    return GetPoolSummaryResponse.newBuilder()
        .setItemCount(progress.itemCount())
        .setScoredCount(scoredCount(tables, progress))
        .setInProgressCount(progress.servedCount() - progress.settledCount())
        .setSettledCount(progress.settledCount())
        .setEmbeddingDimension(progress.embeddingDimension())
        .addAllStrata(counts.messages())
        .build();
  }

  private static int scoredCount(Tables tables, ProgressRow progress) {
    Long scoreSetId = progress.scoreSetId();
    ScoreSetRow published = scoreSetId == null ? null : tables.scores().find(scoreSetId);
    return published == null ? 0 : published.scoredCount();
  }

  /** What is taken, without what open waves have yet to serve. */
  private static BitSet served(Tables tables, long projectId) {
    BitSet served = new BitSet();
    tables.waves().scanTaken(projectId, served::set);
    for (WaveRow wave : tables.waves().open(projectId)) {
      for (WaveItemRow item :
          tables
              .waves()
              .items(projectId, wave.waveNumber(), wave.nextPosition(), wave.unservedCount())) {
        served.clear(item.ordinal());
      }
    }
    return served;
  }
}
