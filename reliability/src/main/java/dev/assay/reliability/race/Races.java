package dev.assay.reliability.race;

import dev.assay.reliability.race.LabelBudget.Operation;
import dev.assay.reliability.race.LabelBudget.State;
import dev.assay.reliability.race.LabelBudget.Take;
import dev.assay.reliability.race.Linearizability.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/** One race after the other for the same budget. */
final class Races {
  private static final int CALLERS = 64;
  private static final int LOOKERS = 8;

  /** Fewer callers where many kinds of calls make the search for an order long. */
  private static final int MIXED_EVERY = 4;

  private static final int MIXED_CALLERS = 24;
  private static final int MIXED_LOOKERS = 6;
  private static final int HOLDERS = 6;
  private static final int SETTERS = 3;
  private static final int MAX_WANTED = 3;
  private static final int ROOM = 40;

  private final Contested budget;
  private final SplittableRandom random;
  private final List<String> violations = new ArrayList<>();
  private long count;
  private long callCount;
  private long undecided;

  Races(Contested budget, long seed) {
    this.budget = budget;
    this.random = new SplittableRandom(seed);
  }

  long count() {
    return count;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  @Override
  public String toString() {
    return RaceProof.grouped(count)
        + " races, "
        + RaceProof.grouped(callCount)
        + " calls, "
        + undecided
        + " histories undecided";
  }

  /** Runs the next race. */
  void next() throws InterruptedException, ExecutionException {
    try (Race race = new Race(budget)) {
      if (++count % MIXED_EVERY == 0) {
        mixed(race);
      } else {
        lastLabel(race);
      }
      for (Race.Held left : race.takeHeld()) {
        budget.giveBack(left.caller(), left.tokens());
      }
    }
  }

  private void lastLabel(Race race) throws InterruptedException, ExecutionException {
    State start = room(1);
    takersAndLookers(race, CALLERS, 1, LOOKERS);
    List<Call<Operation>> history = race.run();
    check("the last label", start, history);
    long winners = history.stream().filter(call -> isWinner(call.operation())).count();
    if (winners > 1) {
      violations.add("race " + count + ": " + winners + " callers got the last label");
    }
  }

  private static boolean isWinner(Operation operation) {
    return operation instanceof Take take && take.got() > 0;
  }

  private void mixed(Race race) throws InterruptedException, ExecutionException {
    room(ROOM);
    takersAndLookers(race, HOLDERS, MAX_WANTED, 0);
    race.run();
    List<Race.Held> held = race.takeHeld();
    State start = room(random.nextInt(ROOM));
    takersAndLookers(race, MIXED_CALLERS, MAX_WANTED, MIXED_LOOKERS);
    held.forEach(race::giver);
    for (int i = 0; i < SETTERS; i++) {
      race.setter(Math.max(start.committed() + random.nextInt(-ROOM, ROOM), 0));
    }
    check("returns and ceilings", start, race.run());
  }

  private void takersAndLookers(Race race, int takers, int maxWanted, int lookers) {
    for (int i = 0; i < takers; i++) {
      race.taker(1 + random.nextInt(maxWanted));
    }
    for (int i = 0; i < lookers; i++) {
      race.looker();
    }
  }

  /** Leaves room for so many labels, when nobody else is there. */
  private State room(long labels) {
    long committed = budget.committed();
    State state = new State(committed + labels, committed);
    if (!budget.setCeiling(state.ceiling())) {
      throw new IllegalStateException("a raised ceiling was refused");
    }
    return state;
  }

  private void check(String what, State start, List<Call<Operation>> history) {
    callCount += history.size();
    Linearizability.Verdict verdict = Linearizability.check(new LabelBudget(), start, history);
    if (verdict == Linearizability.Verdict.UNDECIDED) {
      undecided++;
    } else if (verdict == Linearizability.Verdict.BROKEN) {
      StringBuilder told = new StringBuilder();
      long origin = history.stream().mapToLong(Call::begin).min().orElse(0);
      history.stream()
          .sorted(Comparator.comparingLong(Call::begin))
          .forEach(
              call ->
                  told.append("\n  ")
                      .append((call.begin() - origin) / 1_000)
                      .append(" to ")
                      .append((call.end() - origin) / 1_000)
                      .append(" us: ")
                      .append(call.operation()));
      violations.add("race " + count + " (" + what + ") from " + start + " has no order:" + told);
    }
  }
}
