package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Annotators have abilities, items have difficulties (GLAD: Whitehill, Ruvolo, Wu, Bergsma and
 * Movellan, "Whose vote should count more", NIPS 2009).
 *
 * <p>A vote is right with probability sigma(alpha_a exp(beta_i)), alpha_a the ability of the
 * annotator and beta_i the easiness of the item; else it is any other class with equal probability.
 * Priors: alpha ~ N(1, 1), beta ~ N(1, 1), classes equal (their section 2 and 3). E-step: P(z_i =
 * k) from the votes. M-step: the abilities and the easinesses that maximise the expected log
 * posterior, here by Fisher scoring, which takes the place of their gradient ascent: delta alpha_a
 * = (sum e^beta (p - sigma) - (alpha - 1)) / (sum e^(2 beta) sigma (1 - sigma) + 1), and likewise
 * for beta with alpha e^beta in the place of e^beta; p is the probability that the vote is right.
 *
 * @param maxIterations of the EM algorithm, at least 1
 * @param tolerance the change of a probability below which the fit is done
 */
public record Glad(int maxIterations, double tolerance) implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "glad";

  /** A hundred and fifty iterations at most. */
  public static final Glad DEFAULT = new Glad(150, 1e-5);

  /** Longest step of a parameter in one iteration. */
  private static final double MAX_STEP = 1;

  /** Parameters stay within this distance of 0; exp of it is no danger. */
  private static final double MAX_PARAMETER = 10;

  static final double PRIOR_MEAN = 1;
  private static final double LEAST = 1e-10;

  /** Checks the settings. */
  public Glad {
    Check.setting(maxIterations, 1, 1e6, "the iterations");
    Check.setting(tolerance, 0, 1, "the tolerance");
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * What was fitted.
   *
   * @param ability alpha of each annotator
   * @param easiness beta of each item
   */
  public record Fit(double[] ability, double[] easiness) {}

  @Override
  public Verdicts fit(Evidence evidence) {
    return learn(evidence).verdicts(NAME, evidence.votes());
  }

  Learnt learn(Evidence evidence) {
    VotedClasses items = new VotedClasses(evidence);
    double[] ability = climb(evidence, items).ability();
    SumGrid grid = SumGrid.upTo(ability.length * MAX_PARAMETER);
    double sum = 0;
    for (double one : ability) {
      sum += grid.round(one);
    }
    double stranger = ability.length == 0 ? PRIOR_MEAN : sum / ability.length;
    int classes = evidence.votes().classCount();
    return new Learnt(
        items, items.classShares(0), own -> new GladItem(own, classes, ability, stranger).row());
  }

  /** The parameters that are fitted. */
  public Fit parameters(Evidence evidence) {
    return climb(evidence, new VotedClasses(evidence));
  }

  private Fit climb(Evidence evidence, VotedClasses items) {
    VoteTable votes = evidence.votes();
    double[] ability = new double[votes.annotatorCount()];
    double[] easiness = new double[votes.itemCount()];
    Arrays.fill(ability, PRIOR_MEAN);
    Arrays.fill(easiness, PRIOR_MEAN);
    double[] scale = new double[easiness.length];
    int[] itemOf = itemOf(votes);
    int mostOnItem = items.mostVotes();
    int mostByAnnotator = Math.max(1, Arrays.stream(votes.votesByAnnotator()).max().orElse(1));
    double logOthers = StrictMath.log(votes.classCount() - 1);
    ItemChunks chunks = ItemChunks.of(votes, 2L * ability.length);
    double[][] slope = new double[chunks.count()][ability.length];
    double[][] curve = new double[chunks.count()][ability.length];
    double[] change = new double[chunks.count()];
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      Arrays.setAll(scale, item -> StrictMath.exp(easiness[item]));
      double reach = Arrays.stream(scale).max().orElse(1) * (1 + greatest(ability));
      SumGrid logs = SumGrid.upTo(mostOnItem * (reach + logOthers));
      VotedClasses.Weights weights = // log(sigma / (1 - sigma)) is its argument.
          vote -> ability[votes.annotator(vote)] * scale[itemOf[vote]] + logOthers;
      chunks.run(
          (chunk, from, to) ->
              change[chunk] = items.expect(from, to, weights, logs, VotedClasses.NOBODY_ASKS));
      if (iteration > 0 && Arrays.stream(change).max().orElse(0) < tolerance) {
        break;
      }
      SumGrid sums = SumGrid.upTo(mostByAnnotator * reach * reach);
      chunks.run(
          (chunk, from, to) -> {
            Arrays.fill(slope[chunk], 0);
            Arrays.fill(curve[chunk], 0);
            slopes(votes, ability, scale, items, sums, slope[chunk], curve[chunk], from, to);
          });
      for (int who = 0; who < ability.length; who++) {
        ability[who] = moved(ability[who], sum(slope, who), sum(curve, who));
      }
      double after = Arrays.stream(scale).max().orElse(1) * (1 + greatest(ability));
      SumGrid ofItem = SumGrid.upTo(mostOnItem * after * after);
      chunks.run(
          (chunk, from, to) -> ease(votes, ability, easiness, scale, items, ofItem, from, to));
    }
    return new Fit(ability, easiness);
  }

  private static double greatest(double[] parameters) {
    double greatest = 0;
    for (double one : parameters) {
      greatest = Math.max(greatest, Math.abs(one));
    }
    return greatest;
  }

  private static int[] itemOf(VoteTable votes) {
    int[] itemOf = new int[votes.voteCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      Arrays.fill(itemOf, votes.start(item), votes.start(item + 1), item);
    }
    return itemOf;
  }

  private static double sum(double[][] parts, int at) {
    double sum = 0;
    for (double[] part : parts) {
      sum += part[at];
    }
    return sum;
  }

  /** One step of Fisher scoring with the prior N(1, 1). */
  static double moved(double value, double slope, double curve) {
    double step = (slope - (value - PRIOR_MEAN)) / (curve + 1);
    double limited = Math.max(-MAX_STEP, Math.min(MAX_STEP, step));
    return Math.max(-MAX_PARAMETER, Math.min(MAX_PARAMETER, value + limited));
  }

  static double sigma(double x) {
    return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : 1 - 1 / (1 + StrictMath.exp(x));
  }

  private static void slopes(
      VoteTable votes,
      double[] ability,
      double[] scale,
      VotedClasses items,
      SumGrid grid,
      double[] slope,
      double[] curve,
      int from,
      int to) {
    for (int item = from; item < to; item++) {
      double reach = scale[item];
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int who = votes.annotator(vote);
        double right = sigma(ability[who] * reach);
        slope[who] += grid.round(reach * (items.ofVote(vote) - right));
        curve[who] += grid.round(reach * reach * right * (1 - right));
      }
    }
  }

  private static void ease(
      VoteTable votes,
      double[] ability,
      double[] easiness,
      double[] scale,
      VotedClasses items,
      SumGrid grid,
      int from,
      int to) {
    for (int item = from; item < to; item++) {
      double slope = 0;
      double curve = 0;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        double reach = ability[votes.annotator(vote)] * scale[item];
        double right = sigma(reach);
        slope += grid.round(reach * (items.ofVote(vote) - right));
        curve += grid.round(reach * reach * right * (1 - right));
      }
      easiness[item] = moved(easiness[item], slope, curve);
    }
  }

  /**
   * The logarithm of the posterior density of given parameters, up to a constant: what the fit
   * climbs.
   */
  public static double logPosterior(Evidence evidence, double[] ability, double[] easiness) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] row = new double[classes];
    double sum = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      Arrays.fill(row, -StrictMath.log(classes));
      double scale = StrictMath.exp(easiness[item]);
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        double right =
            Math.max(LEAST, Math.min(1 - LEAST, sigma(ability[votes.annotator(vote)] * scale)));
        for (int label = 0; label < classes; label++) {
          row[label] +=
              StrictMath.log(label == votes.label(vote) ? right : (1 - right) / (classes - 1));
        }
      }
      sum += Posteriors.normalise(row, 0, classes);
      sum -= (easiness[item] - PRIOR_MEAN) * (easiness[item] - PRIOR_MEAN) / 2;
    }
    for (double alpha : ability) {
      sum -= (alpha - PRIOR_MEAN) * (alpha - PRIOR_MEAN) / 2;
    }
    return sum;
  }
}
