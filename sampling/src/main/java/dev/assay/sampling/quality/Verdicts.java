package dev.assay.sampling.quality;

import java.util.Arrays;

/**
 * What a method made of the votes: a distribution over the classes for each item, the verdict of
 * it, and the quality of the annotators.
 *
 * <p>The verdict is the class of the greatest probability. Where several are within {@link
 * #TIE_TOLERANCE} of the greatest, the item is a tie, and the verdict is that one of them with the
 * most votes on the item, then with the most votes in the whole table, then with the lowest number.
 *
 * <p>Immutable.
 */
public final class Verdicts {
  /** How close to the greatest probability counts as equal to it. */
  public static final double TIE_TOLERANCE = 1e-9;

  private final String method;
  private final int classCount;
  private final double[] posterior;
  private final short[] verdict;
  private final boolean[] tie;
  private final double[] classPrior;
  private final AnnotatorQuality annotators;
  private final double power;

  private Verdicts(
      String method,
      int classCount,
      double[] posterior,
      short[] verdict,
      boolean[] tie,
      double[] classPrior,
      AnnotatorQuality annotators,
      double power) {
    this.method = method;
    this.classCount = classCount;
    this.posterior = posterior;
    this.verdict = verdict;
    this.tie = tie;
    this.classPrior = classPrior;
    this.annotators = annotators;
    this.power = power;
  }

  /**
   * Settles every item by the tie rule.
   *
   * @param method the name of the method
   * @param evidence what it was given
   * @param posterior probability of each class, item by item in one row-major array; kept
   * @param classPrior share of each class among the items
   * @param annotators quality of each annotator
   */
  public static Verdicts of(
      String method,
      Evidence evidence,
      double[] posterior,
      double[] classPrior,
      AnnotatorQuality annotators) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    Check.sameLength(Math.multiplyExact(votes.itemCount(), classes), posterior.length, "posterior");
    short[] verdict = new short[votes.itemCount()];
    boolean[] tie = new boolean[verdict.length];
    TieRule rule = new TieRule(votes);
    for (int item = 0; item < verdict.length; item++) {
      int row = item * classes;
      int best = row;
      int equals = 0;
      for (int at = row; at < row + classes; at++) {
        best = posterior[at] > posterior[best] ? at : best;
      }
      for (int at = row; at < row + classes; at++) {
        equals += posterior[at] >= posterior[best] - TIE_TOLERANCE ? 1 : 0;
      }
      tie[item] = equals > 1;
      verdict[item] =
          (short) (tie[item] ? rule.choose(item, posterior, row, TIE_TOLERANCE) : best - row);
    }
    return new Verdicts(method, classes, posterior, verdict, tie, classPrior, annotators, 1);
  }

  /** The name of the method that made them; for a method that chooses, of what it chose. */
  public String method() {
    return method;
  }

  /** The same verdicts with the quality of the annotators of other votes on the same items. */
  public Verdicts withAnnotatorsOf(VoteTable votes) {
    AnnotatorQuality quality = AnnotatorQuality.of(votes, posterior);
    return new Verdicts(method, classCount, posterior, verdict, tie, classPrior, quality, power);
  }

  /**
   * The same verdicts, less or more sure: each probability is raised to a power and each item's are
   * made to add up to 1 again. Below 1 the power says what part of an independent vote each vote
   * was worth.
   *
   * @param exponent greater than 0
   */
  public Verdicts tempered(double exponent) {
    Check.setting(exponent, 1e-6, 1e6, "the power");
    double[] tempered = posterior.clone();
    for (int item = 0; item < verdict.length; item++) {
      double greatest = probability(item);
      double sum = 0;
      for (int at = item * classCount; at < (item + 1) * classCount; at++) {
        tempered[at] = StrictMath.pow(posterior[at] / greatest, exponent);
        sum += tempered[at];
      }
      for (int at = item * classCount; at < (item + 1) * classCount; at++) {
        tempered[at] /= sum;
      }
    }
    return new Verdicts(
        method, classCount, tempered, verdict, tie, classPrior, annotators, power * exponent);
  }

  /** The power to which the probabilities were raised; 1 where they are the method's own. */
  public double power() {
    return power;
  }

  /** The number of items. */
  public int itemCount() {
    return verdict.length;
  }

  /** The number of classes. */
  public int classCount() {
    return classCount;
  }

  /** The class that stands for an item. */
  public int verdict(int item) {
    return verdict[item];
  }

  /** The probability that the verdict on an item is right, as the method sees it. */
  public double probability(int item) {
    return posterior[item * classCount + verdict[item]];
  }

  /** The probability of a class for an item, as the method sees it. */
  public double posterior(int item, int label) {
    return posterior[item * classCount + label];
  }

  /** The probabilities of all classes for an item. */
  public double[] posterior(int item) {
    return Arrays.copyOfRange(posterior, item * classCount, (item + 1) * classCount);
  }

  /** Whether several classes were equally probable, so that the tie rule decided. */
  public boolean isTie(int item) {
    return tie[item];
  }

  /** The number of ties. */
  public int tieCount() {
    int count = 0;
    for (boolean one : tie) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** The share of each class among the items, as the method sees it. */
  public double[] classPrior() {
    return classPrior.clone();
  }

  /** The quality of each annotator. */
  public AnnotatorQuality annotators() {
    return annotators;
  }
}
