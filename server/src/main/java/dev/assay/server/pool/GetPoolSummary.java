package dev.assay.server.pool;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Clustering;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.Knowledge;
import dev.assay.v1.Policy;
import dev.assay.v1.RouteCount;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StratumQuota;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveTuning;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * GetPoolSummary: counts the pool by state and by stratum, from the index in memory. Reads every
 * item where a partition by attributes is asked for the first time since items changed.
 */
public final class GetPoolSummary implements Query<GetPoolSummaryRequest, GetPoolSummaryResponse> {
  /** How often the index and the store are looked at before they may be a commit apart. */
  private static final int MAX_ATTEMPTS = 5;

  /** The most waiting items of a route that are counted. */
  static final int MAX_WAITING_COUNT = 100_000;

  private final Store store;
  private final PoolView view;

  public GetPoolSummary(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  /** What the store says beside the index. */
  private record Progress(
      ProgressRow row,
      int scoredCount,
      int[] unserved,
      List<RouteCount> routes,
      List<StratumQuota> quotas,
      @Nullable Clustering clustering,
      LastWave wave) {
    static Progress read(Tables tables, ProjectRow project) {
      long projectId = project.projectId();
      ProgressRow row = tables.progress().get(projectId);
      WaveInputs last = tables.waves().inputs(projectId, row.lastWaveNumber());
      return new Progress(
          row,
          GetPoolSummary.scoredCount(tables, row),
          unservedOf(tables, projectId),
          routesOf(tables, projectId),
          last == null || !project.definition().getPolicy().hasQuota()
              ? List.of()
              : last.getQuotas().getStrataQuotasList(),
          PoolClusters.wanted(project.definition().getStrata()).isPresent()
                  && last != null
                  && last.getClusters().hasClustering()
              ? last.getClusters().getClustering()
              : null,
          LastWave.of(project, tables.waves().find(projectId, row.lastWaveNumber()), last));
    }
  }

  /** What selected the last wave, what it had to do without, and whether to buy more. */
  private record LastWave(
      String strategy,
      List<Knowledge> lacking,
      @Nullable StopDecision stopDecision,
      @Nullable WaveTuning tuning) {
    static LastWave of(ProjectRow project, @Nullable WaveRow wave, @Nullable WaveInputs inputs) {
      Policy policy = project.definition().getPolicy();
      return new LastWave(
          wave == null ? "" : wave.strategy(),
          inputs == null ? List.of() : inputs.getLackingList(),
          wave != null
                  && inputs != null
                  && inputs.hasStopDecision()
                  && policy.hasStopping()
                  && wave.basis().policyVersion() == policy.getVersion()
              ? inputs.getStopDecision()
              : null,
          inputs != null && inputs.hasTuning() && policy.hasSelfTuning()
              ? inputs.getTuning()
              : null);
    }
  }

  @Override
  public GetPoolSummaryResponse answer(GetPoolSummaryRequest request) {
    ProjectRow project = store.read(tables -> Projects.require(tables, request.getProject()));
    Progress progress = store.read(tables -> Progress.read(tables, project));
    PoolSnapshot snapshot = view.snapshot(project, progress.row.poolVersion());
    for (int i = 0; i < MAX_ATTEMPTS && snapshot.poolVersion() != progress.row.poolVersion(); i++) {
      progress = store.read(tables -> Progress.read(tables, project));
      snapshot = view.snapshot(project, progress.row.poolVersion());
    }
    StratumColumn column = view.column(project, snapshot);
    StratumCounts counts =
        column == null
            ? scan(project, snapshot, progress.unserved)
            : count(column, snapshot, progress.unserved);
    GetPoolSummaryResponse.Builder summary = GetPoolSummaryResponse.newBuilder();
    if (progress.clustering != null) {
      summary.setClustering(progress.clustering);
    }
    if (progress.wave.stopDecision != null) {
      summary.setStopDecision(progress.wave.stopDecision);
    }
    if (progress.wave.tuning != null) {
      summary.setTuning(progress.wave.tuning);
    }
    return summary
        .setItemCount(progress.row.itemCount())
        .setScoredCount(progress.scoredCount)
        .setInProgressCount(progress.row.servedCount() - progress.row.settledCount())
        .setSettledCount(progress.row.settledCount())
        .setEmbeddingDimension(progress.row.embeddingDimension())
        .addAllStrata(counts.messages(project.definition().getPolicy().getQuota(), progress.quotas))
        .addAllRoutes(progress.routes)
        .setWaveStrategy(progress.wave.strategy)
        .addAllWaveLacking(progress.wave.lacking)
        .build();
  }

  private static StratumCounts count(StratumColumn column, PoolSnapshot snapshot, int[] unserved) {
    StratumCounts counts = column.count(snapshot);
    for (int ordinal : unserved) {
      if (ordinal < column.itemCount() && snapshot.isTaken(ordinal)) {
        counts.unserve(column.nameOf(ordinal));
      }
    }
    return counts;
  }

  private StratumCounts scan(ProjectRow project, PoolSnapshot snapshot, int[] unserved) {
    Strata strata = view.strata(project, snapshot);
    OrdinalSet served = snapshot.taken().without(unserved);
    StratumCounts counts = new StratumCounts();
    return store.read(
        tables -> {
          tables
              .items()
              .scan(
                  project.projectId(),
                  item ->
                      counts.add(
                          strata.nameOf(item.attributes(), item.ordinal(), snapshot.scores()),
                          served.contains(item.ordinal())));
          return counts;
        });
  }

  private static List<RouteCount> routesOf(Tables tables, long projectId) {
    return tables.items().routes(projectId).stream()
        .map(
            route ->
                RouteCount.newBuilder()
                    .addAllRequiredTags(route.tags())
                    .setItemCount(route.itemCount())
                    .setAnnotatorCount(route.annotatorCount())
                    .setWaitingCount(
                        tables.tasks().wantedCount(projectId, route.route(), MAX_WAITING_COUNT))
                    .build())
        .toList();
  }

  /** What open waves have drawn and not served yet. */
  private static int[] unservedOf(Tables tables, long projectId) {
    IntStream.Builder ordinals = IntStream.builder();
    tables.waves().scanUnserved(projectId, ordinals::add);
    return ordinals.build().toArray();
  }

  private static int scoredCount(Tables tables, ProgressRow progress) {
    Long scoreSetId = progress.scoreSetId();
    ScoreSetRow published = scoreSetId == null ? null : tables.scores().find(scoreSetId);
    return published == null ? 0 : published.scoredCount();
  }
}
