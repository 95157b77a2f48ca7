package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.VerdictRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.List;

/**
 * Everything that is stored, at one instant.
 *
 * @param assignments by number
 * @param expiries the audit event under which a lease expired whose label came later, by assignment
 * @param requests in the order in which they were remembered
 * @param reinstatements when annotators were reinstated
 */
record Book(
    Sheet<Long, ProjectRow> projects,
    Sheet<Long, ProgressRow> progress,
    Sheet<Long, BudgetRow> budgets,
    Sheet<Key, JournalRow> journal,
    Sheet<Key, ItemRow> items,
    Sheet<Key, RouteRow> routes,
    Sheet<Key, float[]> embeddings,
    Sheet<Long, ScoreSetRow> scoreSets,
    Sheet<Key, ScoreChunkRow> scoreChunks,
    Sheet<Key, WaveRow> waves,
    Sheet<Key, WaveInputs> waveInputs,
    Sheet<Key, WaveOpinion> waveOpinions,
    Sheet<Key, WaveItemRow> waveItems,
    Sheet<Key, TaskRow> tasks,
    Sheet<Long, AssignmentRow> assignments,
    Sheet<Long, Long> expiries,
    Sheet<Key, LabelRow> labels,
    Sheet<Long, RequestRow> requests,
    Sheet<Key, AuditEvent> audit,
    Sheet<NamedKey, AnnotatorRow> annotators,
    Sheet<NamedKey, List<Long>> reinstatements,
    Sheet<Key, GoldRow> gold,
    Sheet<CheckKey, GoldCheckRow> goldChecks,
    Sheet<Key, AdjudicationRow> adjudications,
    Sheet<Key, VerdictRow> verdicts,
    Sheet<Key, EvaluationRow> evaluations,
    Sheet<Key, EvaluationRoundRow> evaluationRounds,
    Sheet<LineKey, LineRow> lines,
    Sheet<SpendKey, SpendRow> spend,
    Sheet<Long, JournalCheckRow> checks) {

  static Book empty() {
    return new Book(
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>(),
        new Sheet<>());
  }

  Book copy() {
    return new Book(
        projects.copy(),
        progress.copy(),
        budgets.copy(),
        journal.copy(),
        items.copy(),
        routes.copy(),
        embeddings.copy(),
        scoreSets.copy(),
        scoreChunks.copy(),
        waves.copy(),
        waveInputs.copy(),
        waveOpinions.copy(),
        waveItems.copy(),
        tasks.copy(),
        assignments.copy(),
        expiries.copy(),
        labels.copy(),
        requests.copy(),
        audit.copy(),
        annotators.copy(),
        reinstatements.copy(),
        gold.copy(),
        goldChecks.copy(),
        adjudications.copy(),
        verdicts.copy(),
        evaluations.copy(),
        evaluationRounds.copy(),
        lines.copy(),
        spend.copy(),
        checks.copy());
  }
}
