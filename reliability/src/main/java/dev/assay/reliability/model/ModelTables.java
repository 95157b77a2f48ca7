package dev.assay.reliability.model;

import dev.assay.server.store.AdjudicationTable;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.AuditTable;
import dev.assay.server.store.BudgetTable;
import dev.assay.server.store.GoldTable;
import dev.assay.server.store.InvariantBroken;
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
import java.util.function.Consumer;

/** The tables of an open book. */
class ModelTables implements Tables {
  private final OpenBook book;
  private final ScoreSetNumbers numbers;
  private final Consumer<InvariantBroken> broken;
  private final byte[] tokenKey;

  ModelTables(
      OpenBook book, ScoreSetNumbers numbers, Consumer<InvariantBroken> broken, byte[] tokenKey) {
    this.book = book;
    this.numbers = numbers;
    this.broken = broken;
    this.tokenKey = tokenKey.clone();
  }

  @Override
  public final ProjectTable projects() {
    return new ModelProjectTable(book);
  }

  @Override
  public final ProgressTable progress() {
    return new ModelProgressTable(book);
  }

  @Override
  public final BudgetTable budgets() {
    return new ModelBudgetTable(book, new Guard(broken));
  }

  @Override
  public final LineTable lines() {
    return new ModelLineTable(book, new Guard(broken));
  }

  @Override
  public final SpendTable spend() {
    return new ModelSpendTable(book, new Guard(broken));
  }

  @Override
  public final ItemTable items() {
    return new ModelItemTable(book);
  }

  @Override
  public final ScoreTable scores() {
    return new ModelScoreTable(book, numbers);
  }

  @Override
  public final WaveTable waves() {
    return new ModelWaveTable(book);
  }

  @Override
  public final TaskTable tasks() {
    return new ModelTaskTable(book);
  }

  @Override
  public final AssignmentTable assignments() {
    return new ModelAssignmentTable(book);
  }

  @Override
  public final LabelTable labels() {
    return new ModelLabelTable(book);
  }

  @Override
  public final RequestTable requests() {
    return new ModelRequestTable(book);
  }

  @Override
  public final AuditTable audit() {
    return new ModelAuditTable(book);
  }

  @Override
  public final AnnotatorTable annotators() {
    return new ModelAnnotatorTable(book);
  }

  @Override
  public final GoldTable gold() {
    return new ModelGoldTable(book);
  }

  @Override
  public final AdjudicationTable adjudications() {
    return new ModelAdjudicationTable(book);
  }

  @Override
  public final VerdictTable verdicts() {
    return new ModelVerdictTable(book);
  }

  @Override
  public final byte[] tokenKey() {
    return tokenKey.clone();
  }
}
