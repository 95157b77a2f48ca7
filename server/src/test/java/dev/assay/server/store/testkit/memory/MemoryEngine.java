package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.TableSet;
import dev.assay.server.store.Tables;
import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.IntegrityCheck;
import dev.assay.server.store.commit.ReaderSession;
import dev.assay.server.store.commit.WriterSession;
import java.util.Optional;
import java.util.function.Consumer;

/** An engine in memory: what is on the disk stays when the store is closed. */
public record MemoryEngine(MemoryDisk disk) implements Engine {

  static Tables tables(OpenBook book, MemoryDisk disk, Consumer<InvariantBroken> broken) {
    Guard guard = new Guard(broken);
    return new TableSet(
        new MemoryProjectTable(book),
        new MemoryProgressTable(book),
        new MemoryBudgetTable(book, guard),
        new MemoryLineTable(book, guard),
        new MemorySpendTable(book, guard),
        new MemoryItemTable(book),
        new MemoryScoreTable(book),
        new MemoryWaveTable(book),
        new MemoryTaskTable(book),
        new MemoryAssignmentTable(book),
        new MemoryLabelTable(book),
        new MemoryAnnotatorTable(book),
        new MemoryGoldTable(book),
        new MemoryAdjudicationTable(book),
        new MemoryVerdictTable(book),
        new MemoryEvaluationTable(book),
        new MemoryRequestTable(book),
        new MemoryAuditTable(book),
        disk.tokenKey(),
        disk.incarnation());
  }

  @Override
  public WriterSession writer() {
    return new MemorySession(disk);
  }

  @Override
  public ReaderSession openReader() {
    return new MemoryReader(disk);
  }

  @Override
  public Optional<IntegrityCheck> openCheck() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // the disk stays
  }
}
