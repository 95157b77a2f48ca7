package dev.assay.bench.verdict;

import dev.assay.bench.data.CrowdVotes;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.Calibration;
import dev.assay.sampling.quality.method.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Fits the calibration of pooled verdicts to crowds of known truth, and measures how far off its
 * probabilities are where they were not fitted.
 *
 * <p>Each crowd is taken whole and thinned to fewer votes an item, so that sparse votes are seen,
 * too; all weigh alike. A calibration error is the mean distance of probability and share of right
 * verdicts in ten bins of equally many verdicts.
 */
public final class CalibrationStudy {
  private static final int[] THINNED_TO = {5, 3};
  private static final int FOLDS = 5;
  private static final int BINS = 10;
  private static final int MAX_STEPS = 50;
  private static final double RIDGE = 1e-3;
  private static final double DONE = 1e-9;

  /** A verdict on an item of known truth. */
  private record Judged(double[] features, boolean isRight, double floor, int fold) {}

  /** A crowd, whole or thinned. */
  private record Condition(String set, boolean isWhole, List<Judged> items) {}

  /**
   * What was found of one crowd, or of all whole ones together.
   *
   * @param set its name
   * @param own calibration error by the coefficients in use
   * @param byItems the same by coefficients fitted to other items of all crowds
   * @param byCrowds the same by coefficients fitted to the other crowds
   * @param thinned the mean of the thinned crowd's errors, by coefficients fitted to the others
   */
  public record Result(String set, double own, double byItems, double byCrowds, double thinned) {}

  private final List<Condition> conditions = new ArrayList<>();

  /** Adds a crowd. */
  public void add(CrowdVotes crowd) {
    conditions.add(condition(crowd, crowd.votes(), true));
    for (int votes : THINNED_TO) {
      conditions.add(condition(crowd, thinned(crowd.votes(), votes), false));
    }
  }

  private static Condition condition(CrowdVotes crowd, VoteTable votes, boolean isWhole) {
    Pool pool = AutoMethod.pool(Evidence.of(votes));
    List<Judged> items = new ArrayList<>();
    for (int item = 0; item < votes.itemCount(); item++) {
      if (crowd.truth()[item] >= 0 && votes.votesOn(item) > 0) {
        int verdict = pool.verdicts().verdict(item);
        int agreeing =
            (int)
                IntStream.range(votes.start(item), votes.start(item + 1))
                    .filter(vote -> votes.label(vote) == verdict)
                    .count();
        items.add(
            new Judged(
                Calibration.features(pool.mean(item), agreeing, votes.votesOn(item)),
                verdict == crowd.truth()[item],
                1.0 / votes.classCount(),
                items.size() % FOLDS));
      }
    }
    return new Condition(crowd.name(), isWhole, items);
  }

  /** So many votes an item at most, taken by chance. */
  private static VoteTable thinned(VoteTable votes, int most) {
    boolean[] left = new boolean[votes.voteCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      IntStream.range(votes.start(item), votes.start(item + 1))
          .boxed()
          .sorted(Comparator.comparingLong(vote -> SeededStream.mix(most * 31L + vote)))
          .skip(most)
          .forEach(vote -> left[vote] = true);
    }
    return votes.without(left);
  }

  /** The coefficients that fit all. */
  public double[] coefficients() {
    return fit(condition -> true, item -> true);
  }

  /** The results of each crowd, and then of all together. */
  public List<Result> results() {
    List<double[]> byFold = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      byFold.add(fit(condition -> true, item -> item.fold() != left));
    }
    List<Result> results = new ArrayList<>();
    List<List<double[]>> all = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Condition whole : conditions) {
      if (!whole.isWhole()) {
        continue;
      }
      double[] byOthers = fit(other -> !other.set().equals(whole.set()), item -> true);
      List<List<double[]>> three =
          List.of(
              judge(whole, item -> Calibration.coefficients()),
              judge(whole, item -> byFold.get(item.fold())),
              judge(whole, item -> byOthers));
      for (int i = 0; i < three.size(); i++) {
        all.get(i).addAll(three.get(i));
      }
      double thinned =
          conditions.stream()
              .filter(other -> !other.isWhole() && other.set().equals(whole.set()))
              .mapToDouble(other -> error(judge(other, item -> byOthers)))
              .average()
              .orElse(Double.NaN);
      results.add(
          new Result(
              whole.set(), error(three.get(0)), error(three.get(1)), error(three.get(2)), thinned));
    }
    double thinned = results.stream().mapToDouble(Result::thinned).average().orElse(Double.NaN);
    results.add(
        new Result("all items", error(all.get(0)), error(all.get(1)), error(all.get(2)), thinned));
    return results;
  }

  @FunctionalInterface
  private interface Choice {
    double[] coefficients(Judged item);
  }

  /** The probability of each verdict, and 1 where it is right. */
  private static List<double[]> judge(Condition condition, Choice choice) {
    List<double[]> judged = new ArrayList<>();
    for (Judged item : condition.items()) {
      double probability = Calibration.probability(choice.coefficients(item), item.features());
      judged.add(new double[] {Math.max(item.floor(), probability), item.isRight() ? 1 : 0});
    }
    return judged;
  }

  private static double error(List<double[]> judged) {
    List<double[]> sorted =
        judged.stream().sorted(Comparator.comparingDouble((double[] one) -> one[0])).toList();
    double apart = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double gap = 0;
      for (double[] one :
          sorted.subList(sorted.size() * bin / BINS, sorted.size() * (bin + 1) / BINS)) {
        gap += one[0] - one[1];
      }
      apart += Math.abs(gap);
    }
    return apart / sorted.size();
  }

  /** Newton's method on the penalised log likelihood of a logistic regression. */
  private double[] fit(Predicate<Condition> which, Predicate<Judged> whose) {
    int size = Calibration.coefficients().length;
    double[] coefficients = new double[size];
    double moved = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MAX_STEPS && moved > DONE; step++) {
      double[][] system = new double[size][size + 1];
      for (int i = 0; i < size; i++) {
        system[i][i] = RIDGE;
        system[i][size] = -RIDGE * coefficients[i];
      }
      for (Condition condition : conditions) {
        if (which.test(condition)) {
          double weight = 1.0 / condition.items().size();
          condition.items().stream()
              .filter(whose)
              .forEach(item -> add(system, item, coefficients, weight));
        }
      }
      double[] change = solve(system);
      Arrays.setAll(coefficients, i -> coefficients[i] + change[i]);
      moved = Arrays.stream(change).map(Math::abs).max().orElse(0);
    }
    return coefficients;
  }

  private static void add(double[][] system, Judged item, double[] coefficients, double weight) {
    double[] x = item.features();
    double probability = Calibration.probability(coefficients, x);
    for (int i = 0; i < x.length; i++) {
      system[i][x.length] += weight * ((item.isRight() ? 1 : 0) - probability) * x[i];
      for (int j = 0; j < x.length; j++) {
        system[i][j] += weight * probability * (1 - probability) * x[i] * x[j];
      }
    }
  }

  /** Gauss, for a positive definite system with its right side as the last column. */
  private static double[] solve(double[][] system) {
    int size = system.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    double[] solution = new double[size];
    Arrays.setAll(solution, i -> system[i][size] / system[i][i]);
    return solution;
  }
}
