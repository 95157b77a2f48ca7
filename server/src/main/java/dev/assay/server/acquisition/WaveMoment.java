package dev.assay.server.acquisition;

import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.PoolSnapshot;
import dev.assay.server.pool.StratumColumn;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.DriftAlarm;
import dev.assay.v1.DriftWatch;
import dev.assay.v1.Policy;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveQuotas;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the moment adds to a wave's inputs: whether it is a representative one, how far the watch
 * for change has come and what that raises exploration to, and the quotas of its strata.
 *
 * @param inputs complete, as they are stored
 * @param strata that the wave is divided among; null where it is not
 */
record WaveMoment(WaveInputs inputs, @Nullable WaveStrata strata) {
  private static final Logger log = LoggerFactory.getLogger(WaveMoment.class);

  /**
   * Looks at the moment.
   *
   * @param gathered the inputs so far, with the exploration share without any of this
   * @param before the inputs of the wave before; null for the first
   * @param column gives the partition of the pool; null where it has too many strata
   * @param settled gives the settled items
   * @param seed of the wave
   */
  static WaveMoment of(
      PlanningState state,
      PoolSnapshot snapshot,
      int[] candidates,
      WaveInputs gathered,
      @Nullable WaveInputs before,
      Supplier<@Nullable StratumColumn> column,
      Supplier<List<SettledItem>> settled,
      long seed) {
    ProjectRow project = state.project();
    Policy policy = project.definition().getPolicy();
    long waveNumber = state.progress().lastWaveNumber() + 1;
    WaveInputs.Builder inputs = gathered.toBuilder();
    if (policy.hasDrift()) {
      DriftWatch watchedBefore = before != null && before.hasDrift() ? before.getDrift() : null;
      DriftWatch watch =
          new DriftWatching(
                  policy.getDrift(), waveNumber, snapshot.itemCount(), snapshot.scores(), seed)
              .next(watchedBefore, settled.get());
      inputs.setDrift(watch);
      if (watch.getAlarmsCount() > 0) {
        inputs.setExplorationShare(
            Math.max(gathered.getExplorationShare(), policy.getDrift().getMaxExplorationShare()));
        tell(project, waveNumber, watch, watchedBefore, inputs.getExplorationShare());
      }
    }
    if (policy.getRepresentativeEvery() > 0 && waveNumber % policy.getRepresentativeEvery() == 0) {
      inputs.setExplorationShare(1);
    }
    if (!policy.hasQuota() || inputs.getExplorationShare() == 1) {
      return new WaveMoment(inputs.build(), null);
    }
    StratumColumn strata = column.get();
    WaveQuotas quotas =
        strata == null
            ? WaveQuotas.getDefaultInstance()
            : new QuotaPlanning(project.definition(), strata, candidates).plan(settled.get());
    if (strata == null || quotas.getStrataQuotasCount() == 0) {
      log.warn(
          "event=quotas_left_out project={} wave={} most_strata={}",
          project.name(),
          waveNumber,
          QuotaPlanning.MAX_STRATA);
      return new WaveMoment(inputs.build(), null);
    }
    WaveStrata divided =
        new WaveStrata(quotas, strata)
            .recorded(
                snapshot.itemCount(),
                before == null ? null : before.getQuotas(),
                state.progress().lastWaveNumber());
    return new WaveMoment(inputs.setQuotas(divided.quotas()).build(), divided);
  }

  private static void tell(
      ProjectRow project,
      long waveNumber,
      DriftWatch watch,
      @Nullable DriftWatch before,
      double explorationShare) {
    for (DriftAlarm alarm : watch.getAlarmsList()) {
      if (before == null || !before.getAlarmsList().contains(alarm)) {
        log.warn(
            "event=drift_found project={} wave={} cause={} statistic={} threshold={}"
                + " exploration_share={}",
            project.name(),
            waveNumber,
            alarm.getCause(),
            alarm.getStatistic(),
            alarm.getThreshold(),
            explorationShare);
      }
    }
  }
}
