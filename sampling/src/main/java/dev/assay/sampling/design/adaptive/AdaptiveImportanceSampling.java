package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.ImportanceSampling;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * Adaptive importance sampling (Marchant and Rubinstein 2017, "In search of an entity resolution
 * OASIS"; 2021, "Needle in a haystack: label-efficient evaluation under extreme class imbalance").
 *
 * <p>Draws with replacement. In each stratum a Beta distribution is learnt of the outcome; unit i's
 * size is the root of the expected square of {@code f_i - F g_i} under it, which for a vector of
 * losses is their {@code sqrt(E ||J_G(R) l||^2)}, mixed with a uniform part so that every unit
 * keeps a chance and the estimate stays consistent.
 *
 * <p>A proposal's probabilities are those of each draw, {@code q}; the weights {@code 1 / (N q)} of
 * draws make weighted sums of f and g unbiased, whatever was learnt. A unit that comes again needs
 * no new label, but counts again. Strata should not mix predicted classes: cross them with the
 * classes where the metric depends on predictions.
 */
public final class AdaptiveImportanceSampling implements AdaptiveDesign {

  /** The uniform part of each draw that its authors use. */
  public static final double DEFAULT_UNIFORM_SHARE = 1e-3;

  private final Strata strata;
  private final RatioMetric metric;
  private final double uniformShare;
  private final SeededStream random;
  private final OutcomeBeliefs beliefs;
  private final boolean[] labelled;
  private final Turns turns = new Turns();

  /**
   * Starts a run.
   *
   * @param strata of the units, by cum-sqrt-F of their scores as a rule
   * @param scores anticipated outcome of each unit, in [0, 1]
   * @param metric that is to be estimated
   * @param uniformShare in (0, 1]: the uniform part of each draw
   * @param seed of the run
   */
  public AdaptiveImportanceSampling(
      Strata strata, double[] scores, RatioMetric metric, double uniformShare, long seed) {
    Require.share(uniformShare, "uniform share");
    if (uniformShare == 0) {
      throw Require.invalid(
          Reason.SHARE_OUT_OF_RANGE, "uniform share is 0; above 0 every unit keeps a chance");
    }
    this.strata = strata;
    this.metric = metric;
    this.uniformShare = uniformShare;
    this.random = new SeededStream(seed);
    this.beliefs = new OutcomeBeliefs(strata, scores);
    this.labelled = new boolean[strata.units()];
  }

  @Override
  public String name() {
    return "adaptive-importance";
  }

  @Override
  public Proposal propose(int count) {
    turns.checkFree(count);
    double[] q = drawProbabilities();
    int[] units = ImportanceSampling.draw(q, count, random);
    double[] probabilities = new double[count];
    for (int k = 0; k < count; k++) {
      probabilities[k] = q[units[k]];
    }
    return turns.open(new Proposal(units, probabilities));
  }

  /** The probability of each unit at the next draw. */
  public double[] drawProbabilities() {
    double[] outcomes = new double[strata.units()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = beliefs.mean(strata.stratumOf()[i]);
    }
    double[] sizes = metric.deviations(outcomes, metric.expected(outcomes));
    double greatest = Require.notNegative(sizes);
    return ImportanceSampling.drawProbabilities(
        greatest > 0 ? sizes : uniform(sizes.length), uniformShare);
  }

  private static double[] uniform(int units) {
    double[] ones = new double[units];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Labels are outcomes: 0 or 1, or the share between in doubt. */
  @Override
  public void observe(double[] outcomes) {
    Proposal proposal = turns.closeShares(outcomes);
    for (int k = 0; k < outcomes.length; k++) {
      int unit = proposal.units()[k];
      if (!labelled[unit]) {
        labelled[unit] = true;
        beliefs.learn(unit, outcomes[k]);
      }
    }
  }
}
