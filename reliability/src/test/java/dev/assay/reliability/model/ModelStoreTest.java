package dev.assay.reliability.model;

import dev.assay.server.store.DurabilityContract;
import dev.assay.server.store.PoolTablesContract;
import dev.assay.server.store.ProjectTablesContract;
import dev.assay.server.store.QualityTablesContract;
import dev.assay.server.store.RulesContract;
import dev.assay.server.store.StoreEngine;
import dev.assay.server.store.TransactionContract;
import dev.assay.server.store.WorkTablesContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;

/** The oracle keeps every promise of a store. */
final class ModelStoreTest {
  /** Stores on disks that are kept by the path of the file that an engine would use. */
  private static StoreEngine engine() {
    Map<Path, ModelDisk> disks = new ConcurrentHashMap<>();
    return (file, options, clock) ->
        ModelStore.open(disks.computeIfAbsent(file, path -> new ModelDisk()), options, clock);
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
