package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Weighted majority repeated: each annotator's weight moves towards the share of their votes that
 * agree with the verdicts under the weights so far (Zero-Based Skill, as in crowd-kit).
 *
 * <p>w_a begins at 1/K + a small bonus and moves by {@code rate} times (agreement - w_a); verdicts
 * and weights are made anew until no weight moves by more than the tolerance.
 *
 * @param iterations at most, at least 1
 * @param rate of the first steps, in (0, 1]; halved every {@link #HALVING} steps
 * @param tolerance the change of a weight below which the fit is done
 */
public record ZeroBasedSkill(int iterations, double rate, double tolerance)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "zero-based-skill";

  /** What an annotator's weight begins with, beyond chance. */
  public static final double BONUS = 1e-5;

  /** Steps after which the rate is halved. */
  public static final int HALVING = 10;

  /** A hundred steps at most. */
  public static final ZeroBasedSkill DEFAULT = new ZeroBasedSkill(100, 1, 1e-5);

  /** Checks the settings. */
  public ZeroBasedSkill {
    Check.setting(iterations, 1, 1e6, "the iterations");
    Check.setting(rate, 1e-9, 1, "the rate");
    Check.setting(tolerance, 0, 1, "the tolerance");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    VotedClasses shares = new VotedClasses(evidence);
    climb(evidence.votes(), shares);
    AnnotatorQuality quality = AnnotatorQuality.of(evidence.votes(), shares);
    return Verdicts.of(NAME, evidence.votes(), shares, shares.classShares(0), quality);
  }

  /** Moves the weights until they rest, and leaves the shares that they give. */
  private void climb(VoteTable votes, VotedClasses shares) {
    double[] weight = new double[votes.annotatorCount()];
    Arrays.fill(weight, 1.0 / votes.classCount() + BONUS);
    double step = rate;
    double most = Double.POSITIVE_INFINITY;
    for (int iteration = 1; iteration <= iterations && most >= tolerance; iteration++) {
      step = iteration % HALVING == 0 ? step / 2 : step;
      shares.share(vote -> weight[votes.annotator(vote)], 1);
      double[] agreement = WeightedMajority.agreement(votes, shares);
      most = 0;
      for (int who = 0; who < weight.length; who++) {
        double change = step * (agreement[who] - weight[who]);
        weight[who] += change;
        most = Math.max(most, Math.abs(change));
      }
    }
    shares.share(vote -> weight[votes.annotator(vote)], 1);
  }
}
