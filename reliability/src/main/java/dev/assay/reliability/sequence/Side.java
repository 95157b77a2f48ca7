package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.Invariants;
import dev.assay.reliability.sidecar.Sidecar;
import dev.assay.reliability.sidecar.StateDump;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.v1.AuditEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A server on one of the two stores. */
final class Side implements AutoCloseable {
  /** The seed of waves, so that both sides draw the same. */
  private static final Map<String, String> SETTINGS = Map.of("planner.seed", "7");

  private final Engine engine;
  private final InstantSource clock;
  private Store store;
  private Sidecar sidecar;

  Side(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    this.store = open(engine, clock);
    this.sidecar = Sidecar.start(store, clock, SETTINGS);
  }

  private static Store open(Engine engine, InstantSource clock) {
    return engine.open(StoreOptions.defaults().withCompletions(Runnable::run), clock);
  }

  Answer call(Call call) {
    return sidecar.call(call);
  }

  void doChores() {
    sidecar.doChores();
  }

  void restart() {
    close();
    store = open(engine, clock);
    sidecar = Sidecar.start(store, clock, SETTINGS);
  }

  List<String> broken() {
    return store.read(Invariants::broken);
  }

  /** Every event of every project's audit log. */
  List<AuditEvent> events() {
    return store.read(
        tables ->
            tables.projects().list("", true, Integer.MAX_VALUE).stream()
                .flatMap(
                    project ->
                        tables.audit().list(project.projectId(), 0, Integer.MAX_VALUE).stream())
                .toList());
  }

  List<String> dump() {
    return store.read(StateDump::of);
  }

  @Override
  public void close() {
    sidecar.close();
    store.close();
  }
}
