package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.testkit.DurabilityContract;
import dev.assay.server.store.testkit.PoolTablesContract;
import dev.assay.server.store.testkit.ProjectTablesContract;
import dev.assay.server.store.testkit.QualityTablesContract;
import dev.assay.server.store.testkit.RulesContract;
import dev.assay.server.store.testkit.StoreEngine;
import dev.assay.server.store.testkit.TransactionContract;
import dev.assay.server.store.testkit.WorkTablesContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;

/** The oracle keeps every promise of a store. */
final class MemoryStoreTest {
  /** Stores on disks that are kept by the path of the file that an engine would use. */
  private static StoreEngine engine() {
    Map<Path, MemoryDisk> disks = new ConcurrentHashMap<>();
    return (file, options, clock) ->
        MemoryStore.open(disks.computeIfAbsent(file, path -> new MemoryDisk()), options, clock);
  }

  @Nested
  final class Transactions extends TransactionContract {
    Transactions() {
      super(engine());
    }
  }

  @Nested
  final class Durability extends DurabilityContract {
    Durability() {
      super(engine());
    }
  }

  @Nested
  final class ProjectTables extends ProjectTablesContract {
    ProjectTables() {
      super(engine());
    }
  }

  @Nested
  final class PoolTables extends PoolTablesContract {
    PoolTables() {
      super(engine());
    }
  }

  @Nested
  final class WorkTables extends WorkTablesContract {
    WorkTables() {
      super(engine());
    }
  }

  @Nested
  final class Rules extends RulesContract {
    Rules() {
      super(engine());
    }
  }

  @Nested
  final class QualityTables extends QualityTablesContract {
    QualityTables() {
      super(engine());
    }
  }
}
