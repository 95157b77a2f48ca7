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
 * An annotator either knows the class or answers at random in a way of their own (MACE: Hovy,
 * Berg-Kirkpatrick, Vaswani and Hovy, "Learning whom to trust with MACE", NAACL 2013).
 *
 * <p>A vote for l on an item of class k has probability c_a [l = k] + (1 - c_a) xi_a(l), with c_a
 * the annotator's competence and xi_a what they answer at random; classes are equally frequent.
 * Fitted by variational Bayes (their section 3): c_a ~ Beta(1/2, 1/2), xi_a ~ Dirichlet(10). The
 * expected number of votes that knew is P(z = l) c / (c + (1 - c) xi(l)), the rest were random;
 * parameters become exp(digamma(prior + count) - digamma(all)). Begins from competence 1/2 and
 * random answers perturbed by a seed; the beginning with the greatest likelihood stands.
 *
 * @param restarts beginnings, at least 1
 * @param maxIterations of each, at least 1
 * @param tolerance the change of a probability below which a fit is done
 */
public record Mace(int restarts, int maxIterations, double tolerance) implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "mace";

  /** Prior count of a vote that knew, and of one that did not. */
  public static final double COMPETENCE_PRIOR = 0.5;

  /** Prior count of each class among random answers. */
  public static final double ANSWER_PRIOR = 10;

  /** As in the paper: ten beginnings, fifty iterations. */
  public static final Mace DEFAULT = new Mace(10, 50, 1e-5);

  /** Checks the settings. */
  public Mace {
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
    Run best = run(evidence, 0);
    for (int restart = 1; restart < restarts; restart++) {
      Run other = run(evidence, restart);
      best = other.logLikelihood > best.logLikelihood ? other : best;
    }
    return Verdicts.of(
        NAME,
        evidence,
        best.posterior,
        Posteriors.classShares(evidence, best.posterior, 0),
        AnnotatorQuality.of(evidence.votes(), best.posterior));
  }

  private Run run(Evidence evidence, int restart) {
    Run run = new Run(evidence, restart);
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      if (run.step() < tolerance) {
        break;
      }
    }
    return run;
  }

  /** One beginning and what has become of it. */
  private static final class Run {
    final Evidence evidence;
    final VoteTable votes;
    final int classes;
    final double[] posterior;
    final double[] competence;
    final double[] guess;
    final double[] answer;
    final double[] logBlind;
    final double[] logGain;
    final ItemChunks chunks;
    final double[][] knew;
    final double[][] random;
    final double[] change;
    final double[] logWeight;
    double logLikelihood;

    Run(Evidence evidence, int restart) {
      this.evidence = evidence;
      this.votes = evidence.votes();
      this.classes = votes.classCount();
      this.posterior = Posteriors.shares(evidence);
      int annotators = votes.annotatorCount();
      this.competence = new double[annotators];
      this.guess = new double[annotators];
      this.answer = new double[annotators * classes];
      this.logBlind = new double[answer.length];
      this.logGain = new double[answer.length];
      this.chunks = ItemChunks.of(votes, (long) annotators * (classes + 1));
      this.knew = new double[chunks.count()][annotators];
      this.random = new double[chunks.count()][annotators * classes];
      this.change = new double[chunks.count()];
      this.logWeight = new double[chunks.count()];
      SeededStream stream = new SeededStream(restart);
      for (int who = 0; who < annotators; who++) {
        competence[who] = restart == 0 ? 0.5 : 0.3 + 0.4 * stream.nextUnit();
        guess[who] = 1 - competence[who];
        for (int label = 0; label < classes; label++) {
          answer[who * classes + label] = 1.0 / classes;
        }
      }
    }

    double step() {
      for (int cell = 0; cell < answer.length; cell++) {
        int who = cell / classes;
        double blind = guess[who] * answer[cell];
        logBlind[cell] = StrictMath.log(blind);
        logGain[cell] = StrictMath.log(competence[who] + blind) - logBlind[cell];
      }
      chunks.run((chunk, from, to) -> expect(chunk, from, to));
      maximise();
      logLikelihood = Arrays.stream(logWeight).sum();
      return Arrays.stream(change).max().orElse(0);
    }

    private void expect(int chunk, int from, int to) {
      Arrays.fill(knew[chunk], 0);
      Arrays.fill(random[chunk], 0);
      double[] row = new double[classes];
      double most = 0;
      double sum = 0;
      for (int item = from; item < to; item++) {
        Arrays.fill(row, 0);
        int at = item * classes;
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          int who = votes.annotator(vote);
          int cell = who * classes + votes.label(vote);
          sum += logBlind[cell];
          row[votes.label(vote)] += logGain[cell];
        }
        sum += Posteriors.normalise(row, 0, classes) - StrictMath.log(classes);
        for (int label = 0; label < classes; label++) {
          double value =
              evidence.known(item) < 0 ? row[label] : evidence.known(item) == label ? 1 : 0;
          most = Math.max(most, Math.abs(value - posterior[at + label]));
          posterior[at + label] = value;
        }
        attribute(chunk, item);
      }
      change[chunk] = most;
      logWeight[chunk] = sum;
    }

    private void attribute(int chunk, int item) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int who = votes.annotator(vote);
        int cell = who * classes + votes.label(vote);
        double blind = guess[who] * answer[cell];
        double knowing =
            posterior[item * classes + votes.label(vote)]
                * competence[who]
                / (competence[who] + blind);
        knew[chunk][who] += knowing;
        random[chunk][cell] += 1 - knowing;
      }
    }

    private void maximise() {
      for (int who = 0; who < competence.length; who++) {
        double known = COMPETENCE_PRIOR;
        double blind = COMPETENCE_PRIOR;
        for (double[] part : knew) {
          known += part[who];
        }
        double[] counts = new double[classes];
        for (int label = 0; label < classes; label++) {
          for (double[] part : random) {
            counts[label] += part[who * classes + label];
          }
          blind += counts[label];
        }
        double all = LogGamma.derivative(known + blind);
        competence[who] = StrictMath.exp(LogGamma.derivative(known) - all);
        guess[who] = StrictMath.exp(LogGamma.derivative(blind) - all);
        double answers = LogGamma.derivative(blind - COMPETENCE_PRIOR + classes * ANSWER_PRIOR);
        for (int label = 0; label < classes; label++) {
          answer[who * classes + label] =
              StrictMath.exp(LogGamma.derivative(counts[label] + ANSWER_PRIOR) - answers);
        }
      }
    }
  }
}
