package dev.assay.app.trial;

import dev.assay.sampling.SeededStream;
import dev.assay.v1.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Several policies on the same past, run by run with the same parts of it. */
public final class Comparison {
  /** The name of the policy that all are compared with: every candidate with one probability. */
  public static final String RANDOM = "random";

  /** The level of all intervals. */
  public static final double LEVEL = .9;

  private static final int RESAMPLES = 2_000;
  private static final long RESAMPLING_SEED = 90;

  private final Map<String, List<Trial.Outcome>> outcomes = new LinkedHashMap<>();
  private final int waveSize;
  private final double full;

  /**
   * A number with its bootstrap interval over runs.
   *
   * @param value of all runs
   * @param low the lower end
   * @param high the upper end
   */
  public record Ranged(double value, double low, double high) {}

  private Comparison(int waveSize, double full) {
    this.waveSize = waveSize;
    this.full = full;
  }

  /**
   * Runs them.
   *
   * @param policies complete, by name; random is added
   * @param waveSize items of a wave
   * @param waves waves of a run: together at most the simulated pool
   * @param runs at least 2
   * @param goesOn asked after two runs and after each more: false ends it there
   * @param progress is told the number of each run that is done
   */
  public static Comparison of(
      Past past,
      Map<String, Policy> policies,
      int waveSize,
      int waves,
      int runs,
      BooleanSupplier goesOn,
      IntConsumer progress) {
    Map<String, Policy> all = new LinkedHashMap<>();
    all.put(
        RANDOM,
        Policy.newBuilder().setStrategy(RANDOM).setExplorationShare(1).setSharpness(0).build());
    all.putAll(policies);
    TrialLearner learner = new TrialLearner(past);
    Map<String, List<Trial.Outcome>> outcomes = new LinkedHashMap<>();
    double full = 0;
    int done = 0;
    while (done < runs && (done < 2 || goesOn.getAsBoolean())) {
      Trial trial = new Trial(past, learner, waveSize, waves, done);
      double reachable = trial.full();
      full += reachable;
      all.forEach(
          (name, policy) ->
              outcomes
                  .computeIfAbsent(name, unused -> new ArrayList<>())
                  .add(trial.run(policy, reachable)));
      done++;
      progress.accept(done);
    }
    Comparison comparison = new Comparison(waveSize, full / done);
    comparison.outcomes.putAll(outcomes);
    return comparison;
  }

  /** The names, random first. */
  public List<String> names() {
    return List.copyOf(outcomes.keySet());
  }

  /** How many runs there were. */
  public int runs() {
    return of(RANDOM).size();
  }

  /** The mean accuracy that all labels of the simulated pools give. */
  public double full() {
    return full;
  }

  private List<Trial.Outcome> of(String name) {
    return outcomes.getOrDefault(name, List.of());
  }

  /** The learner's accuracy, averaged over waves and runs. */
  public Ranged curve(String name) {
    return ranged(runs -> mean(runs, run -> of(name).get(run).curve()));
  }

  /** How much greater the one's curve is than the other's. */
  public Ranged curveGain(String name, String over) {
    return ranged(runs -> mean(runs, run -> of(name).get(run).curve() - of(over).get(run).curve()));
  }

  /** Labels until the target; all that were bought where it was not reached. */
  public Ranged needed(String name) {
    return ranged(runs -> mean(runs, run -> of(name).get(run).needed()));
  }

  /** How many more labels the one needs. */
  public Ranged neededMore(String name, String over) {
    return ranged(
        runs -> mean(runs, run -> of(name).get(run).needed() - of(over).get(run).needed()));
  }

  /** In how many runs the target was reached. */
  public long reached(String name) {
    return of(name).stream().filter(Trial.Outcome::reached).count();
  }

  /**
   * The variance of an estimate from as many labels drawn at random over the mean square of this
   * policy's errors: above 1 its labels measure better. NaN where nothing is estimated.
   */
  public Ranged efficiency(String name) {
    return ranged(runs -> efficiency(name, runs));
  }

  /** The one's efficiency over the other's. */
  public Ranged efficiencyRatio(String name, String over) {
    return ranged(runs -> efficiency(name, runs) / efficiency(over, runs));
  }

  private double efficiency(String name, int[] runs) {
    double simple = mean(runs, run -> of(name).get(run).simpleVariance());
    double squares = mean(runs, run -> of(name).get(run).error() * of(name).get(run).error());
    return simple / squares;
  }

  /** Whether its waves were drawn at random, as where the past lacks what it needs. */
  public boolean atRandom(String name) {
    return of(name).stream().anyMatch(Trial.Outcome::atRandom);
  }

  /** Of which policies each run bought the same, as "a and b". */
  public List<String> alike() {
    List<String> pairs = new ArrayList<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      for (int k = i + 1; k < names.size(); k++) {
        if (same(of(names.get(i)), of(names.get(k)))) {
          pairs.add(names.get(i) + " and " + names.get(k));
        }
      }
    }
    return pairs;
  }

  private static boolean same(List<Trial.Outcome> one, List<Trial.Outcome> other) {
    return IntStream.range(0, one.size())
        .allMatch(
            run ->
                Arrays.equals(one.get(run).accuracies(), other.get(run).accuracies())
                    && one.get(run).error() == other.get(run).error());
  }

  /** The mean accuracy after each wave. */
  public double[] accuracies(String name) {
    double[] means = new double[of(name).get(0).accuracies().length];
    Arrays.setAll(
        means,
        wave ->
            of(name).stream().mapToDouble(each -> each.accuracies()[wave]).average().orElseThrow());
    return means;
  }

  /** The labels after each wave. */
  public int labels(int wave) {
    return (wave + 1) * waveSize;
  }

  private static double mean(int[] runs, IntToDoubleFunction of) {
    return Arrays.stream(runs).mapToDouble(of).average().orElseThrow();
  }

  private interface Statistic {
    double of(int[] runs);
  }

  /** Runs are drawn anew with replacement, all policies with them (Efron 1979). */
  private Ranged ranged(Statistic statistic) {
    int[] all = new int[runs()];
    Arrays.setAll(all, run -> run);
    SeededStream random = new SeededStream(RESAMPLING_SEED);
    double[] resampled = new double[RESAMPLES];
    for (int k = 0; k < RESAMPLES; k++) {
      int[] some = new int[all.length];
      Arrays.setAll(some, run -> random.nextBelow(all.length));
      resampled[k] = statistic.of(some);
    }
    Arrays.sort(resampled);
    int tail = (int) (RESAMPLES * (1 - LEVEL) / 2);
    return new Ranged(statistic.of(all), resampled[tail], resampled[RESAMPLES - 1 - tail]);
  }
}
