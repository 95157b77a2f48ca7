package dev.assay.reliability.crash;

import dev.assay.reliability.sequence.Command;
import dev.assay.reliability.sequence.Verb;
import dev.assay.reliability.sequence.World;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.Sidecar;
import dev.assay.reliability.sidecar.VirtualClock;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A scene that is set: a closed store, and the calls that will be made.
 *
 * @param store the file, which is copied for every performance
 * @param nowMillis the time
 * @param isRefused whether the act is to be refused
 * @param calls the act; none: the chores
 * @param epilogue calls that are made after the recovery, to see that work goes on
 * @param exact whether everything must be as in a run without a crash
 */
record Stage(
    Path store,
    long nowMillis,
    boolean isRefused,
    List<Call> calls,
    List<Call> epilogue,
    boolean exact) {
  /** The seed of waves. */
  static final Map<String, String> SETTINGS = Map.of("planner.seed", "7");

  private static final long GROUP_MILLIS = 60_000;

  /** Moves the clock past leases of one minute. */
  private static final long LATER_MILLIS = 61_000;

  /** A group ends when nobody waits, never by the time that it took: so its steps are the same. */
  static StoreOptions options() {
    return StoreOptions.defaults()
        .withCompletions(Runnable::run)
        .withGroup(StoreOptions.DEFAULT_GROUP_LIMIT, GROUP_MILLIS);
  }

  /** Sets a scene in a new file. */
  static Stage of(Scene scene, Path file) {
    VirtualClock clock = new VirtualClock();
    World world = new World();
    try (Store store = StoreEngines.open(file.toString(), options(), clock);
        Sidecar sidecar = Sidecar.start(store, clock, SETTINGS)) {
      for (Command command : scene.setting()) {
        if (command.verb() == Verb.CLOCK) {
          clock.move(LATER_MILLIS);
          continue;
        }
        Call call = command.verb().call(world, command);
        if (call != null) {
          Answer answer = sidecar.call(call);
          if (!answer.isOk()) {
            throw new IllegalStateException(
                scene.name() + ": the setting fails: " + call.name() + " " + answer);
          }
          world.learn(call, answer, clock.millis());
        }
      }
    }
    return new Stage(
        file,
        clock.millis(),
        scene.isRefused(),
        calls(world, scene.acts()),
        calls(
            world,
            List.of(
                new Command(Verb.NEXT, 0, 3, 3, 0),
                new Command(Verb.SUBMIT, 0, 1, 1, 0),
                new Command(Verb.READ, 0, 0, 0, 0))),
        scene.exact());
  }

  private static List<Call> calls(World world, List<Command> commands) {
    List<Call> calls = new ArrayList<>();
    for (Command command : commands) {
      Call call = command.verb().call(world, command);
      if (call == null) {
        throw new IllegalStateException("there is nothing to do for " + command);
      }
      calls.add(call);
    }
    return calls;
  }
}
