package dev.assay.sampling.quality.agreement;

/**
 * A coefficient of agreement: 1 where all agree, 0 where they agree as often as by chance, negative
 * below. NaN where it is not defined: no item with two votes, or nothing but one class in all.
 */
public interface Agreement {
  /** The coefficient over items that may be taken several times, as a bootstrap does. */
  double of(Coincidences items, int[] drawn);

  /** The coefficient over all items. */
  default double of(Coincidences items) {
    int[] all = new int[items.itemCount()];
    for (int item = 0; item < all.length; item++) {
      all[item] = item;
    }
    return of(items, all);
  }

  /** The share of pairs of votes on the same item that agree, items weighing alike. */
  static Agreement percent() {
    return (items, drawn) -> drawn.length == 0 ? Double.NaN : pairs(items, drawn);
  }

  /**
   * Fleiss' kappa (Fleiss, "Measuring nominal scale agreement among many raters", Psychological
   * Bulletin 76, 1971): (P - P_e) / (1 - P_e), P the mean over items of the share of pairs that
   * agree and P_e the sum of the squared shares of the classes among all votes. With unequal
   * numbers of votes an item, shares are of all votes.
   */
  static Agreement fleiss() {
    return (items, drawn) -> {
      double[] share = new double[items.classCount()];
      double total = 0;
      for (int item : drawn) {
        int[] row = items.item(item);
        for (int label = 0; label < row.length; label++) {
          share[label] += row[label];
          total += row[label];
        }
      }
      double chance = 0;
      for (double one : share) {
        chance += one / total * (one / total);
      }
      return beyond(pairs(items, drawn), chance);
    };
  }

  /**
   * Randolph's free-marginal kappa ("Free-marginal multirater kappa", 2005): as Fleiss', with
   * chance 1/K.
   */
  static Agreement randolph() {
    return (items, drawn) ->
        drawn.length == 0 ? Double.NaN : beyond(pairs(items, drawn), 1.0 / items.classCount());
  }

  /**
   * Krippendorff's alpha (Krippendorff, "Computing Krippendorff's alpha-reliability", 2011): 1 -
   * D_o / D_e, the observed over the expected mean squared distance of two votes, from the
   * coincidences of values o(c, k) = sum over items of pairs (c, k) / (votes on the item - 1).
   * Missing votes are no obstacle.
   */
  static Agreement krippendorff(Scale scale) {
    return (items, drawn) -> {
      int classes = items.classCount();
      double[] frequency = new double[classes];
      double total = 0;
      for (int item : drawn) {
        int[] row = items.item(item);
        for (int label = 0; label < classes; label++) {
          frequency[label] += row[label];
          total += row[label];
        }
      }
      double[][] distance = new double[classes][classes];
      double expected = 0;
      for (int a = 0; a < classes; a++) {
        for (int b = 0; b < classes; b++) {
          distance[a][b] = scale.squaredDistance(a, b, frequency);
          expected += frequency[a] * frequency[b] * distance[a][b];
        }
      }
      double observed = 0;
      for (int item : drawn) {
        observed += disagreement(items.item(item), distance);
      }
      return expected > 0 ? 1 - (total - 1) * observed / expected : Double.NaN;
    };
  }

  private static double disagreement(int[] row, double[][] distance) {
    int votes = 0;
    double sum = 0;
    for (int a = 0; a < row.length; a++) {
      votes += row[a];
      for (int b = 0; row[a] > 0 && b < row.length; b++) {
        sum += (double) row[a] * row[b] * distance[a][b];
      }
    }
    return sum / (votes - 1);
  }

  private static double pairs(Coincidences items, int[] drawn) {
    double sum = 0;
    for (int item : drawn) {
      double votes = 0;
      double same = 0;
      for (int count : items.item(item)) {
        votes += count;
        same += (double) count * (count - 1);
      }
      sum += same / (votes * (votes - 1));
    }
    return sum / drawn.length;
  }

  private static double beyond(double observed, double chance) {
    return chance < 1 ? (observed - chance) / (1 - chance) : Double.NaN;
  }
}
