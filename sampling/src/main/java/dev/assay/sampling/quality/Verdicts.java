package dev.assay.sampling.quality;

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
  private final ClassProbabilities probabilities;
  private final short[] verdict;
  private final boolean[] tie;
  private final double[] classPrior;
  private final AnnotatorQuality annotators;

  private Verdicts(
      String method,
      ClassProbabilities probabilities,
      short[] verdict,
      boolean[] tie,
      double[] classPrior,
      AnnotatorQuality annotators) {
    this.method = method;
    this.probabilities = probabilities;
    this.verdict = verdict;
    this.tie = tie;
    this.classPrior = classPrior;
    this.annotators = annotators;
  }

  /**
   * Settles every item by the tie rule.
   *
   * @param method the name of the method
   * @param votes what it was given
   * @param probabilities of the classes of each item; kept
   * @param classPrior share of each class among the items
   * @param annotators quality of each annotator
   */
  public static Verdicts of(
      String method,
      VoteTable votes,
      ClassProbabilities probabilities,
      double[] classPrior,
      AnnotatorQuality annotators) {
    Check.sameLength(votes.itemCount(), probabilities.itemCount(), "the probabilities");
    short[] verdict = new short[votes.itemCount()];
    boolean[] tie = new boolean[verdict.length];
    TieRule rule = new TieRule(votes);
    for (int item = 0; item < verdict.length; item++) {
      int[] likely = probabilities.likely(item);
      int best = likely[0];
      for (int label : likely) {
        best = probabilities.of(item, label) > probabilities.of(item, best) ? label : best;
      }
      double least = probabilities.of(item, best) - TIE_TOLERANCE;
      int equals = 0;
      for (int label : likely) {
        equals += probabilities.of(item, label) >= least ? 1 : 0;
      }
      tie[item] = equals > 1;
      verdict[item] = (short) (tie[item] ? rule.choose(item, probabilities, likely, least) : best);
    }
    return new Verdicts(method, probabilities, verdict, tie, classPrior, annotators);
  }

  /** The name of the method that made them. */
  public String method() {
    return method;
  }

  /** The number of items. */
  public int itemCount() {
    return verdict.length;
  }

  /** The number of classes. */
  public int classCount() {
    return probabilities.classCount();
  }

  /** The class that stands for an item. */
  public int verdict(int item) {
    return verdict[item];
  }

  /** The probability that the verdict on an item is right, as the method sees it. */
  public double probability(int item) {
    return probabilities.of(item, verdict[item]);
  }

  /** The probability of a class for an item, as the method sees it. */
  public double posterior(int item, int label) {
    return probabilities.of(item, label);
  }

  /** The probabilities of all classes for an item. */
  public double[] posterior(int item) {
    return probabilities.row(item);
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
