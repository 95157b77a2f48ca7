package dev.assay.server.evaluation;

import com.google.protobuf.ByteString;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.EvaluationPoolChanged;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.project.WaveWithdrawal;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.EvaluationAdvanced;
import dev.assay.v1.EvaluationInputs;
import dev.assay.v1.Slice;
import dev.assay.v1.WaveInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Stores a prepared round, in one transaction.
 *
 * <p>Batches went on while it was drawn. What they served was chosen without a look at the draw, so
 * the round is what was drawn without it, each item by its probability as it was, and what was
 * served is known.
 */
final class RoundOpening {
  private final PoolIndexes indexes;
  private final WaveWithdrawal openWaves;

  RoundOpening(PoolIndexes indexes, WaveWithdrawal openWaves) {
    this.indexes = indexes;
    this.openWaves = openWaves;
  }

  /** Stores it, and returns the round's row. */
  EvaluationRoundRow open(
      Transaction transaction, EvaluationRow evaluation, PreparedRound prepared, String requestId) {
    long projectId = evaluation.projectId();
    ProgressRow before = transaction.progress().get(projectId);
    if (!Objects.equals(before.scoreSetId(), prepared.scores().scoreSetId())
        || transaction.gold().reservedCount(projectId)
            != prepared.moment().reserved().cardinality()) {
      throw new EvaluationPoolChanged();
    }
    BitSet meanwhile = servedMeanwhile(transaction, prepared);
    int[] units = prepared.drawing().unitsWithout(meanwhile);
    if (units.length == 0) {
      throw new EvaluationPoolChanged(); // a Poisson round can draw nothing
    }
    openWaves.withdraw(transaction, projectId, requestId);
    long waveNumber = before.lastWaveNumber() + 1;
    EvaluationRoundRow round = row(evaluation, prepared, waveNumber, units.length, meanwhile);
    ByteString digest = prepared.drawing().digestWithout(meanwhile);
    long sequence =
        AuditLog.append(
            transaction,
            projectId,
            requestId,
            AuditEvent.newBuilder()
                .setEvaluationAdvanced(
                    EvaluationAdvanced.newBuilder()
                        .setEvaluationId(evaluation.evaluationId())
                        .setRound(EvaluationMessages.drawn(evaluation, round))
                        .setDesign(evaluation.definition().getPlan().getDesign())
                        .setSeed(prepared.seed())
                        .setDigest(digest)));
    insertWave(
        transaction,
        evaluation.evaluationId(),
        prepared,
        meanwhile,
        items(prepared, waveNumber, units),
        digest,
        sequence);
    transaction.evaluations().insertRound(round);
    return round;
  }

  private void insertWave(
      Transaction transaction,
      String evaluationId,
      PreparedRound prepared,
      BitSet meanwhile,
      List<WaveItemRow> items,
      ByteString digest,
      long sequence) {
    long projectId = prepared.moment().project().projectId();
    long waveNumber = items.get(0).waveNumber();
    WaveRow wave =
        new WaveRow(
            projectId,
            waveNumber,
            new WaveRow.Basis(
                prepared.moment().project().definition().getPolicy().getVersion(),
                prepared.scores().scoreSetId(),
                null,
                WaveRow.EVALUATION,
                1,
                0,
                prepared.seed()),
            new WaveRow.Counts(
                prepared.moment().progress().itemCount(),
                prepared.unserved().length - meanwhile.cardinality(),
                items.size()),
            prepared.totalsWithout(meanwhile),
            digest,
            sequence,
            transaction.nowMillis(),
            new WaveRow.Serving(WaveRow.State.SERVED, items.size(), sequence));
    transaction.waves().insert(wave, items);
    transaction
        .waves()
        .putInputs(projectId, waveNumber, inputs(transaction, evaluationId, prepared, meanwhile));
    transaction.progress().setLastWaveNumber(projectId, waveNumber);
    transaction
        .tasks()
        .insert(
            transaction.waves().drawn(projectId, waveNumber, 0, items.size()).stream()
                .map(drawn -> task(projectId, drawn))
                .toList());
    transaction.progress().addServed(projectId, items.size());
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    int[] ordinals = items.stream().mapToInt(WaveItemRow::ordinal).toArray();
    transaction.afterCommit(() -> indexes.taken(projectId, poolVersion, ordinals));
  }

