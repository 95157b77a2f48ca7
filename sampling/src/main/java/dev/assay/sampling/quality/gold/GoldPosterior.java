package dev.assay.sampling.quality.gold;

import dev.assay.sampling.quality.Check;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What gold checks say about one annotator: the accuracy in all, and in each class where there were
 * enough checks.
 *
 * @param prior what was known before the first check, of the accuracy in all
 * @param right checks that were passed, for each true class
 * @param wrong checks that were failed, for each true class
 */
public record GoldPosterior(AccuracyPosterior prior, List<Integer> right, List<Integer> wrong) {
  /** The fewest checks in a class for an accuracy of its own. */
  public static final int MIN_CLASS_CHECKS = 5;

  /** How many checks the accuracy in all counts as in that of a class. */
  public static final double CLASS_PRIOR_CHECKS = 2;

  /** Copies the counts. */
  public GoldPosterior {
    right = List.copyOf(right);
    wrong = List.copyOf(wrong);
    Check.sameLength(right.size(), wrong.size(), "wrong");
    for (int label = 0; label < right.size(); label++) {
      Check.setting(right.get(label), 0, Integer.MAX_VALUE, "checks passed");
      Check.setting(wrong.get(label), 0, Integer.MAX_VALUE, "checks failed");
    }
  }

  /** Nobody has been checked yet. */
  public static GoldPosterior start(AccuracyPosterior prior, int classCount) {
    List<Integer> none = IntStream.range(0, classCount).mapToObj(label -> 0).toList();
    return new GoldPosterior(prior, none, none);
  }

  /** The same after one more check. */
  public GoldPosterior after(int trueClass, boolean passed) {
    return new GoldPosterior(
        prior, passed ? more(right, trueClass) : right, passed ? wrong : more(wrong, trueClass));
  }

  private static List<Integer> more(List<Integer> counts, int at) {
    return IntStream.range(0, counts.size())
        .mapToObj(label -> counts.get(label) + (label == at ? 1 : 0))
        .toList();
  }

  /** The number of checks. */
  public int checks() {
    return sum(right) + sum(wrong);
  }

  /** The accuracy in all. */
  public AccuracyPosterior overall() {
    return prior.plus(sum(right), sum(wrong));
  }

  /**
   * The accuracy on items of one class, with the accuracy in all as a prior; empty with fewer than
   * {@link #MIN_CLASS_CHECKS} checks in it.
   */
  public Optional<AccuracyPosterior> ofClass(int label) {
    int passed = right.get(label);
    int failed = wrong.get(label);
    return passed + failed < MIN_CLASS_CHECKS
        ? Optional.empty()
        : Optional.of(
            AccuracyPosterior.prior(overall().mean(), CLASS_PRIOR_CHECKS).plus(passed, failed));
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
