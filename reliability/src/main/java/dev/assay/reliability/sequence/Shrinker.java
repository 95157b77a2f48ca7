package dev.assay.reliability.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing sequence small: leaves out chunks, from halves down to single commands, then
 * brings the numbers of what is left towards 0, for as long as it still fails.
 */
final class Shrinker {
  /** Numbers below this are all tried: what counts from the start gets small by it. */
  private static final int SMALL = 8;

  private final Predicate<List<Command>> fails;
  private int triesLeft;

  /**
   * @param fails whether a sequence fails, in whatever way
   * @param maxTries the most sequences that are run
   */
  Shrinker(Predicate<List<Command>> fails, int maxTries) {
    this.fails = fails;
    this.triesLeft = maxTries;
  }

  /** The smallest failing sequence that was found; itself failing. */
  List<Command> shrink(List<Command> failing) {
    List<Command> smallest = failing;
    boolean smaller = true;
    while (smaller && triesLeft > 0) {
      List<Command> next = simplify(drop(smallest));
      smaller = !next.equals(smallest);
      smallest = next;
    }
    return smallest;
  }

  private List<Command> drop(List<Command> failing) {
    List<Command> smallest = failing;
    for (int chunk = failing.size() / 2; chunk > 0; chunk /= 2) {
      for (int from = smallest.size() - chunk; from >= 0; from -= chunk) {
        List<Command> shorter = new ArrayList<>(smallest);
        shorter.subList(from, from + chunk).clear();
        if (stillFails(shorter)) {
          smallest = shorter;
        }
        from = Math.min(from, smallest.size());
      }
    }
    return smallest;
  }

  private List<Command> simplify(List<Command> failing) {
    List<Command> smallest = failing;
    for (int i = 0; i < smallest.size(); i++) {
      for (Command simpler : simpler(smallest.get(i))) {
        List<Command> candidate = new ArrayList<>(smallest);
        candidate.set(i, simpler);
        if (stillFails(candidate)) {
          smallest = candidate;
          break;
        }
      }
    }
    return smallest;
  }

  /** Simpler commands, the simplest first. */
  private static List<Command> simpler(Command command) {
    List<Command> simpler = new ArrayList<>();
    Verb verb = command.verb();
    int project = command.project();
    simpler.add(new Command(verb, 0, 0, 0, 0));
    simpler.add(new Command(verb, project, 0, command.b(), command.c()));
    simpler.add(new Command(verb, project, command.a(), 0, command.c()));
    simpler.add(new Command(verb, project, command.a(), command.b(), 0));
    simpler.add(new Command(verb, project, command.a() / 2, command.b() / 2, command.c() / 2));
    for (int a = 1; a < SMALL; a++) {
      simpler.add(new Command(verb, project, a, command.b(), command.c()));
    }
    simpler.removeIf(other -> other.equals(command) || other.a() > command.a());
    return simpler;
  }

  private boolean stillFails(List<Command> commands) {
    if (triesLeft <= 0) {
      return false;
    }
    triesLeft--;
    return fails.test(commands);
  }
}
