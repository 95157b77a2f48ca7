package dev.assay.server.store.jdbc;

import dev.assay.server.store.AdjudicationTable;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.AuditTable;
import dev.assay.server.store.BudgetTable;
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
import dev.assay.server.store.VerdictTable;
import dev.assay.server.store.WaveTable;

/** The tables over one connection. */
public class JdbcTables implements Tables {
  private final ProjectTable projects;
  private final ProgressTable progress;
  private final BudgetTable budgets;
  private final LineTable lines;
  private final SpendTable spend;
  private final ItemTable items;
  private final ScoreTable scores;
  private final WaveTable waves;
  private final TaskTable tasks;
  private final AssignmentTable assignments;
  private final LabelTable labels;
  private final AnnotatorTable annotators;
  private final GoldTable gold;
  private final AdjudicationTable adjudications;
  private final VerdictTable verdicts;
  private final RequestTable requests;
  private final AuditTable audit;
  private final byte[] tokenKey;

  public JdbcTables(Statements statements, Memory memory, byte[] tokenKey) {
    Numbers numbers = memory.numbers();
    this.projects = new JdbcProjectTable(statements, memory);
    this.progress = new JdbcProgressTable(statements, memory);
    this.budgets = new JdbcBudgetTable(statements, memory);
    this.lines = new JdbcLineTable(statements);
    this.spend = new JdbcSpendTable(statements);
    DrawnAhead ahead = new DrawnAhead(memory);
    this.items = new JdbcItemTable(statements, ahead);
    this.scores = new JdbcScoreTable(statements, numbers);
    this.waves = new JdbcWaveTable(statements, memory, ahead);
    this.tasks = new JdbcTaskTable(statements, memory);
    JdbcAnnotatorTable annotatorTable = new JdbcAnnotatorTable(statements, memory);
    this.assignments = new JdbcAssignmentTable(statements, memory, annotatorTable);
    this.labels = new JdbcLabelTable(statements, numbers);
    this.annotators = annotatorTable;
    this.gold = new JdbcGoldTable(statements);
    this.adjudications = new JdbcAdjudicationTable(statements);
    this.verdicts = new JdbcVerdictTable(statements);
    this.requests = new JdbcRequestTable(statements, numbers);
    this.audit = new JdbcAuditTable(statements);
    this.tokenKey = tokenKey.clone();
  }

  @Override
  public final ProjectTable projects() {
    return projects;
  }

  @Override
  public final ProgressTable progress() {
    return progress;
  }

  @Override
  public final BudgetTable budgets() {
    return budgets;
  }

  @Override
  public final LineTable lines() {
    return lines;
  }

  @Override
  public final SpendTable spend() {
    return spend;
  }

  @Override
  public final ItemTable items() {
    return items;
  }

  @Override
  public final ScoreTable scores() {
    return scores;
  }

  @Override
  public final WaveTable waves() {
    return waves;
  }

  @Override
  public final TaskTable tasks() {
    return tasks;
  }

  @Override
  public final AssignmentTable assignments() {
    return assignments;
  }

  @Override
  public final LabelTable labels() {
    return labels;
  }

  @Override
  public final AnnotatorTable annotators() {
    return annotators;
  }

  @Override
  public final GoldTable gold() {
    return gold;
  }

  @Override
  public final AdjudicationTable adjudications() {
    return adjudications;
  }

  @Override
  public final VerdictTable verdicts() {
    return verdicts;
  }

  @Override
  public final RequestTable requests() {
    return requests;
  }

  @Override
  public final AuditTable audit() {
    return audit;
  }

  @Override
  public final byte[] tokenKey() {
    return tokenKey.clone();
  }
}
