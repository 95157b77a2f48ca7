package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;

/**
 * Adaptive stratified sampling without replacement: the allocation follows Neyman's, learnt from
 * the labels so far (Guan and Koudas 2022, "FILA: online auditing of machine learning model
 * accuracy under finite labelling budget", in its form with Thompson sampling).
 *
 * <p>Every stratum is drawn from {@value #LEAST_DRAWS} times first. Each further draw goes to the
 * stratum of the greatest {@code N_h s_h / n_h}, with {@code s_h = sqrt(m_h (1 - m_h))} and m_h
 * drawn anew from the stratum's Beta distribution, whose prior is the scores' mean and worth two
 * labels: a stratum that has shown no error yet is tried again now and then.
 *
 * <p>Within a stratum all units left are equally likely: a proposal's probability is that of the
 * draw given its stratum, 1 / (units left), and the stratum means, weighted by the strata's sizes,
 * are the estimate.
 */
/*
 * Implementation note.
 *
 * The paper's text is known here by its abstract; the rules above are those of the program that its
 * authors published with it, for an accuracy (with an F-measure N_h is weighted by a derivative).
 * Two things differ. The program draws with replacement and labels an item that comes again at no
 * cost, until the labels are used up; here nothing comes twice, so that each label is one draw. And
 * its prior fades with a stratum's number of labels; here it keeps its worth of two.
 *
 * The estimate is biased, and by its definition. A stratum whose first labels show no error gets few
 * more, so its mean of 0 stays; one whose first labels show an error gets more, and its mean falls
 * back towards the truth. Means that are too low are kept and means that are too high are mended:
 * the bias is downwards where errors are rare. It vanishes as every stratum's labels grow without
 * bound (the estimate is consistent), not at budgets of a few labels a stratum. No weight of a label
 * undoes it: the chance that a unit is drawn depends on labels that were never bought, so that
 * a Horvitz-Thompson weight does not exist.
 */
public final class FilaSampling implements AdaptiveDesign {

  /** How often each stratum is drawn from before its labels count. */
  private static final int LEAST_DRAWS = 2;

  private final Strata strata;
  private final OutcomeBeliefs beliefs;
  private final int[][] order;
  private final int[] drawn;
  private final SeededStream random;
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
    this.random = new SeededStream(seed, strata.count());
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
      int stratum = next();
      probabilities[k] = 1.0 / (order[stratum].length - drawn[stratum]);
      units[k] = order[stratum][drawn[stratum]++];
    }
    return turns.open(new Proposal(units, probabilities));
  }

  /** How many draws each stratum has had. */
  public int[] draws() {
    return drawn.clone();
  }

  private int next() {
    int fewest = 0;
    for (int h = 1; h < order.length; h++) {
      fewest = wanted(h) > wanted(fewest) ? h : fewest;
    }
    return wanted(fewest) > 0 ? fewest : mostUseful();
  }

  /** How many draws a stratum still lacks of the first ones. */
  private int wanted(int stratum) {
    return Math.min(LEAST_DRAWS, order[stratum].length) - drawn[stratum];
  }

  private int mostUseful() {
    int best = -1;
    double most = -1;
    for (int h = 0; h < order.length; h++) {
      if (drawn[h] < order[h].length) {
        double useful = order[h].length * beliefs.drawnDeviation(h, random) / drawn[h];
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
