package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.Comparator;

/** Distributions over the classes, item by item in one row-major array. */
final class Posteriors {
  private Posteriors() {}

  /** The share of each class among an item's votes; uniform without votes; certain where known. */
  static double[] shares(Evidence evidence) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] shares = new double[Math.multiplyExact(votes.itemCount(), classes)];
    for (int item = 0; item < votes.itemCount(); item++) {
      int row = item * classes;
      int known = evidence.known(item);
      int count = votes.votesOn(item);
      if (known >= 0) {
        shares[row + known] = 1;
      } else if (count == 0) {
        Arrays.fill(shares, row, row + classes, 1.0 / classes);
      } else {
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          shares[row + votes.label(vote)]++;
        }
        for (int at = row; at < row + classes; at++) {
          shares[at] /= count;
        }
      }
    }
    return shares;
  }

  /**
   * Turns log weights into probabilities in place.
   *
   * @return the logarithm of the sum of the weights
   */
  static double normalise(double[] values, int row, int classes) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int at = row; at < row + classes; at++) {
      greatest = Math.max(greatest, values[at]);
    }
    SumGrid grid = SumGrid.upTo(classes);
    double sum = 0;
    for (int at = row; at < row + classes; at++) {
      double weight = grid.round(StrictMath.exp(values[at] - greatest));
      values[at] = weight;
      sum += weight;
    }
    double scale = 1 / sum;
    for (int at = row; at < row + classes; at++) {
      values[at] *= scale;
    }
    return greatest + StrictMath.log(sum);
  }

  /**
   * The class of the greatest probability of each item; of equals that with most votes on the item,
   * then in all, then by what the votes say of the classes, never by their numbers.
   */
  static int[] consensus(Evidence evidence, double[] posterior, Signatures signatures) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    int[] total = votes.votesByClass();
    int[] onItem = new int[classes];
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(label -> onItem[label])
            .thenComparingInt(label -> total[label])
            .thenComparingLong(signatures::ofClass);
    int[] consensus = new int[votes.itemCount()];
    for (int item = 0; item < consensus.length; item++) {
      Arrays.fill(onItem, 0);
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        onItem[votes.label(vote)]++;
      }
      int row = item * classes;
      double greatest = 0;
      for (int label = 0; label < classes; label++) {
        greatest = Math.max(greatest, posterior[row + label]);
      }
      int best = -1;
      for (int label = 0; label < classes; label++) {
        boolean isGreatest = posterior[row + label] >= greatest - Verdicts.TIE_TOLERANCE;
        best = isGreatest && (best < 0 || order.compare(label, best) > 0) ? label : best;
      }
      consensus[item] = best;
    }
    return consensus;
  }

  /** The mean of the rows of items that have votes or are known; uniform where there are none. */
  static double[] classShares(Evidence evidence, double[] posterior, double smoothing) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    SumGrid grid = SumGrid.upTo(votes.itemCount());
    double[] shares = new double[classes];
    int items = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) > 0 || evidence.known(item) >= 0) {
        items++;
        for (int label = 0; label < classes; label++) {
          shares[label] += grid.round(posterior[item * classes + label]);
        }
      }
    }
    double total = items + smoothing * classes;
    for (int label = 0; label < classes; label++) {
      shares[label] = total > 0 ? (shares[label] + smoothing) / total : 1.0 / classes;
    }
    return shares;
  }
}
