package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.VirtualClock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one sequence on two stores and looks for the first thing that is wrong. */
final class Duel {
  /**
   * What is wrong.
   *
   * @param step the number of the command, from 0; as many as there are commands: after the last
   */
  record Finding(int step, String what) {}

  private static final long RETENTION_MILLIS = 30L * 24 * 3600 * 1000;

  private static final long[] CLOCK_STEPS = {
    1, 500, 1_000, 30_000, 61_000, 600_000, 7_200_000, 86_400_000, -1_000, -3_600_000, 2_000, 5_000
  };

  /** Longer than answers are remembered. */
  private static final long LONG_STEP_MILLIS = RETENTION_MILLIS + 1_000;

  private final VirtualClock clock = new VirtualClock();
  private final World world = new World();
  private final Outcomes outcomes;
  private final Side oracle;
  private final Side tried;

  private Duel(Engine oracle, Engine tried, Outcomes outcomes) {
    this.outcomes = outcomes;
    this.oracle = new Side(oracle, clock);
    this.tried = new Side(tried, clock);
  }

  /**
   * Runs the commands.
   *
   * @param oracle an empty place of the store that is right
   * @param tried an empty place of the store that is tried
   * @param outcomes what the answers are counted in
   * @return what was wrong first, or nothing
   */
  static Optional<Finding> fight(
      Engine oracle, Engine tried, List<Command> commands, Outcomes outcomes) {
    Duel duel = new Duel(oracle, tried, outcomes);
    try (Side first = duel.oracle;
        Side second = duel.tried) {
      for (int step = 0; step < commands.size(); step++) {
        String wrong = duel.step(commands.get(step));
        if (wrong != null) {
          return Optional.of(new Finding(step, wrong));
        }
      }
      outcomes.addEvents(first.events());
      String wrong = difference(first.dump(), second.dump());
      return wrong == null
          ? Optional.empty()
          : Optional.of(new Finding(commands.size(), "at the end, " + wrong));
    }
  }

  private @Nullable String step(Command command) {
    try {
      String wrong = act(command);
      return wrong != null ? wrong : wrongState();
    } catch (RuntimeException e) {
      return "it threw " + e;
    }
  }

  private @Nullable String act(Command command) {
    switch (command.verb()) {
      case CLOCK -> clock.move(clockStep(command));
      case CHORES -> {
        oracle.doChores();
        tried.doChores();
      }
      case RESTART -> {
        oracle.restart();
        tried.restart();
      }
      default -> {
        Call call = command.verb().call(world, command);
        return call == null ? null : call(call);
      }
    }
    return null;
  }

  private static long clockStep(Command command) {
    return command.b() % 64 == 1
        ? LONG_STEP_MILLIS
        : CLOCK_STEPS[Math.floorMod(command.a(), CLOCK_STEPS.length)];
  }

  private @Nullable String call(Call call) {
    World.Made before = world.before(call);
    Answer expected = oracle.call(call);
    Answer answer = tried.call(call);
    outcomes.add(call, expected);
    world.learn(call, expected, clock.millis());
    if (isFault(expected) || isFault(answer)) {
      return call.name() + " was a fault: " + answer + " (the oracle: " + expected + ")";
    }
    if (!expected.agreesWith(answer)) {
      return call.name() + " was answered " + answer + ", by the oracle " + expected;
    }
    return before == null ? null : wrongRepetition(call, before, answer);
  }

  /** Nothing fails here, so no server has a reason to. */
  private static boolean isFault(Answer answer) {
    return answer.isFault() || answer.reason().equals("STORE_FAILED");
  }

  /** A repeated request is answered as it was, and its id serves no other. */
  private @Nullable String wrongRepetition(Call call, World.Made before, Answer answer) {
    if (clock.millis() - before.atMillis() >= RETENTION_MILLIS / 2) {
      return null; // it may have been forgotten
    }
    boolean isSame = before.call().equals(call);
    if (isSame && !before.answer().agreesWith(answer)) {
      return call.name()
          + " was answered "
          + before.answer()
          + " at first, and when repeated "
          + answer;
    }
    if (!isSame && answer.isOk()) {
      return call.name() + " was served under the id of " + before.call().messages();
    }
    return null;
  }

  private @Nullable String wrongState() {
    List<String> broken = tried.broken();
    if (!broken.isEmpty()) {
      return "broken: " + broken;
    }
    List<String> oracleBroken = oracle.broken();
    return oracleBroken.isEmpty() ? null : "broken in the oracle: " + oracleBroken;
  }

  private static @Nullable String difference(List<String> expected, List<String> found) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String one = i < expected.size() ? expected.get(i) : "nothing";
      String other = i < found.size() ? found.get(i) : "nothing";
      if (!one.equals(other)) {
        return "stored: " + other + ", by the oracle: " + one;
      }
    }
    return null;
  }
}