  /** Drawn and not offered yet: it wants no vote before its turn comes. */
  private static TaskRow task(long projectId, DrawnItemRow drawn) {
    return new TaskRow(
        projectId,
        drawn.ordinal(),
        drawn.waveNumber(),
        drawn.position(),
        Slice.SLICE_MONITOR,
        0,
        0,
        0,
        null,
        0,
        null,
        drawn.route(),
        false);
  }

  /** What batches served since the moment, of the waves that were open then or were drawn since. */
  private static BitSet servedMeanwhile(Transaction transaction, PreparedRound prepared) {
    BitSet meanwhile = new BitSet();
    PoolMoment moment = prepared.moment();
    long projectId = moment.project().projectId();
    List<Long> waves = new ArrayList<>(moment.openPositions().keySet());
    long last = transaction.progress().get(projectId).lastWaveNumber();
    for (long number = moment.progress().lastWaveNumber() + 1; number <= last; number++) {
      waves.add(number);
    }
    for (long number : waves) {
      int from = moment.openPositions().getOrDefault(number, 0);
      WaveRow wave = Objects.requireNonNull(transaction.waves().find(projectId, number));
      if (wave.nextPosition() > from) {
        transaction
            .waves()
            .items(projectId, number, from, wave.nextPosition() - from)
            .forEach(item -> meanwhile.set(item.ordinal()));
      }
    }
    // Items that came meanwhile cannot be drawn, nor are they missing.
    meanwhile.clear(
        moment.progress().itemCount(), Math.max(moment.progress().itemCount(), meanwhile.length()));
    return meanwhile;
  }

  /** With the clusters of the wave before, which are kept from wave to wave. */
  private static WaveInputs inputs(
      Transaction transaction, String evaluationId, PreparedRound prepared, BitSet meanwhile) {
    ProjectRow project = prepared.moment().project();
    EvaluationInputs.Builder inputs = prepared.inputs().toBuilder().setEvaluationId(evaluationId);
    meanwhile.stream().forEach(inputs::addServedMeanwhile);
    WaveInputs before =
        transaction
            .waves()
            .inputs(
                project.projectId(),
                transaction.progress().get(project.projectId()).lastWaveNumber());
    WaveInputs.Builder wave = WaveInputs.newBuilder();
    if (before != null && before.hasClusters()) {
      wave.setClusters(before.getClusters());
    }
    return wave.setPolicy(project.definition().getPolicy())
        .setExplorationShare(1)
        .setEvaluation(inputs)
        .build();
  }

  private static List<WaveItemRow> items(PreparedRound prepared, long waveNumber, int[] units) {
    List<WaveItemRow> items = new ArrayList<>(units.length);
    RoundCandidates candidates = prepared.drawing().candidates();
    for (int position = 0; position < units.length; position++) {
      int unit = units[position];
      int ordinal = candidates.ordinals()[unit];
      items.add(
          new WaveItemRow(
              waveNumber,
              position,
              ordinal,
              Math.min(prepared.drawing().inclusionProbabilities()[unit], 1),
              Slice.SLICE_MONITOR,
              0,
              candidates.frame().sizes()[unit],
              prepared.scores().predictedClass(ordinal),
              prepared.scores().errorProbability(ordinal),
              true));
    }
    return items;
  }

  private static EvaluationRoundRow row(
      EvaluationRow evaluation,
      PreparedRound prepared,
      long waveNumber,
      int drawCount,
      BitSet meanwhile) {
    RoundCandidates candidates = prepared.drawing().candidates();
    int count = 0;
    double total = 0;
    double least = 1;
    double most = 0;
    BitSet known = new BitSet();
    Arrays.stream(prepared.known()).forEach(known::set);
    for (int i = 0; i < candidates.ordinals().length; i++) {
      double error = candidates.frame().error()[i];
      if (meanwhile.get(candidates.ordinals()[i])) {
        known.set(candidates.ordinals()[i]);
      } else {
        count++;
        total += error;
        least = Math.min(least, error);
        most = Math.max(most, error);
      }
    }
    return new EvaluationRoundRow(
        evaluation.projectId(),
        waveNumber,
        evaluation.number(),
        prepared.inputs().getRound(),
        new EvaluationRoundRow.Candidates(count, total, least, most),
        known.stream().toArray(),
        drawCount,
        false,
        0);
  }
}
