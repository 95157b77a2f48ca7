package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Probabilities by methods in which a vote speaks for its class, and against all others alike: an
 * item's row is a number for each class that somebody named, and one factor by which the rest share
 * in a common shape. So time and memory go with the votes, however many classes there are.
 *
 * <p>Begins with the shares of the votes. The classes of an item stand at its places, ascending.
 */
final class VotedClasses implements ClassProbabilities {
  /** Where nobody asks for the sums of the weights. */
  static final double[] NOBODY_ASKS = {};

  private final Evidence evidence;
  private final VoteTable votes;
  private final int classes;
  private final int[] start;
  private final short[] label;
  private final int[] place;
  private final double[] probability;
  private final double[] scale;
  private final int mostPlaces;
  private final int[] all;
  private final double[] shape;
  private final double[] logShape;
  private double shapeTotal;
  private double topShape = 1;
  private double topLogShape;

  VotedClasses(Evidence evidence) {
    this.evidence = evidence;
    this.votes = evidence.votes();
    this.classes = votes.classCount();
    this.start = new int[votes.itemCount() + 1];
    this.place = new int[votes.voteCount()];
    this.label = places();
    this.probability = new double[label.length];
    this.scale = new double[votes.itemCount()];
    this.all = new int[classes];
    Arrays.setAll(all, one -> one);
    this.shape = new double[classes];
    this.logShape = new double[classes];
    Arrays.fill(shape, 1);
    this.shapeTotal = classes;
    int most = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      most = Math.max(most, start[item + 1] - start[item]);
    }
    this.mostPlaces = most;
    share();
  }

  /** Gives a place to each class that is named on an item, or known of it. */
  private short[] places() {
    short[] found = new short[votes.voteCount() + votes.itemCount()];
    int[] of = new int[classes];
    Arrays.fill(of, -1);
    int end = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      int first = end;
      start[item] = first;
      int known = evidence.known(item);
      if (known >= 0) {
        of[known] = first;
        found[end++] = (short) known;
      }
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int named = votes.label(vote);
        if (of[named] < first) {
          of[named] = first;
          found[end++] = (short) named;
        }
      }
      Arrays.sort(found, first, end);
      for (int at = first; at < end; at++) {
        of[found[at]] = at;
      }
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        place[vote] = of[votes.label(vote)];
      }
    }
    start[votes.itemCount()] = end;
    return Arrays.copyOf(found, end);
  }

  /** The weight of a vote, by its number. */
  @FunctionalInterface
  interface Weights {
    double of(int vote);
  }

  /** The shares of the votes; uniform without votes; certain where known. */
  private void share() {
    share(vote -> 1, 1);
  }

  /**
   * The shares of the weight that votes have; those of the votes where an item's weight is 0.
   *
   * @param weights of the votes, from 0
   * @param most the greatest weight
   */
  void share(Weights weights, double most) {
    SumGrid grid = SumGrid.upTo(most * mostVotes());
    Arrays.fill(probability, 0);
    for (int item = 0; item < votes.itemCount(); item++) {
      int known = evidence.known(item);
      scale[item] = known < 0 && votes.votesOn(item) == 0 ? 1 / shapeTotal : 0;
      if (known >= 0) {
        probability[Arrays.binarySearch(label, start[item], start[item + 1], (short) known)] = 1;
        continue;
      }
      double sum = 0;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        double weight = grid.round(weights.of(vote));
        probability[place[vote]] += weight;
        sum += weight;
      }
      if (sum == 0) {
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          probability[place[vote]]++;
          sum++;
        }
      }
      for (int at = start[item]; at < start[item + 1]; at++) {
        probability[at] /= sum;
      }
    }
  }

  /** Adds so many votes for every class to those on each item. */
  void add(double votesEach) {
    for (int item = 0; item < votes.itemCount(); item++) {
      int count = votes.votesOn(item);
      if (evidence.known(item) < 0 && count > 0) {
        double all = count + classes * votesEach;
        for (int at = start[item]; at < start[item + 1]; at++) {
          probability[at] = (probability[at] * count + votesEach) / all;
        }
        scale[item] = votesEach / all;
      }
    }
  }

  /** Sets what the weights of the classes are before any vote, each greater than 0. */
  void shape(double[] prior) {
    SumGrid grid = SumGrid.upTo(classes);
    shapeTotal = 0;
    topShape = 0;
    for (int one = 0; one < classes; one++) {
      shape[one] = Math.max(OneCoin.CLIP, grid.round(prior[one]));
      logShape[one] = StrictMath.log(shape[one]);
      shapeTotal += grid.round(shape[one]);
      topShape = Math.max(topShape, shape[one]);
    }
    topLogShape = StrictMath.log(topShape);
  }

  /**
   * Makes the probabilities of a range of items: a class has its shape times the product of the
   * weights of the votes for it.
   *
   * @param logWeights the logarithms of the weights
   * @param grid on which these add up
   * @param logSums gets the logarithm of the sum of the weights of each item, where it is known of
   *     the known class's; empty where nobody asks
   * @return the greatest change of a probability
   */
  double expect(int from, int to, Weights logWeights, SumGrid grid, double[] logSums) {
    SumGrid parts = SumGrid.upTo(classes);
    double[] row = new double[mostPlaces];
    double change = 0;
    for (int item = from; item < to; item++) {
      if (evidence.known(item) >= 0) {
        if (logSums.length > 0) {
          logSums[item] = logWeight(item, evidence.known(item), logWeights, grid);
        }
        continue;
      }
      int first = start[item];
      int count = start[item + 1] - first;
      double others = shapeTotal;
      for (int at = 0; at < count; at++) {
        row[at] = grid.round(logShape[label[first + at]]);
        others -= parts.round(shape[label[first + at]]);
      }
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        row[place[vote] - first] += grid.round(logWeights.of(vote));
      }
      double greatest = count == classes ? Double.NEGATIVE_INFINITY : topLogShape;
      for (int at = 0; at < count; at++) {
        greatest = Math.max(greatest, row[at]);
      }
      double factor = StrictMath.exp(-greatest);
      double sum = count == classes ? 0 : parts.round(others * factor);
      for (int at = 0; at < count; at++) {
        row[at] = row[at] == greatest ? 1 : parts.round(StrictMath.exp(row[at] - greatest));
        sum += row[at];
      }
      for (int at = 0; at < count; at++) {
        double next = row[at] / sum;
        change = Math.max(change, Math.abs(next - probability[first + at]));
        probability[first + at] = next;
      }
      scale[item] = count == classes ? 0 : factor / sum;
      if (logSums.length > 0) {
        logSums[item] = greatest + StrictMath.log(sum);
      }
    }
    return change;
  }

  private double logWeight(int item, int named, Weights logWeights, SumGrid grid) {
    double sum = grid.round(logShape[named]);
    for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
      sum += votes.label(vote) == named ? grid.round(logWeights.of(vote)) : 0;
    }
    return sum;
  }

  /**
   * The probabilities of an item whose votes are given, by the same rule.
   *
   * @param own annotator and class of each vote, in turn
   * @param logWeights the logarithms of the weights, by where a vote stands among these
   */
  double[] row(int[] own, Weights logWeights, SumGrid grid) {
    double[] row = new double[classes];
    for (int one = 0; one < classes; one++) {
      row[one] = grid.round(logShape[one]);
    }
    for (int i = 0; i < own.length; i += 2) {
      row[own[i + 1]] += grid.round(logWeights.of(i));
    }
    Posteriors.normalise(row, 0, classes);
    return row;
  }

  /** The probability of the class that a vote names. */
  double ofVote(int vote) {
    return probability[place[vote]];
  }

  /** Where a vote's class stands. */
  int placeOf(int vote) {
    return place[vote];
  }

  /** The most places of any item. */
  int mostPlaces() {
    return mostPlaces;
  }

  /**
   * Sets the probabilities of an item.
   *
   * @param row those at its places; all other classes share alike in the rest
   */
  void set(int item, double[] row) {
    SumGrid grid = SumGrid.upTo(classes);
    double rest = 1;
    for (int at = 0; at < row.length; at++) {
      probability[start[item] + at] = row[at];
      rest -= grid.round(row[at]);
    }
    scale[item] = row.length == classes ? 0 : Math.max(0, rest) / (classes - row.length);
  }

  /** The most votes on any item. */
  int mostVotes() {
    int most = 1;
    for (int item = 0; item < votes.itemCount(); item++) {
      most = Math.max(most, votes.votesOn(item));
    }
    return most;
  }

  /** The first place of an item; the last item's successor gives the number of places. */
  int firstPlace(int item) {
    return start[item];
  }

  /** The class at a place. */
  int label(int at) {
    return label[at];
  }

  /** The probability at a place. */
  double at(int at) {
    return probability[at];
  }

  /**
   * The mean probability of each class over the items that have votes or are known, with so many
   * items of each class added; uniform where there are none.
   */
  double[] classShares(double smoothing) {
    SumGrid grid = SumGrid.upTo(2.0 * votes.itemCount() * classes);
    double[] sums = new double[classes];
    double rest = 0;
    int items = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (start[item + 1] > start[item]) {
        items++;
        rest += grid.round(scale[item]);
        for (int at = start[item]; at < start[item + 1]; at++) {
          sums[label[at]] += grid.round(probability[at] - scale[item] * shape[label[at]]);
        }
      }
    }
    double total = items + smoothing * classes;
    for (int one = 0; one < classes; one++) {
      double share = Math.max(0, sums[one] + rest * shape[one]) + smoothing;
      sums[one] = total > 0 ? share / total : 1.0 / classes;
    }
    return sums;
  }

  @Override
  public int itemCount() {
    return votes.itemCount();
  }

  @Override
  public int classCount() {
    return classes;
  }

  @Override
  public double of(int item, int named) {
    int at = Arrays.binarySearch(label, start[item], start[item + 1], (short) named);
    return at >= 0 ? probability[at] : scale[item] * shape[named];
  }

  @Override
  public int[] likely(int item) {
    double greatest = 0;
    for (int at = start[item]; at < start[item + 1]; at++) {
      greatest = Math.max(greatest, probability[at]);
    }
    if (greatest <= scale[item] * topShape + 2 * Verdicts.TIE_TOLERANCE) {
      return all;
    }
    int[] own = new int[start[item + 1] - start[item]];
    Arrays.setAll(own, at -> label[start[item] + at]);
    return own;
  }
}
