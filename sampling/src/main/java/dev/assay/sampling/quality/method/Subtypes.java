package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
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

  /** One fit: the probabilities of the classes and the bound on the logarithm of the evidence. */
  record Fit(double[] posterior, double bound) {}

  @Override
  public Verdicts fit(Evidence evidence) {
    double[] posterior = best(evidence).posterior();
    return Verdicts.of(
        NAME,
        evidence,
        posterior,
        Posteriors.classShares(evidence, posterior, 1),
        AnnotatorQuality.of(evidence.votes(), posterior));
  }

  /** The fit with the greatest bound. */
  Fit best(Evidence evidence) {
    Fit best = from(evidence, 0);
    for (int restart = 1; restart < (kinds == 1 ? 1 : restarts); restart++) {
      Fit other = from(evidence, restart);
      best = other.bound() > best.bound() ? other : best;
    }
    return best;
  }

  private Fit from(Evidence evidence, int restart) {
    int classes = evidence.votes().classCount();
    LatentClasses items = new LatentClasses(evidence, kinds, spread(evidence, restart), true);
    items.count();
    double[] log = new double[items.counts().length];
    double[] logPrior = new double[items.states()];
    double bound = Double.NEGATIVE_INFINITY;
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      double divergence = expectVotes(items.counts(), classes, log);
      divergence += expectShares(items.stateTotals(0), classes, logPrior);
      items.step(log, logPrior);
      double next = items.logEvidence() - divergence;
      boolean done = Math.abs(next - bound) < tolerance * Math.abs(next);
      bound = next;
      if (done) {
        break;
      }
    }
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
    return new Fit(posterior, bound);
  }

  private double[] spread(Evidence evidence, int restart) {
    VoteTable votes = evidence.votes();
    double[] shares = Posteriors.shares(evidence);
    double[] spread = new double[Math.multiplyExact(shares.length, kinds)];
    double[] part = new double[kinds];
    for (int item = 0; item < votes.itemCount(); item++) {
      SeededStream random = new SeededStream(restart, item);
      for (int row = item * votes.classCount(); row < (item + 1) * votes.classCount(); row++) {
        double sum = 0;
        for (int kind = 0; kind < kinds; kind++) {
          part[kind] = -StrictMath.log(random.nextOpenUnit());
          sum += part[kind];
        }
        for (int kind = 0; kind < kinds; kind++) {
          spread[row * kinds + kind] = shares[row] * part[kind] / sum;
        }
      }
    }
    return spread;
  }

  /** Fills in E[log P(vote | state)]; returns the divergence of the posteriors from the priors. */
  private double expectVotes(double[] counts, int classes, double[] log) {
    int states = classes * kinds;
    int annotators = counts.length / (classes * states);
    double prior = classes - 1 + diagonal;
    double priorNorm = LogGamma.value(prior) - LogGamma.value(diagonal);
    double divergence = 0;
    for (int who = 0; who < annotators; who++) {
      for (int state = 0; state < states; state++) {
        int first = who * classes * states + state;
        double sum = prior;
        for (int given = 0; given < classes; given++) {
          sum += counts[first + given * states];
        }
        double digammaSum = LogGamma.derivative(sum);
        divergence += LogGamma.value(sum) - priorNorm;
        for (int given = 0; given < classes; given++) {
          double count = counts[first + given * states];
          double shape = count + (given == state / kinds ? diagonal : 1);
          double expected = LogGamma.derivative(shape) - digammaSum;
          log[first + given * states] = expected;
          divergence += count * expected - LogGamma.value(shape);
        }
      }
    }
    return divergence;
  }

  /** Fills in E[log P(state)]; returns the divergence of the posteriors from the priors. */
  private double expectShares(double[] totals, int classes, double[] logPrior) {
    double[] ofClass = new double[classes];
    for (int state = 0; state < totals.length; state++) {
      ofClass[state / kinds] += totals[state];
    }
    double items = Arrays.stream(ofClass).sum();
    double digammaItems = LogGamma.derivative(items + classes);
    double divergence = LogGamma.value(items + classes) - LogGamma.value(classes);
    for (int label = 0; label < classes; label++) {
      double expected = LogGamma.derivative(ofClass[label] + 1) - digammaItems;
      divergence += ofClass[label] * expected - LogGamma.value(ofClass[label] + 1);
      double sum = ofClass[label] + kinds * concentration;
      double digammaSum = LogGamma.derivative(sum);
      divergence += LogGamma.value(sum) - LogGamma.value(kinds * concentration);
      for (int state = label * kinds; state < (label + 1) * kinds; state++) {
        double shape = totals[state] + concentration;
        double kind = LogGamma.derivative(shape) - digammaSum;
        logPrior[state] = expected + kind;
        divergence += totals[state] * kind - LogGamma.value(shape) + LogGamma.value(concentration);
      }
    }
    return divergence;
  }
}
