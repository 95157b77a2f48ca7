package dev.assay.reliability.sidecar;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Funding;
import dev.assay.v1.Policy;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must be true of a store at every instant, computed from its rows alone. */
public final class Invariants {
  private final Tables tables;
  private final ProjectRow project;
  private final long projectId;
  private final List<String> broken = new ArrayList<>();
  private final List<AssignmentRow> assignments = new ArrayList<>();
  private final Map<Long, LabelRow> labels = new TreeMap<>();
  private final List<AuditEvent> events;

  private Invariants(Tables tables, ProjectRow project) {
    this.tables = tables;
    this.project = project;
    this.projectId = project.projectId();
    this.events = tables.audit().list(projectId, 0, Integer.MAX_VALUE);
  }

  /** Every invariant that does not hold, in words; hopefully none. */
  public static List<String> broken(Tables tables) {
    List<String> broken = new ArrayList<>();
    for (ProjectRow project : tables.projects().list("", true, Integer.MAX_VALUE)) {
      broken.addAll(new Invariants(tables, project).check());
    }
    return broken;
  }

  private List<String> check() {
    ProgressRow progress = tables.progress().get(projectId);
    checkAudit(progress);
    checkLabels();
    checkWork(progress);
    checkWaves();
    broken.addAll(new Books(tables, projectId, assignments, labels.values()).broken());
    broken.addAll(QualityRows.broken(tables, projectId, assignments));
    broken.addAll(SetAsides.broken(tables, tables.budgets().get(projectId), events));
    return broken.stream().map(text -> project.name() + ": " + text).toList();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private void checkAudit(ProgressRow progress) {
    long expected = 1;
    for (AuditEvent event : events) {
      require(event.getSequence() == expected, "audit event " + expected + " is missing");
      expected = event.getSequence() + 1;
    }
    require(
        progress.auditSequence() == expected - 1,
        "the last audit event is " + (expected - 1) + ", not " + progress.auditSequence());
  }

  private void checkLabels() {
    for (LabelRow label : tables.labels().list(projectId, 0, null, null, Integer.MAX_VALUE)) {
      LabelRow twice = labels.put(label.assignmentId(), label);
      require(twice == null, "assignment " + label.assignmentId() + " has two labels");
    }
  }

  private void checkWork(ProgressRow progress) {
    int tasks = 0;
    Set<Integer> settled = new HashSet<>();
    for (int ordinal = 0; ordinal < progress.itemCount(); ordinal++) {
      List<AssignmentRow> leases = tables.assignments().ofItem(projectId, ordinal);
      assignments.addAll(leases);
      checkAnnotators(ordinal, leases);
      TaskRow task = tables.tasks().find(projectId, ordinal);
      require(
          task != null || leases.stream().noneMatch(Invariants::isVote),
          "item " + ordinal + " was granted without a task");
      if (task != null) {
        tasks++;
        checkTask(task, leases);
        if (task.settledSequence() != null) {
          require(
              settled.add(task.settledSequence()),
              "settled sequence " + task.settledSequence() + " was given twice");
        }
      }
    }
    require(
        tables.items().find(projectId, progress.itemCount()) == null
            && (progress.itemCount() == 0
                || tables.items().find(projectId, progress.itemCount() - 1) != null),
        "the pool has not " + progress.itemCount() + " items");
    require(progress.servedCount() == tasks, progress.servedCount() + " served, tasks: " + tasks);
    require(
        progress.settledCount() == settled.size(),
        progress.settledCount() + " settled, tasks: " + settled.size());
  }

  /** Nobody has an item twice: two open leases, two paid answers, or one of each. */
  private void checkAnnotators(int ordinal, List<AssignmentRow> leases) {
    Set<String> seen = new HashSet<>();
    for (AssignmentRow lease : leases) {
      LabelRow label = labels.get(lease.assignmentId());
      boolean labeled = lease.state() == AssignmentRow.State.LABELED;
      require(labeled == (label != null), "lease " + lease.assignmentId() + " and its label");
      boolean isOpen =
          lease.state() == AssignmentRow.State.HELD && lease.expireMillis() > lastEventMillis();
      boolean counts = isOpen || (label != null && label.funding() == Funding.FUNDING_FUNDED);
      require(
          !counts || seen.add(lease.annotatorId()),
          "item " + ordinal + " was given to " + lease.annotatorId() + " twice");
    }
  }

  /** The time is at least this; a lease that ended before is over, whether it was swept or not. */
  private long lastEventMillis() {
    return events.isEmpty()
        ? 0
        : Timestamps.toMillis(events.get(events.size() - 1).getCreateTime());
  }

  private void checkTask(TaskRow task, List<AssignmentRow> leases) {
    String name = "task of item " + task.ordinal();
    List<AssignmentRow> votes = leases.stream().filter(Invariants::isVote).toList();
    long open = votes.stream().filter(l -> l.state() == AssignmentRow.State.HELD).count();
    long paid = votes.stream().filter(this::isPaid).count();
    long counted = tables.labels().answers(projectId, task.ordinal()).size();
    require(task.openCount() == open, name + ": " + task.openCount() + " open, leases: " + open);
    require(task.voteCount() == counted, name + ": " + task.voteCount() + " votes, not " + counted);
    require(counted <= paid, name + ": " + counted + " votes count, paid for: " + paid);
    Policy policy = project.definition().getPolicy();
    require(
        policy.hasGold() || counted == paid,
        name + ": " + counted + " votes count of " + paid + ", and nobody was found careless");
    require(
        (task.verdict() == null) == (task.settledSequence() == null),
        name + ": a verdict and its sequence go together");
    boolean mayAskOn = policy.hasGold() || policy.hasDynamicRedundancy();
    require(
        !task.isSettled() || task.wantedCount() == 0 || mayAskOn,
        name + " is settled and wants votes");
  }

  /** Whether the lease asks for a vote on its item: not for a check, nor for a decision. */
  private static boolean isVote(AssignmentRow lease) {
    return lease.slice() != Slice.SLICE_GOLD && lease.slice() != Slice.SLICE_ADJUDICATE;
  }

  private boolean isPaid(AssignmentRow lease) {
    LabelRow label = labels.get(lease.assignmentId());
    return label != null && label.funding() == Funding.FUNDING_FUNDED;
  }

  private void checkWaves() {
    Map<Long, Integer> served = new TreeMap<>();
    Set<Integer> taken = new HashSet<>();
    tables
        .waves()
        .scanTaken(
            projectId,
            ordinal -> require(taken.add(ordinal), "item " + ordinal + " is taken twice"));
    Set<Integer> ordinals = new HashSet<>();
    assignments.forEach(lease -> ordinals.add(lease.ordinal()));
    for (int ordinal : ordinals) {
      TaskRow task = tables.tasks().find(projectId, ordinal);
      if (task != null) {
        served.merge(task.waveNumber(), 1, Integer::sum);
      }
    }
    for (WaveRow wave : tables.waves().list(projectId)) {
      int count = served.getOrDefault(wave.waveNumber(), 0);
      // An evaluation's items are tasks as soon as they are drawn, and offered one by one.
      EvaluationRoundRow round = tables.evaluations().round(projectId, wave.waveNumber());
      int position = round == null ? wave.nextPosition() : round.nextPosition();
      require(
          wave.isEvaluation() == (round != null), "wave " + wave.waveNumber() + " and its round");
      require(
          position == count,
          "wave " + wave.waveNumber() + " is at " + position + ", served: " + count);
      require(
          wave.state() != WaveRow.State.SERVED || wave.unservedCount() == 0,
          "wave " + wave.waveNumber() + " is closed as served and is not");
    }
  }
}
