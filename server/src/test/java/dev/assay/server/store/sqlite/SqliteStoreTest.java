package dev.assay.server.store.sqlite;

import dev.assay.server.store.testkit.DurabilityContract;
import dev.assay.server.store.testkit.PoolTablesContract;
import dev.assay.server.store.testkit.ProjectTablesContract;
import dev.assay.server.store.testkit.QualityTablesContract;
import dev.assay.server.store.testkit.RulesContract;
import dev.assay.server.store.testkit.TransactionContract;
import dev.assay.server.store.testkit.WorkTablesContract;
import org.junit.jupiter.api.Nested;

/** SQLite keeps every promise of a store. */
final class SqliteStoreTest {
  @Nested
  final class Transactions extends TransactionContract {
    Transactions() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class Durability extends DurabilityContract {
    Durability() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class ProjectTables extends ProjectTablesContract {
    ProjectTables() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class PoolTables extends PoolTablesContract {
    PoolTables() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class WorkTables extends WorkTablesContract {
    WorkTables() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class Rules extends RulesContract {
    Rules() {
      super(SqliteStore::open);
    }
  }

  @Nested
  final class QualityTables extends QualityTablesContract {
    QualityTables() {
      super(SqliteStore::open);
    }
  }
}
