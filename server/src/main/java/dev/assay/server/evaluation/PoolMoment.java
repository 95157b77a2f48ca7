package dev.assay.server.evaluation;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.EvaluationPlan;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a round is drawn from, read at one instant.
 *
 * @param served ordinals of items that an annotator had, or that are theirs to have: all that is
 *     taken but the unserved rest of open waves
 * @param reserved ordinals of gold that no wave draws
 * @param part ordinals of the part; null for the whole pool
 * @param openPositions how far each open wave was served
 */
record PoolMoment(
    ProjectRow project,
    ProgressRow progress,
    BitSet served,
    BitSet reserved,
    @Nullable BitSet part,
    Map<Long, Integer> openPositions) {

  static PoolMoment read(Tables tables, ProjectRow project, EvaluationPlan plan) {
    long projectId = project.projectId();
    BitSet served = new BitSet();
    tables.waves().scanTaken(projectId, served::set);
    tables.waves().scanUnserved(projectId, served::clear);
    BitSet reserved = new BitSet();
    tables.gold().scanReserved(projectId, Long.MAX_VALUE, reserved::set);
    served.andNot(reserved);
    Map<Long, Integer> openPositions = new HashMap<>();
    for (WaveRow wave : tables.waves().open(projectId)) {
      openPositions.put(wave.waveNumber(), wave.nextPosition());
    }
    return new PoolMoment(
        project,
        tables.progress().get(projectId),
        served,
        reserved,
        part(tables, projectId, plan),
        openPositions);
  }

  private static @Nullable BitSet part(Tables tables, long projectId, EvaluationPlan plan) {
    if (plan.getPartAttribute().isEmpty()) {
      return null;
    }
    BitSet part = new BitSet();
    tables
        .items()
        .scan(
            projectId,
            (ItemRow item) -> {
              if (plan.getPartValue().equals(item.attributes().get(plan.getPartAttribute()))) {
                part.set(item.ordinal());
              }
            });
    return part;
  }

  boolean isUnserved(int ordinal) {
    return !served.get(ordinal) && !reserved.get(ordinal);
  }

  boolean isInPart(int ordinal) {
    BitSet of = part;
    return of == null || of.get(ordinal);
  }
}
