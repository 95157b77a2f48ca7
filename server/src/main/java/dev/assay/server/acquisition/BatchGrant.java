package dev.assay.server.acquisition;

import com.google.protobuf.util.Timestamps;
import dev.assay.sampling.SeededStream;
import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BatchGranted;
import dev.assay.v1.Grant;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes a mixed batch: audit event, assignments, holds, tasks and the places reached in the waves.
 */
final class BatchGrant {
  /** A pick and the number of its lease. */
  record Leased(Pick pick, long assignmentId) {}

  private final Transaction transaction;
  private final ProjectRow project;
  private final NextBatchRequest request;
  private final Stop stop;
  private final SeededStream chance;

  BatchGrant(
      Transaction transaction,
      ProjectRow project,
      NextBatchRequest request,
      Stop stop,
      SeededStream chance) {
    this.transaction = transaction;
    this.project = project;
    this.request = request;
    this.stop = stop;
    this.chance = chance;
  }

  long expireMillis(long leaseMillis) {
    return transaction.nowMillis() + leaseMillis;
  }

  /**
   * Leases the picks in a random order that nobody outside can recompute, and returns that. The
   * ledger has admitted them.
   */
  List<Leased> lease(Ledger ledger, BatchMix mix, long leaseMillis) {
    if (mix.picks().isEmpty() && mix.ahead().passed().isEmpty()) {
      return List.of();
    }
    List<Pick> picks = shuffled(mix.picks());
    long sequence = audit(picks, mix.ahead().passed(), expireMillis(leaseMillis));
    long firstId = transaction.assignments().lastId() + 1;
    List<AssignmentRow> rows = new ArrayList<>(picks.size());
    for (Pick pick : picks) {
      rows.add(row(pick, firstId + rows.size(), leaseMillis, sequence));
    }
    transaction.assignments().insert(rows);
    List<Leased> leased = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      long id = rows.get(i).assignmentId();
      ledger.hold(id, rows.get(i));
      leased.add(new Leased(picks.get(i), id));
      Pick.Check check = picks.get(i).check();
      if (check != null) {
        grant(check, rows.get(i));
      }
      if (picks.get(i).taskKind() == TaskKind.TASK_KIND_ADJUDICATE) {
        AdjudicationQueue.lease(
            transaction,
            Objects.requireNonNull(
                transaction
                    .adjudications()
                    .find(project.projectId(), picks.get(i).drawn().ordinal())),
            request.getAnnotatorId());
      }
    }
    return leased;
  }

  private void grant(Pick.Check check, AssignmentRow lease) {
    GoldCheckRow from = check.from();
    if (from != null) {
      AssignmentRow ended =
          Objects.requireNonNull(transaction.assignments().find(from.assignmentId()));
      transaction.gold().setWaiting(ended, false);
    }
    transaction.gold().grantCheck(GoldChecks.granted(lease, check.place()));
  }

  /** Moves tasks and waves on, and returns how many drawn items are left to serve. */
  int serve(BatchMix mix) {
    List<TaskRow> first =
        mix.picks().stream()
            .filter(Pick::isFirstServing)
            .map(Pick::task)
            .filter(Objects::nonNull)
            .toList();
    transaction.tasks().insert(first);
    LookAhead ahead = mix.ahead();
    transaction.tasks().insert(ahead.tasks(project.definition().getPolicy().getAgreeingVotes()));
    mix.picks().stream()
        .filter(pick -> !pick.isFirstServing())
        .map(Pick::task)
        .filter(Objects::nonNull)
        .forEach(transaction.tasks()::update);
    int servedCount = first.size() + ahead.passed().size();
    if (servedCount > 0) {
      transaction.progress().addServed(project.projectId(), servedCount);
    }
    mix.monitoring().grant();
    int left = 0;
    for (WaveRow wave : mix.openWaves()) {
      int served =
          (int) first.stream().filter(task -> task.waveNumber() == wave.waveNumber()).count();
      left += advance(wave, served + ahead.passedOf(wave.waveNumber()));
    }
    return left;
  }

  private int advance(WaveRow wave, int served) {
    int reached = wave.nextPosition() + served;
    if (served > 0) {
      transaction.waves().setNextPosition(project.projectId(), wave.waveNumber(), reached);
    }
    if (reached == wave.drawCount()) {
      Waves.close(transaction, wave, WaveRow.State.SERVED, reached, request.getRequestId());
    }
    return wave.drawCount() - reached;
  }

  private List<Pick> shuffled(List<Pick> mixed) {
    int[] order = new int[mixed.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    chance.shuffle(order);
    List<Pick> picks = new ArrayList<>(order.length);
    for (int place : order) {
      picks.add(mixed.get(place));
    }
    return picks;
  }

  private AssignmentRow row(Pick pick, long assignmentId, long leaseMillis, long sequence) {
    return new AssignmentRow(
        assignmentId,
        project.projectId(),
        new AssignmentRow.Place(
            pick.drawn().ordinal(), pick.drawn().waveNumber(), pick.drawn().position()),
        request.getAnnotatorId(),
        pick.taskKind(),
        pick.slice(),
        pick.priceMicros(),
        AssignmentRow.Lease.held(transaction.nowMillis(), expireMillis(leaseMillis), sequence));
  }

  private long audit(List<Pick> picks, List<DrawnItemRow> passed, long expireMillis) {
    BatchGranted.Builder granted =
        BatchGranted.newBuilder()
            .setAnnotatorId(request.getAnnotatorId())
            .setPolicyVersion(project.definition().getPolicy().getVersion())
            .setExpireTime(Timestamps.fromMillis(expireMillis))
            .setStopReason(stop.reason())
            .setStopLine(stop.line());
    passed.forEach(drawn -> granted.addPassedOverItemIds(drawn.itemId()));
    for (Pick pick : picks) {
      granted.addGrants(
          Grant.newBuilder()
              .setItemId(pick.itemId())
              .setTaskKind(pick.taskKind())
              .setSlice(pick.slice())
              .setPriceMicros(pick.priceMicros())
              .setWaveNumber(pick.drawn().waveNumber())
              .setWavePosition(pick.drawn().position())
              .setInclusionProbability(pick.drawn().inclusionProbability())
              .setSliceDraw(pick.drawn().sliceDraw())
              .setUtility(pick.drawn().utility()));
    }
    return AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setBatchGranted(granted));
  }
}
