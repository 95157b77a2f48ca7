package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Each class has several hidden kinds of items, easy and hard ones, and each annotator a way to
 * vote on each kind (EBCC: Li, Rubinstein and Cohn, "Exploiting worker correlation for label
 * aggregation in crowdsourcing", ICML 2019). Votes that depend on each other given the class, since
 * an item is hard for all alike, need not do so given the kind.
 *
 * <p>Mean-field variational Bayes on their model (section 4): class shares ~ Dirichlet(1), shares
 * of the kinds of a class ~ Dirichlet(c), votes of an annotator on a kind of class k ~ Dirichlet
 * with d for k and 1 for every other class. Updates: q(class, kind of i) proportional to exp of
 * E[log shares] + sum of E[log votes], expectations by digamma; the parameters of all Dirichlets
 * are prior plus expected counts. The bound on the evidence is computed with each fit. Begins with
 * the shares of the votes, spread over the kinds at random, and keeps the best bound of several
 * beginnings. With one kind a class it is the Bayesian form of Dawid-Skene (iBCC).
 *
 * @param kinds of items a class, at least 1
 * @param diagonal d, the prior count of a right vote, greater than 0
 * @param concentration c, greater than 0
 * @param restarts beginnings, at least 1; one alone is made where there is one kind
 * @param maxIterations of each, at least 1
 * @param tolerance the relative change of the bound below which a fit is done
 */
public record Subtypes(
    int kinds,
    double diagonal,
    double concentration,
    int restarts,
    int maxIterations,
    double tolerance)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "subtypes";

  /** Terms of the bound are no greater than this for each vote, item and cell, or not by much. */
  private static final double MOST_LOG = 128;

  /** Four kinds a class, three beginnings. */
  public static final Subtypes DEFAULT = new Subtypes(4, 4, 0.1, 3, 100, 1e-6);

  /** Checks the settings. */
  public Subtypes {
    Check.setting(kinds, 1, 64, "the kinds of a class");
    Check.setting(diagonal, 1e-6, 1e9, "the prior count of a right vote");
    Check.setting(concentration, 1e-6, 1e9, "the concentration of the kinds");
    Check.setting(restarts, 1, 1000, "the restarts");
    Check.setting(maxIterations, 1, 1e6, "the iterations");
    Check.setting(tolerance, 0, 1, "the tolerance");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    return learn(evidence).verdicts(NAME, evidence.votes());
  }

  Learnt learn(Evidence evidence) {
    return best(evidence).learnt();
  }

  /**
   * The fit with the greatest bound.
   *
   * @param bound on the logarithm of the evidence
   */
  record Fit(Learnt learnt, double bound) {}

  /** The fit with the greatest bound of several beginnings. */
  Fit best(Evidence evidence) {
    Signatures signatures = new Signatures(evidence);
    Fit best = from(evidence, signatures, 0);
    for (int restart = 1; restart < (kinds == 1 ? 1 : restarts); restart++) {
      Fit other = from(evidence, signatures, restart);
      best = other.bound() > best.bound() ? other : best;
    }
    return best;
  }

  /** The fit from one beginning. */
  Fit from(Evidence evidence, Signatures signatures, int restart) {
    Run run = new Run(evidence, signatures, restart);
    run.climb();
    return new Fit(run.learnt(), run.bound);
  }

  /** One beginning and what has become of it. */
  private final class Run {
    private final Evidence evidence;
    private final int classes;
    private final LatentClasses items;
    private final double[] log;
    private final double[] logPrior;
    private final SumGrid sums;
    private double bound = Double.NEGATIVE_INFINITY;

    Run(Evidence evidence, Signatures signatures, int restart) {
      this.evidence = evidence;
      this.classes = evidence.votes().classCount();
      this.items = new LatentClasses(evidence, kinds, spread(evidence, signatures, restart), true);
      this.log = new double[items.counts().length];
      this.logPrior = new double[items.states()];
      this.sums =
          SumGrid.upTo(
              MOST_LOG
                  * (log.length
                      + (double) evidence.votes().voteCount()
                      + evidence.votes().itemCount()));
      items.count();
    }

    void climb() {
      for (int iteration = 0; iteration < maxIterations; iteration++) {
        double divergence = expectVotes(items.counts(), classes, log, sums);
        divergence += expectShares(items.stateTotals(0), classes, logPrior, sums);
        items.step(log, logPrior);
        double next = items.logEvidence() - divergence;
        boolean done = Math.abs(next - bound) < tolerance * Math.abs(next);
        bound = next;
        if (done) {
          break;
        }
      }
    }

    Learnt learnt() {
      double[] share = items.share();
      double[] posterior = new double[share.length / kinds];
      for (int at = 0; at < share.length; at++) {
        posterior[at / kinds] += share[at];
      }
      for (int item = 0; item < evidence.votes().itemCount(); item++) {
        if (evidence.known(item) >= 0) {
          posterior[item * classes + evidence.known(item)] = 1;
        }
      }
      double[] stranger = new double[classes * items.states()];
      expectVotes(new double[stranger.length], classes, stranger, sums);
      return new Learnt(
          ClassProbabilities.dense(posterior, classes),
          Posteriors.classShares(evidence, posterior, 1),
          items.rule(log, logPrior, stranger));
    }
  }

  /** The shares of the votes, spread over the kinds at random. */
  private double[] spread(Evidence evidence, Signatures signatures, int restart) {
    VoteTable votes = evidence.votes();
    double[] shares = Posteriors.shares(evidence);
    double[] spread = new double[Math.multiplyExact(shares.length, kinds)];
    double[] part = new double[kinds];
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int label = 0; label < votes.classCount(); label++) {
        SeededStream random =
            new SeededStream(
                restart ^ signatures.ofItem(item), SeededStream.mix(signatures.ofClass(label)));
        double sum = 0;
        for (int kind = 0; kind < kinds; kind++) {
          part[kind] = -StrictMath.log(random.nextOpenUnit());
          sum += part[kind];
        }
        int row = item * votes.classCount() + label;
        for (int kind = 0; kind < kinds; kind++) {
          spread[row * kinds + kind] = shares[row] * part[kind] / sum;
        }
      }
    }
    return spread;
  }

  /** Fills in E[log P(vote | state)]; returns the divergence of the posteriors from the priors. */
  private double expectVotes(double[] counts, int classes, double[] log, SumGrid sums) {
    int states = classes * kinds;
    int annotators = counts.length / (classes * states);
    double prior = classes - 1 + diagonal;
    double priorNorm = LogGamma.value(prior) - LogGamma.value(diagonal);
    double divergence = 0;
    for (int who = 0; who < annotators; who++) {
      for (int state = 0; state < states; state++) {
        int first = who * classes * states + state;
        double sum = 0;
        for (int given = 0; given < classes; given++) {
          sum += counts[first + given * states];
        }
        sum += prior;
        double digammaSum = LogGamma.derivative(sum);
        divergence += sums.round(LogGamma.value(sum) - priorNorm);
        for (int given = 0; given < classes; given++) {
          double count = counts[first + given * states];
          double shape = count + (given == state / kinds ? diagonal : 1);
          double expected = LogGamma.derivative(shape) - digammaSum;
          log[first + given * states] = expected;
          divergence += sums.round(count * expected - LogGamma.value(shape));
        }
      }
    }
    return divergence;
  }

  /** Fills in E[log P(state)]; returns the divergence of the posteriors from the priors. */
  private double expectShares(double[] totals, int classes, double[] logPrior, SumGrid sums) {
    double[] ofClass = new double[classes];
    for (int state = 0; state < totals.length; state++) {
      ofClass[state / kinds] += totals[state];
    }
    double items = Arrays.stream(ofClass).sum();
    double digammaItems = LogGamma.derivative(items + classes);
    double divergence = sums.round(LogGamma.value(items + classes) - LogGamma.value(classes));
    for (int label = 0; label < classes; label++) {
      double expected = LogGamma.derivative(ofClass[label] + 1) - digammaItems;
      divergence += sums.round(ofClass[label] * expected - LogGamma.value(ofClass[label] + 1));
      double sum = ofClass[label] + kinds * concentration;
      double digammaSum = LogGamma.derivative(sum);
      divergence += sums.round(LogGamma.value(sum) - LogGamma.value(kinds * concentration));
      for (int state = label * kinds; state < (label + 1) * kinds; state++) {
        double shape = totals[state] + concentration;
        double kind = LogGamma.derivative(shape) - digammaSum;
        logPrior[state] = expected + kind;
        divergence +=
            sums.round(
                totals[state] * kind - LogGamma.value(shape) + LogGamma.value(concentration));
      }
    }
    return divergence;
  }
}
