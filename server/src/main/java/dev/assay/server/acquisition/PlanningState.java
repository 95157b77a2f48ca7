package dev.assay.server.acquisition;

import dev.assay.server.budget.Ledger;
import dev.assay.server.budget.Prices;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.ScoreState;
import dev.assay.v1.TaskKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What planning starts from, read at one instant.
 *
 * @param ceilingMicros the owner's; what drains is above it
 * @param labelCeiling the same of labels, or null
 * @param labelMicros what a label costs of an item without a price of its own, by an annotator
 *     without one
 * @param explorationOnly whether exploitation cannot be paid for
 * @param previous the wave before the one to be drawn, or null for the first
 * @param unservedCount drawn items of open waves that wait to be served
 * @param setAsideCount gold items that no wave draws
 * @param scoreAge how old the published scores are
 * @param scoreState the same as a wave's inputs keep it, or null without scores
 * @param isStopped whether a rule for stopping holds
 */
record PlanningState(
    ProjectRow project,
    ProgressRow progress,
    long ceilingMicros,
    @Nullable Long labelCeiling,
    long labelMicros,
    boolean explorationOnly,
    @Nullable WaveRow previous,
    int unservedCount,
    int setAsideCount,
    ScoreAge scoreAge,
    @Nullable ScoreState scoreState,
    boolean isStopped) {

  static PlanningState read(Tables tables, long projectId, long nowMillis, StopAdvices advices) {
    BudgetRow budget = tables.budgets().get(projectId);
    ProgressRow progress = tables.progress().get(projectId);
    List<WaveRow> open = tables.waves().open(projectId);
    ProjectRow project = tables.projects().get(projectId);
    ScoreAge age = ScoreAge.of(tables, project, nowMillis);
    return new PlanningState(
        project,
        progress,
        budget.targetMicros(),
        budget.plan().hasLabelCeiling() ? (Long) budget.plan().getLabelCeiling() : null,
        new Prices(budget.plan(), null, project.definition().getDefaultPriceMicros())
            .micros(null, TaskKind.TASK_KIND_LABEL),
        Ledger.isExplorationOnly(tables, budget, nowMillis),
        LastWaves.planned(tables, projectId),
        open.stream().mapToInt(WaveRow::unservedCount).sum(),
        tables.gold().reservedCount(projectId),
        age,
        age.state(tables),
        StopAdvices.stops(project, advices.last(tables, project)));
  }

  /**
   * Whether another wave should be drawn: little is left of the last one, or less than is wanted
   * now, and there are items that no wave has taken.
   */
  boolean wantsWave(int wanted) {
    boolean low =
        previous == null
            || unservedCount < wanted
            || WaveSizing.isLow(unservedCount, previous.drawCount());
    return !project.archived()
        && !scoreAge.isRefused()
        && !isStopped
        && low
        && progress.itemCount() > progress.servedCount() + unservedCount + setAsideCount;
  }
}
