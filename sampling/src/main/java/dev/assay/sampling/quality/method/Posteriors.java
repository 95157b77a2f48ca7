package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.stream.IntStream;

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
    double sum = 0;
    for (int at = row; at < row + classes; at++) {
      double weight = StrictMath.exp(values[at] - greatest);
      values[at] = weight;
      sum += weight;
    }
    double scale = 1 / sum;
    for (int at = row; at < row + classes; at++) {
      values[at] *= scale;
    }
    return greatest + StrictMath.log(sum);
  }

  /** The verdict on each item, by the tie rule of {@link Verdicts}. */
  static int[] greatest(Evidence evidence, double[] posterior) {
    AnnotatorQuality nobody = AnnotatorQuality.none(evidence.votes().classCount());
    Verdicts verdicts = Verdicts.of("", evidence, posterior, new double[0], nobody);
    return IntStream.range(0, verdicts.itemCount()).map(verdicts::verdict).toArray();
  }

  /** The mean of the rows of items that have votes or are known; uniform where there are none. */
  static double[] classShares(Evidence evidence, double[] posterior, double smoothing) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] shares = new double[classes];
    Arrays.fill(shares, smoothing);
    double total = smoothing * classes;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) > 0 || evidence.known(item) >= 0) {
        total++;
        for (int label = 0; label < classes; label++) {
          shares[label] += posterior[item * classes + label];
        }
      }
    }
    for (int label = 0; label < classes; label++) {
      shares[label] = total > 0 ? shares[label] / total : 1.0 / classes;
    }
    return shares;
  }
}
