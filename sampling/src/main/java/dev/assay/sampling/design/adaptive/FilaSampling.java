package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;

/**
 * Adaptive stratified sampling without replacement: the allocation follows Neyman's, learnt from
 * the labels so far (after Guan and Koudas 2022, "FILA: online auditing of machine learning model
 * accuracy under finite labelling budget").
 *
 * <p>Each next draw goes to the stratum in which it lowers the variance of the stratified mean
 * most, {@code (W_h s_h)^2 / (n_h (n_h + 1))}, with {@code s_h^2 = m_h (1 - m_h)} and m_h the
 * expected outcome under a Beta prior worth {@value OutcomeBeliefs#PRIOR_LABELS} labels, so that a
 * stratum that has shown no error yet is not given up. Every stratum is drawn from once before any
 * twice.
 *
 * <p>Within a stratum all units left are equally likely: a proposal's probability is that of the
 * draw given its stratum, 1 / (units left), and the stratum means, weighted by the strata's sizes,
 * are the estimate. Since how many are drawn depends on what was seen, it is consistent but not
 * exactly unbiased, and a Horvitz-Thompson weight does not exist.
 */
public final class FilaSampling implements AdaptiveDesign {

  private final Strata strata;
  private final OutcomeBeliefs beliefs;
  private final int[][] order;
  private final int[] drawn;
  private final Turns turns = new Turns();

  /**
   * Starts a run.
   *
   * @param strata of the units
   * @param scores anticipated outcome of each unit, in [0, 1], such as its probability of error
   * @param seed of the run
   */
  public FilaSampling(Strata strata, double[] scores, long seed) {
    this.strata = strata;
    this.beliefs = new OutcomeBeliefs(strata, scores);
    this.order = strata.members();
    this.drawn = new int[strata.count()];
    for (int h = 0; h < order.length; h++) {
      new SeededStream(seed, h).shuffle(order[h]);
    }
  }

  @Override
  public String name() {
    return "fila";
  }

  @Override
  public Proposal propose(int count) {
    turns.checkFree(count);
    int left = strata.units();
    for (int n : drawn) {
      left -= n;
    }
    int draws = Math.min(count, left);
    int[] units = new int[draws];
    double[] probabilities = new double[draws];
    for (int k = 0; k < draws; k++) {
      int stratum = mostUseful();
      probabilities[k] = 1.0 / (order[stratum].length - drawn[stratum]);
      units[k] = order[stratum][drawn[stratum]++];
    }
    return turns.open(new Proposal(units, probabilities));
  }

  /** How many draws each stratum has had. */
  public int[] draws() {
    return drawn.clone();
  }

  private int mostUseful() {
    int best = -1;
    double most = -1;
    for (int h = 0; h < order.length; h++) {
      if (drawn[h] < order[h].length) {
        double mean = beliefs.mean(h);
        double size = order[h].length;
        double useful =
            drawn[h] == 0
                ? Double.POSITIVE_INFINITY
                : size * size * mean * (1 - mean) / (drawn[h] * (drawn[h] + 1.0));
        if (useful > most) {
          most = useful;
          best = h;
        }
      }
    }
    return best;
  }

  /** Labels are outcomes: 0 or 1, or the share between in doubt. */
  @Override
  public void observe(double[] outcomes) {
    Proposal proposal = turns.closeShares(outcomes);
    for (int k = 0; k < outcomes.length; k++) {
      beliefs.learn(proposal.units()[k], outcomes[k]);
    }
  }
}
