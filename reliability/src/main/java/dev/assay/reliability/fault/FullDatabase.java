package dev.assay.reliability.fault;

import dev.assay.reliability.sequence.Command;
import dev.assay.reliability.sequence.CommandGenerator;
import dev.assay.reliability.sequence.World;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.Invariants;
import dev.assay.reliability.sidecar.Sidecar;
import dev.assay.reliability.sidecar.VirtualClock;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.sqlite.SqliteEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * SQLite says that the disk is full, at any of its writes: the database may not have more pages
 * than a random number. It needs no program that the machine may not have, but the server's
 * features run in this process. The calls are those of a random sequence.
 */
record FullDatabase() implements Fault {
  private static final int LENGTH = 300;

  /** An empty store has fewer pages, and a sequence fills more. */
  private static final int MIN_PAGES = 48;

  private static final int MAX_PAGES = 78;
  private static final int MANY_PAGES = 100_000;
  private static final Map<String, String> SETTINGS = Map.of("planner.seed", "7");

  @Override
  public String what() {
    return "max_page_count: the database may not grow, and then may again";
  }

  @Override
  public @Nullable String unavailable() {
    return null;
  }

  @Override
  public void strike(Site site) {
    VirtualClock clock = new VirtualClock();
    World world = new World();
    int pages = site.random.nextInt(MIN_PAGES, MAX_PAGES);
    AtomicReference<Connection> writer = new AtomicReference<>();
    try (Store store =
            StoreEngines.over(
                SqliteEngine.open(
                    site.store(), options(), clock, one -> limited(keep(writer, one), pages)),
                options(),
                clock);
        Sidecar sidecar = Sidecar.start(store, clock, SETTINGS)) {
      boolean failed = fill(sidecar, clock, world, site.random.nextLong());
      site.outcome(failed ? "failed with STORE_FULL" : "nothing failed in time");
      if (failed != store.isFull() || !store.isHealthy()) {
        site.violate("the disk is full: " + failed + ", and the store says: " + store.isFull());
      }
      limited(Objects.requireNonNull(writer.get()), MANY_PAGES);
      store.write(transaction -> true).join();
      if (store.isFull()) {
        site.violate("there is room again, and the store has not noticed");
      }
      world.answered().forEach((call, answer) -> repeat(site, sidecar, call, answer));
    }
    try (Store store = StoreEngines.open(site.store().toString(), options(), clock);
        Sidecar sidecar = Sidecar.start(store, clock, SETTINGS)) {
      store.read(Invariants::broken).forEach(site::violate);
      world.answered().forEach((call, answer) -> repeat(site, sidecar, call, answer));
      store.read(Invariants::broken).forEach(site::violate);
    }
  }

  private static StoreOptions options() {
    return StoreOptions.defaults().withCompletions(Runnable::run);
  }

  private static Connection keep(AtomicReference<Connection> kept, Connection connection) {
    kept.set(connection);
    return connection;
  }

  private static Connection limited(Connection connection, int pages) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the store failed before the sequence ended. */
  private static boolean fill(Sidecar sidecar, VirtualClock clock, World world, long seed) {
    for (Command command : CommandGenerator.sequence(seed, LENGTH)) {
      Call call = command.verb().call(world, command);
      if (call == null) {
        continue;
      }
      Answer answer = sidecar.call(call);
      if (isFailure(answer)) {
        return true;
      }
      world.learn(call, answer, clock.millis());
    }
    return false;
  }

  private static boolean isFailure(Answer answer) {
    return answer.reason().equals("STORE_FULL");
  }

  private static void repeat(Site site, Sidecar sidecar, Call call, Answer answer) {
    Answer again = sidecar.call(call);
    if (!again.agreesWith(answer)) {
      site.violate(call.name() + " was answered " + answer + ", and when repeated " + again);
    }
  }
}
