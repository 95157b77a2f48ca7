package dev.assay.sampling.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The few sampling designs that the simulations here draw from, written for clarity. */
final class SeededDraws {
  private final SplittableRandom random;

  SeededDraws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double[] bernoulli(double[] probability) {
    double[] result = new double[probability.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = random.nextDouble() < probability[i] ? 1 : 0;
    }
    return result;
  }

  /** Ordered pivotal sampling of the candidates: indices of those drawn, in random order. */
  int[] pivotal(int[] candidates, double[] pi) {
    double[] state = new double[candidates.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = pi[candidates[i]];
    }
    int keeper = 0;
    for (int i = 1; i < state.length; i++) {
      double a = state[keeper];
      double b = state[i];
      if (a >= 1 || a <= 0) {
        keeper = i;
      } else if (b > 0 && b < 1) {
        keeper = fight(state, keeper, i);
      }
    }
    // The last one undecided holds a fraction that rounding left of a whole number.
    state[keeper] = random.nextDouble() < state[keeper] ? 1 : 0;
    return shuffled(candidates, state);
  }

  private int fight(double[] state, int keeper, int rival) {
    double a = state[keeper];
    double b = state[rival];
    double sum = a + b;
    boolean rivalTakes;
    if (sum < 1) {
      rivalTakes = random.nextDouble() < b / sum;
      state[keeper] = rivalTakes ? 0 : sum;
      state[rival] = rivalTakes ? sum : 0;
      return rivalTakes ? rival : keeper;
    }
    rivalTakes = random.nextDouble() < (1 - a) / (2 - sum);
    state[keeper] = rivalTakes ? sum - 1 : 1;
    state[rival] = rivalTakes ? 1 : sum - 1;
    return rivalTakes ? keeper : rival;
  }

  /** Poisson sampling of the candidates. */
  int[] poisson(int[] candidates, double[] pi) {
    double[] state = new double[candidates.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextDouble() < pi[candidates[i]] ? 1 : 0;
    }
    return shuffled(candidates, state);
  }

  private int[] shuffled(int[] candidates, double[] state) {
    int[] result = new int[candidates.length];
    int count = 0;
    for (int i = 0; i < state.length; i++) {
      if (state[i] > 0.5) {
        int j = random.nextInt(count + 1);
        result[count] = result[j];
        result[j] = candidates[i];
        count++;
      }
    }
    return Arrays.copyOf(result, count);
  }

  /** n of the candidates, equal probabilities, without replacement, in random order. */
  int[] simple(int[] candidates, int n) {
    int[] copy = candidates.clone();
    for (int i = 0; i < n; i++) {
      int j = i + random.nextInt(copy.length - i);
      int kept = copy[i];
      copy[i] = copy[j];
      copy[j] = kept;
    }
    return Arrays.copyOf(copy, n);
  }

  /** clip(t x, floor, 1) with sum n over the candidates, 0 elsewhere. */
  static double[] waterFill(double[] x, int[] candidates, double n, double floor) {
    double low = 0;
    double high = 1e12;
    double[] pi = new double[x.length];
    for (int step = 0; step < 200; step++) {
      double middle = low == 0 ? high / 2 : (low + high) / 2;
      double sum = 0;
      for (int i : candidates) {
        pi[i] = Math.min(1, Math.max(floor, middle * x[i]));
        sum += pi[i];
      }
      if (sum > n) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return pi;
  }

  static int[] range(int n) {
    int[] result = new int[n];
    Arrays.setAll(result, i -> i);
    return result;
  }

  static int[] without(int[] candidates, int[] removed) {
    int[] sorted = removed.clone();
    Arrays.sort(sorted);
    return Arrays.stream(candidates).filter(i -> Arrays.binarySearch(sorted, i) < 0).toArray();
  }

  static double[] pick(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }

  static double sum(double[] values, int[] indices) {
    return Arrays.stream(pick(values, indices)).sum();
  }
}
