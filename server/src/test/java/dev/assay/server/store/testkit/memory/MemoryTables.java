package dev.assay.server.store.testkit.memory;

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
class MemoryTables implements Tables {
  private final OpenBook book;
  private final ScoreSetNumbers numbers;
  private final Consumer<InvariantBroken> broken;
  private final byte[] tokenKey;

  MemoryTables(
      OpenBook book, ScoreSetNumbers numbers, Consumer<InvariantBroken> broken, byte[] tokenKey) {
    this.book = book;
    this.numbers = numbers;
    this.broken = broken;
    this.tokenKey = tokenKey.clone();
  }

  @Override
  public final ProjectTable projects() {
    return new MemoryProjectTable(book);
  }

  @Override
  public final ProgressTable progress() {
    return new MemoryProgressTable(book);
  }

  @Override
  public final BudgetTable budgets() {
    return new MemoryBudgetTable(book, new Guard(broken));
  }

  @Override
  public final LineTable lines() {
    return new MemoryLineTable(book, new Guard(broken));
  }

  @Override
  public final SpendTable spend() {
    return new MemorySpendTable(book, new Guard(broken));
  }

  @Override
  public final ItemTable items() {
    return new MemoryItemTable(book);
  }

  @Override
  public final ScoreTable scores() {
    return new MemoryScoreTable(book, numbers);
  }

  @Override
  public final WaveTable waves() {
    return new MemoryWaveTable(book);
  }

  @Override
  public final TaskTable tasks() {
    return new MemoryTaskTable(book);
  }

  @Override
  public final AssignmentTable assignments() {
    return new MemoryAssignmentTable(book);
  }

  @Override
  public final LabelTable labels() {
    return new MemoryLabelTable(book);
  }

  @Override
  public final RequestTable requests() {
    return new MemoryRequestTable(book);
  }

  @Override
  public final AuditTable audit() {
    return new MemoryAuditTable(book);
  }

  @Override
  public final AnnotatorTable annotators() {
    return new MemoryAnnotatorTable(book);
  }

  @Override
  public final GoldTable gold() {
    return new MemoryGoldTable(book);
  }

  @Override
  public final AdjudicationTable adjudications() {
    return new MemoryAdjudicationTable(book);
  }

  @Override
  public final VerdictTable verdicts() {
    return new MemoryVerdictTable(book);
  }

  @Override
  public final byte[] tokenKey() {
    return tokenKey.clone();
  }
}
