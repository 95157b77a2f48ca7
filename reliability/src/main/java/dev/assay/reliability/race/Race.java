package dev.assay.reliability.race;

import dev.assay.reliability.race.LabelBudget.GiveBack;
import dev.assay.reliability.race.LabelBudget.Look;
import dev.assay.reliability.race.LabelBudget.Nothing;
import dev.assay.reliability.race.LabelBudget.Operation;
import dev.assay.reliability.race.LabelBudget.SetCeiling;
import dev.assay.reliability.race.LabelBudget.Take;
import dev.assay.reliability.race.Linearizability.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Callers that start at the same moment, and the history of what they were told. */
final class Race implements AutoCloseable {
  private static final long SECONDS = 60;

  private final Contested budget;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Supplier<Operation>> starters = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();

  /** What a caller holds. */
  record Held(int caller, List<String> tokens) {}

  Race(Contested budget) {
    this.budget = budget;
  }

  /** A caller who asks for up to so many labels. */
  void taker(int wanted) {
    int caller = starters.size();
    starters.add(
        () -> {
          Contested.Taken taken = budget.take(caller, wanted);
          keep(new Held(caller, taken.tokens()));
          int got = taken.tokens().size();
          if (taken.limited()) {
            return new Take(wanted, got);
          }
          return got > 0 ? new Take(got, got) : new Nothing(); // where a wave ended, say
        });
  }

  /** A caller who gives back what it took before. */
  void giver(Held of) {
    starters.add(
        () -> {
          budget.giveBack(of.caller(), of.tokens());
          return new GiveBack(of.tokens().size());
        });
  }

  /** A caller who looks at the balance. */
  void looker() {
    starters.add(() -> new Look(budget.committed()));
  }

  /** A caller who asks for a ceiling. */
  void setter(long labels) {
    starters.add(() -> new SetCeiling(labels, budget.setCeiling(labels)));
  }

  private synchronized void keep(Held taken) {
    if (!taken.tokens().isEmpty()) {
      held.add(taken);
    }
  }

  /** Takes what the callers hold after they ran. */
  synchronized List<Held> takeHeld() {
    List<Held> all = List.copyOf(held);
    held.clear();
    return all;
  }

  /** Lets all callers start at once; returns what each was told, and forgets them. */
  List<Call<Operation>> run() throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(starters.size());
    List<Callable<Call<Operation>>> callers = new ArrayList<>();
    for (Supplier<Operation> starter : starters) {
      callers.add(
          () -> {
            start.await(SECONDS, TimeUnit.SECONDS);
            long begin = System.nanoTime();
            Operation operation = starter.get();
            return new Call<>(operation, begin, System.nanoTime());
          });
    }
    starters.clear();
    List<Call<Operation>> history = new ArrayList<>();
    for (Future<Call<Operation>> done : threads.invokeAll(callers, SECONDS, TimeUnit.SECONDS)) {
      history.add(done.get());
    }
    return history;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
