package dev.assay.server.store.commit;

import dev.assay.server.store.AdjudicationTable;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.AuditTable;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.ClockRow;
import dev.assay.server.store.EvaluationTable;
import dev.assay.server.store.GoldTable;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.LabelTable;
import dev.assay.server.store.LineTable;
import dev.assay.server.store.ProgressTable;
import dev.assay.server.store.ProjectTable;
import dev.assay.server.store.RequestTable;
import dev.assay.server.store.ScoreTable;
import dev.assay.server.store.SpendTable;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskTable;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.VerdictTable;
import dev.assay.server.store.WaveTable;
import java.util.ArrayList;
import java.util.List;

/** The writer's tables, with the time of one unit and the effects of one unit. */
final class OpenTransaction implements Transaction {
  private final Tables tables;
  private final List<Runnable> effects = new ArrayList<>();
  private ClockRow now;

  /**
   * @param now the latest time that was given out
   */
  OpenTransaction(Tables tables, ClockRow now) {
    this.tables = tables;
    this.now = now;
  }

  /** Begins a unit of work at that time. */
  void begin(ClockRow time) {
    now = time;
    effects.clear();
  }

  /** The latest time that was given out. */
  ClockRow now() {
    return now;
  }

  /** The effects that the unit asked for. */
  List<Runnable> effects() {
    return List.copyOf(effects);
  }

  @Override
  public long nowMillis() {
    return now.nowMillis();
  }

  @Override
  public long measuredMillis() {
    return now.measuredMillis();
  }

  @Override
  public void afterCommit(Runnable effect) {
    effects.add(effect);
  }

  @Override
  public ProjectTable projects() {
    return tables.projects();
  }

  @Override
  public ProgressTable progress() {
    return tables.progress();
  }

  @Override
  public BudgetTable budgets() {
    return tables.budgets();
  }

  @Override
  public LineTable lines() {
    return tables.lines();
  }

  @Override
  public SpendTable spend() {
    return tables.spend();
  }

  @Override
  public ItemTable items() {
    return tables.items();
  }

  @Override
  public ScoreTable scores() {
    return tables.scores();
  }

  @Override
  public WaveTable waves() {
    return tables.waves();
  }

  @Override
  public TaskTable tasks() {
    return tables.tasks();
  }

  @Override
  public AssignmentTable assignments() {
    return tables.assignments();
  }

  @Override
  public LabelTable labels() {
    return tables.labels();
  }

  @Override
  public AnnotatorTable annotators() {
    return tables.annotators();
  }

  @Override
  public GoldTable gold() {
    return tables.gold();
  }

  @Override
  public AdjudicationTable adjudications() {
    return tables.adjudications();
  }

  @Override
  public VerdictTable verdicts() {
    return tables.verdicts();
  }

  @Override
  public EvaluationTable evaluations() {
    return tables.evaluations();
  }

  @Override
  public RequestTable requests() {
    return tables.requests();
  }

  @Override
  public AuditTable audit() {
    return tables.audit();
  }

  @Override
  public byte[] tokenKey() {
    return tables.tokenKey();
  }

  @Override
  public int incarnation() {
    return tables.incarnation();
  }
}
