package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * The votes of two annotators on the items that both voted on.
 *
 * <p>Cohen's kappa (Cohen, "A coefficient of agreement for nominal scales", Educational and
 * Psychological Measurement 20, 1960) compares the share on which they agree with that expected of
 * two who answer independently, each with their own shares of the classes; weighted by distance it
 * is 1 - observed / expected distance (Cohen, Psychological Bulletin 70, 1968).
 *
 * @param first what the first annotator gave
 * @param second what the second gave, item by item
 * @param classCount the number of classes
 */
public record PairVotes(int[] first, int[] second, int classCount) {
  /** How much a disagreement counts. */
  public enum Weighting {
    /** All alike. */
    NONE,
    /** By the difference of the class numbers. */
    LINEAR,
    /** By its square. */
    QUADRATIC
  }

  /** Checks the columns. */
  public PairVotes {
    Check.sameLength(first.length, second.length, "second");
    for (int i = 0; i < first.length; i++) {
      Check.range(first[i], 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
      Check.range(second[i], 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
    }
  }

  /** The items that both voted on. */
  public static PairVotes of(VoteTable votes, int firstAnnotator, int secondAnnotator) {
    int[] first = new int[votes.itemCount()];
    int[] second = new int[votes.itemCount()];
    int both = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      int one = -1;
      int other = -1;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        one = votes.annotator(vote) == firstAnnotator ? votes.label(vote) : one;
        other = votes.annotator(vote) == secondAnnotator ? votes.label(vote) : other;
      }
      if (one >= 0 && other >= 0) {
        first[both] = one;
        second[both++] = other;
      }
    }
    return new PairVotes(
        Arrays.copyOf(first, both), Arrays.copyOf(second, both), votes.classCount());
  }

  /** The number of items that both voted on. */
  public int itemCount() {
    return first.length;
  }

  /** Cohen's kappa; NaN where both gave nothing but one class, or share no item. */
  public double kappa(Weighting weighting) {
    return kappa(weighting, ItemWeights.once(first.length));
  }

  /** Cohen's kappa over items of different weights. */
  double kappa(Weighting weighting, ItemWeights weights) {
    double[] ofFirst = new double[classCount];
    double[] ofSecond = new double[classCount];
    double observed = 0;
    for (int i = 0; i < first.length; i++) {
      double weight = weights.ofItem()[i];
      ofFirst[first[i]] += weight;
      ofSecond[second[i]] += weight;
      observed += weight * distance(first[i], second[i], weighting);
    }
    weights.spreadAgreeing(ofFirst, 1);
    weights.spreadAgreeing(ofSecond, 1);
    double expected = 0;
    double different = 0;
    for (int a = 0; a < classCount; a++) {
      for (int b = 0; b < classCount; b++) {
        double pairs = ofFirst[a] * ofSecond[b];
        different += a == b ? 0 : pairs;
        expected += pairs * distance(a, b, weighting);
      }
    }
    if (!(expected > 0)) {
      return Double.NaN;
    }
    observed += weights.differing() * expected / different;
    double pairs = Arrays.stream(ofFirst).sum() * Arrays.stream(ofSecond).sum();
    return 1 - observed / weights.total() / (expected / pairs);
  }

  private static double distance(int a, int b, Weighting weighting) {
    double difference = Math.abs(a - b);
    return switch (weighting) {
      case NONE -> a == b ? 0 : 1;
      case LINEAR -> difference;
      case QUADRATIC -> difference * difference;
    };
  }
}
