package dev.assay.server.store.testkit;

import org.junit.jupiter.api.Nested;

/** All that an engine must keep: its test extends this, and hands over how it is opened. */
public abstract class EngineContract {
  private final StoreEngine engine;

  protected EngineContract(StoreEngine engine) {
    this.engine = engine;
  }

  @Nested
  final class Transactions extends TransactionContract {
    Transactions() {
      super(engine);
    }
  }

  @Nested
  final class Durability extends DurabilityContract {
    Durability() {
      super(engine);
    }
  }

  @Nested
  final class ProjectTables extends ProjectTablesContract {
    ProjectTables() {
      super(engine);
    }
  }

  @Nested
  final class PoolTables extends PoolTablesContract {
    PoolTables() {
      super(engine);
    }
  }

  @Nested
  final class WorkTables extends WorkTablesContract {
    WorkTables() {
      super(engine);
    }
  }

  @Nested
  final class LeaseTables extends LeaseTablesContract {
    LeaseTables() {
      super(engine);
    }
  }

  @Nested
  final class Rules extends RulesContract {
    Rules() {
      super(engine);
    }
  }

  @Nested
  final class QualityTables extends QualityTablesContract {
    QualityTables() {
      super(engine);
    }
  }

  @Nested
  final class EvaluationTables extends EvaluationTablesContract {
    EvaluationTables() {
      super(engine);
    }
  }
}
