package dev.assay.sampling.estimate;

/** What the intervals for a binomial proportion ask of their input. */
final class Binomial {
  private Binomial() {}

  static void check(long successes, long trials, double level) {
    if (trials == 0) {
      throw new NoLabelException();
    }
    if (trials < 0) {
      throw new InvalidInputException("trials", "is " + trials + "; give a count of at least 1");
    }
    if (successes < 0 || successes > trials) {
      throw new InvalidInputException(
          "successes", "is " + successes + "; give a count in [0, " + trials + "]");
    }
    Require.level(level);
  }
}
