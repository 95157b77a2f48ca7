package dev.assay.sampling.quality.agreement;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A coefficient of agreement: 1 where all agree, 0 where they agree as often as by chance, negative
 * below. NaN where it is not defined: no item with two votes, or nothing but one class in all.
 *
 * <p>All of them are 1 - D_o / D_e, the observed over the expected disagreement. They differ in
 * what is expected, in how items are weighed, and in how far apart two classes are.
 */
public interface Agreement {
  /** The coefficient over items of different weights. */
  double of(Coincidences items, ItemWeights weights);

  /** The coefficient over all items. */
  default double of(Coincidences items) {
    return of(items, ItemWeights.once(items.itemCount()));
  }

  /** The share of pairs of votes on the same item that agree, items weighing alike. */
  static Agreement percent() {
    return (items, weights) -> 1 - observed(items, weights, item -> 1);
  }

  /**
   * Fleiss' kappa (Fleiss, "Measuring nominal scale agreement among many raters", Psychological
   * Bulletin 76, 1971), in the form that Fleiss gave it for unequal numbers m_i of votes an item
   * (Fleiss and Cuzick, "The reliability of dichotomous judgments: unequal numbers of judges per
   * subject", Applied Psychological Measurement 3, 1979; Fleiss, Levin and Paik, "Statistical
   * methods for rates and proportions", 2003, section 18.3): the kappa of each class against the
   * rest is 1 - sum x_ij (m_i - x_ij) / m_i / (n (m - 1) p_j q_j), m the mean of the m_i and p_j
   * the share of the class among all votes, and the whole is their mean weighed by p_j q_j. That is
   * to weigh items by m_i - 1; where all have equally many votes it is the kappa of 1971.
   */
  static Agreement fleiss() {
    return (items, weights) -> {
      double[] frequency = items.frequency(weights);
      double total = Arrays.stream(frequency).sum();
      double chance = 0;
      for (double one : frequency) {
        chance += one / total * (one / total);
      }
      // The sum of squares of a lone class's share may be 1 less a rounding.
      boolean isOne = Arrays.stream(frequency).filter(one -> one > 0).count() < 2;
      return isOne
          ? Double.NaN
          : 1 - observed(items, weights, item -> items.votes(item) - 1) / (1 - chance);
    };
  }

  /**
   * Randolph's free-marginal kappa ("Free-marginal multirater kappa", 2005): as Fleiss', with
   * chance 1/K and items weighing alike.
   */
  static Agreement randolph() {
    return (items, weights) ->
        1 - observed(items, weights, item -> 1) / (1 - 1.0 / items.classCount());
  }

  /**
   * Krippendorff's alpha (Krippendorff, "Computing Krippendorff's alpha-reliability", 2011): 1 -
   * D_o / D_e, the observed over the expected mean squared distance of two votes, from the
   * coincidences of values o(c, k) = sum over items of pairs (c, k) / (votes on the item - 1).
   * Missing votes are no obstacle.
   */
  static Agreement krippendorff(Scale scale) {
    return (items, weights) -> {
      double[] frequency = items.frequency(weights);
      double total = Arrays.stream(frequency).sum();
      double votes = items.voteCount();
      double[] below = new double[frequency.length + 1];
      for (int label = 0; label < frequency.length; label++) {
        frequency[label] *= votes / total;
        below[label + 1] = below[label] + frequency[label];
      }
      double expected = 0;
      double different = 0;
      for (int a = 0; a < frequency.length; a++) {
        for (int b = 0; b < a && frequency[a] > 0; b++) {
          double pairs = 2 * frequency[a] * frequency[b];
          different += pairs;
          expected += pairs == 0 ? 0 : pairs * scale.squaredDistance(a, b, below);
        }
      }
      if (!(expected > 0)) {
        return Double.NaN;
      }
      double unseen = weights.differing() * expected / different;
      double observed = unseen * votes / items.itemCount();
      double weight = (weights.agreeing() + weights.differing()) * votes / items.itemCount();
      for (int item = 0; item < items.itemCount(); item++) {
        observed += weights.ofItem()[item] * distance(items, item, scale, below);
        weight += weights.ofItem()[item] * items.votes(item);
      }
      return 1 - observed / weight * votes * (votes - 1) / expected;
    };
  }

  /** The sum over the votes on an item of their mean distance to the others. */
  private static double distance(Coincidences items, int item, Scale scale, double[] below) {
    if (scale == Scale.NOMINAL) {
      return items.votes(item) * items.differing(item);
    }
    int[] labels = items.labels(item);
    int[] counts = items.counts(item);
    double sum = 0;
    for (int a = 0; a < labels.length; a++) {
      for (int b = 0; b < a; b++) {
        double pairs = 2.0 * counts[a] * counts[b];
        sum += pairs * scale.squaredDistance(labels[a], labels[b], below);
      }
    }
    return sum / (items.votes(item) - 1);
  }

  /** The mean share of pairs that differ; items that nobody has seen weigh as the mean one. */
  private static double observed(
      Coincidences items, ItemWeights weights, IntToDoubleFunction weightOf) {
    double sum = 0;
    double weight = 0;
    double plain = 0;
    for (int item = 0; item < items.itemCount(); item++) {
      double own = weightOf.applyAsDouble(item);
      plain += own;
      sum += weights.ofItem()[item] * own * items.differing(item);
      weight += weights.ofItem()[item] * own;
    }
    double unseen = items.itemCount() == 0 ? 0 : plain / items.itemCount();
    return (sum + weights.differing() * unseen)
        / (weight + (weights.agreeing() + weights.differing()) * unseen);
  }
}
