package dev.assay.bench.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs every method over every split.
 *
 * <p>Each split is one task; every random number of it depends on the seed and its place alone, so
 * that results do not depend on the number of threads.
 */
public final class Experiment<P extends Pool> {
  /** The nominal level of all intervals. */
  public static final double LEVEL = 0.9;

  /** Under drift: how many times who drifts is drawn, for each split. */
  public static final int REALISATIONS = 20;

  private final Study<P> study;
  private final Plan plan;
  private final List<Method<P>> methods;

  /** One experiment. */
  public Experiment(Study<P> study, Plan plan, List<Method<P>> methods) {
    this.study = study;
    this.plan = plan;
    this.methods = methods;
  }

  /**
   * How much to run.
   *
   * @param splits at least 1; no more are run than the study has
   * @param draws of each cell and split, at least 1
   * @param sizes the budgets
   * @param drift as of {@link Study#drifted}; 0 for none
   * @param seed of everything
   * @param threads at least 1
   */
  public record Plan(
      int splits, int draws, List<Integer> sizes, double drift, long seed, int threads) {}

  /**
   * Runs it.
   *
   * @param progress told in words, from any thread
   * @return one summary for each cell, in the order of pools, budgets and methods
   */
  public List<CellSummary> run(Consumer<String> progress) {
    int splits = Math.min(plan.splits(), study.splitLimit());
    ExecutorService executor = Executors.newFixedThreadPool(plan.threads());
    try {
      List<Future<Map<CellKey, Tally>>> running = new ArrayList<>();
      for (int split = 0; split < splits; split++) {
        int number = split;
        running.add(executor.submit(() -> split(number)));
      }
      Map<CellKey, List<Tally>> cells = new LinkedHashMap<>();
      for (int split = 0; split < splits; split++) {
        running
            .get(split)
            .get()
            .forEach((key, tally) -> cells.computeIfAbsent(key, k -> new ArrayList<>()).add(tally));
        progress.accept(study.dataset() + ": " + (split + 1) + " of " + splits + " splits");
      }
      return new Summaries<>(study, plan.seed()).of(cells);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private Map<CellKey, Tally> split(int split) {
    Map<CellKey, Tally> cells = new LinkedHashMap<>();
    boolean first = true;
    String metric = "";
    for (P pool : study.pools(split)) {
      first |= !metric.equals(pool.metric());
      metric = pool.metric();
      for (int size : plan.sizes()) {
        for (Method<P> method : methods) {
          if (first || method.usesScore()) {
            cells.put(key(pool, size, method), cell(pool, size, method, split));
          }
        }
      }
      first = false;
    }
    return cells;
  }

  private Tally cell(P pool, int size, Method<P> method, int split) {
    CellKey key = key(pool, size, method);
    long seed = Seeds.of(Seeds.named(plan.seed(), key.toString()), split);
    Tally tally = new Tally();
    if (plan.drift() == 0) {
      tally.run(method.preparation().of(pool, size), pool.truth(), plan.draws(), seed);
      return tally;
    }
    int draws = Math.max(2, plan.draws() / REALISATIONS);
    for (int realisation = 0; realisation < REALISATIONS; realisation++) {
      // The same items drift for every method and budget.
      P drifted = study.drifted(pool, plan.drift(), Seeds.of(plan.seed(), split, realisation));
      Trial trial = method.preparation().of(drifted, size);
      tally.run(trial, drifted.truth(), draws, Seeds.of(seed, realisation));
    }
    return tally;
  }

  private static <P extends Pool> CellKey key(P pool, int size, Method<P> method) {
    String score = method.usesScore() ? pool.score() : CellSummary.NO_SCORE;
    return new CellKey(pool.metric(), score, size, method.design(), method.estimator());
  }
}
