package dev.assay.sampling.quality.gold;

import dev.assay.sampling.quality.Check;

/**
 * The sequential probability ratio test of an annotator's accuracy on gold items (Wald, "Sequential
 * tests of statistical hypotheses", Annals of Mathematical Statistics 16, 1945), watched on after
 * it has decided for the annotator (Page, "Continuous inspection schemes", Biometrika 41, 1954).
 *
 * <p>The log likelihood ratio of bad against good moves by log(b/g) at a passed check and by
 * log((1-b)/(1-g)) at a failed one, g the good and b the bad accuracy. Up to the first decision:
 *
 * <ul>
 *   <li>at log((1-m)/f) or above, {@link Standing#SUSPENDED}: an annotator of the good accuracy
 *       comes here with probability at most f/(1-m), f the false suspensions, m the missed;
 *   <li>at log(m/(1-f)) or below, {@link Standing#TRUSTED}: one of the bad accuracy comes here with
 *       probability at most m/(1-f).
 * </ul>
 *
 * <p>Trust does not end the test, for people tire: the ratio is kept at the lower bound and goes on
 * from there. Above 0 trust falls back to {@link Standing#PROBATION}; at the upper bound it ends in
 * suspension. From then on the promise is one about time: an annotator of the good accuracy has at
 * least exp(upper bound) checks, on average, before a false suspension. Suspension ends the test;
 * who is reinstated begins again.
 *
 * @param goodAccuracy of an annotator who should be trusted, greater than the bad one, below 1
 * @param badAccuracy of an annotator who should be suspended, greater than 0
 * @param falseSuspension probability f, in (0, 0.5)
 * @param missedSuspension probability m, in (0, 0.5)
 */
public record SequentialTest(
    double goodAccuracy, double badAccuracy, double falseSuspension, double missedSuspension) {
  private static final double LEAST = 1e-9;

  /** 0.9 against 0.7, one false suspension in a hundred, one missed in twenty. */
  public static final SequentialTest DEFAULT = new SequentialTest(0.9, 0.7, 0.01, 0.05);

  /** Checks the settings. */
  public SequentialTest {
    Check.setting(badAccuracy, LEAST, 1 - LEAST, "the bad accuracy");
    Check.setting(goodAccuracy, badAccuracy + LEAST, 1 - LEAST, "the good accuracy");
    Check.setting(falseSuspension, LEAST, 0.5, "the probability of a false suspension");
    Check.setting(missedSuspension, LEAST, 0.5, "the probability of a missed suspension");
  }

  /**
   * How far the test of one annotator is.
   *
   * @param logRatio log likelihood ratio of bad against good
   * @param standing what it says so far
   */
  public record State(double logRatio, Standing standing) {
    /** Before the first check. */
    public static final State START = new State(0, Standing.PROBATION);
  }

  /** At or above it the annotator is suspended. */
  public double upperBound() {
    return StrictMath.log((1 - missedSuspension) / falseSuspension);
  }

  /** At or below it the annotator is trusted. */
  public double lowerBound() {
    return StrictMath.log(missedSuspension / (1 - falseSuspension));
  }

  /** The state after one more check. */
  public State after(State before, boolean passed) {
    if (before.standing() == Standing.SUSPENDED) {
      return before;
    }
    double step =
        passed
            ? StrictMath.log(badAccuracy / goodAccuracy)
            : StrictMath.log((1 - badAccuracy) / (1 - goodAccuracy));
    double ratio = before.logRatio() + step;
    if (ratio >= upperBound()) {
      return new State(ratio, Standing.SUSPENDED);
    }
    if (ratio <= lowerBound()) {
      return new State(lowerBound(), Standing.TRUSTED);
    }
    boolean keepsTrust = before.standing() == Standing.TRUSTED && ratio <= 0;
    return new State(ratio, keepsTrust ? Standing.TRUSTED : Standing.PROBATION);
  }
}
