package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.SumGrid;
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
    VoteTable votes = evidence.votes();
    long cells = (long) votes.annotatorCount() * votes.classCount();
    if (cells > AnnotatorQuality.MAX_CELLS) {
      throw new InvalidVotesException(
          Reason.TOO_LARGE,
          "%d annotators and %d classes make %d cells, more than %d; use glad or auto"
              .formatted(
                  votes.annotatorCount(), votes.classCount(), cells, AnnotatorQuality.MAX_CELLS));
    }
    Signatures signatures = new Signatures(evidence);
    Run best = run(evidence, signatures, 0);
    for (int restart = 1; restart < restarts; restart++) {
      Run other = run(evidence, signatures, restart);
      best = other.logLikelihood > best.logLikelihood ? other : best;
    }
    AnnotatorQuality quality = AnnotatorQuality.of(votes, best.items);
    return Verdicts.of(NAME, votes, best.items, best.items.classShares(0), quality);
  }

  private Run run(Evidence evidence, Signatures signatures, int restart) {
    Run run = new Run(evidence, signatures, restart);
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      if (run.step() < tolerance) {
        break;
      }
    }
    return run;
  }

  /** One beginning and what has become of it. */
  private static final class Run {
    final VoteTable votes;
    final int classes;
    final VotedClasses items;
    final double[] competence;
    final double[] guess;
    final double[] answer;
    final double[] logBlind;
    final double[] logGain;
    final ItemChunks chunks;
    final double[][] knew;
    final double[][] random;
    final double[] change;
    final double[] logSums;
    final SumGrid shares;
    double logLikelihood;

    Run(Evidence evidence, Signatures signatures, int restart) {
      this.votes = evidence.votes();
      this.classes = votes.classCount();
      this.items = new VotedClasses(evidence);
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
      this.logSums = new double[votes.itemCount()];
      this.shares = SumGrid.upTo(votes.voteCount());
      Arrays.fill(answer, 1.0 / classes);
      for (int who = 0; who < annotators; who++) {
        SeededStream stream = new SeededStream(restart, signatures.ofAnnotator(who));
        competence[who] = restart == 0 ? 0.5 : 0.3 + 0.4 * stream.nextUnit();
        guess[who] = 1 - competence[who];
      }
    }

    double step() {
      double most = 0;
      for (int cell = 0; cell < answer.length; cell++) {
        int who = cell / classes;
        double blind = guess[who] * answer[cell];
        logBlind[cell] = StrictMath.log(blind);
        logGain[cell] = StrictMath.log(competence[who] + blind) - logBlind[cell];
        most = Math.max(most, Math.max(-logBlind[cell], logGain[cell]));
      }
      SumGrid logs = SumGrid.upTo(most * items.mostVotes());
      VotedClasses.Weights gains =
          vote -> logGain[votes.annotator(vote) * classes + votes.label(vote)];
      chunks.run(
          (chunk, from, to) -> {
            change[chunk] = items.expect(from, to, gains, logs, logSums);
            attribute(chunk, from, to);
          });
      maximise();
      SumGrid all = SumGrid.upTo(2 * most * (votes.voteCount() + votes.itemCount()));
      logLikelihood = 0;
      for (int item = 0; item < logSums.length; item++) {
        logLikelihood += all.round(logSums[item] - StrictMath.log(classes));
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          logLikelihood += all.round(logBlind[votes.annotator(vote) * classes + votes.label(vote)]);
        }
      }
      return Arrays.stream(change).max().orElse(0);
    }

    private void attribute(int chunk, int from, int to) {
      Arrays.fill(knew[chunk], 0);
      Arrays.fill(random[chunk], 0);
      for (int vote = votes.start(from); vote < votes.start(to); vote++) {
        int who = votes.annotator(vote);
        int cell = who * classes + votes.label(vote);
        double blind = guess[who] * answer[cell];
        double knowing = items.ofVote(vote) * competence[who] / (competence[who] + blind);
        knew[chunk][who] += shares.round(knowing);
        random[chunk][cell] += shares.round(1 - knowing);
      }
    }

    private void maximise() {
      double[] counts = new double[classes];
      for (int who = 0; who < competence.length; who++) {
        double known = 0;
        double blind = 0;
        for (double[] part : knew) {
          known += part[who];
        }
        for (int label = 0; label < classes; label++) {
          counts[label] = 0;
          for (double[] part : random) {
            counts[label] += part[who * classes + label];
          }
          blind += counts[label];
        }
        double all = LogGamma.derivative(known + blind + 2 * COMPETENCE_PRIOR);
        competence[who] = StrictMath.exp(LogGamma.derivative(known + COMPETENCE_PRIOR) - all);
        guess[who] = StrictMath.exp(LogGamma.derivative(blind + COMPETENCE_PRIOR) - all);
        double answers = LogGamma.derivative(blind + classes * ANSWER_PRIOR);
        for (int label = 0; label < classes; label++) {
          answer[who * classes + label] =
              StrictMath.exp(LogGamma.derivative(counts[label] + ANSWER_PRIOR) - answers);
        }
      }
    }
  }
}
