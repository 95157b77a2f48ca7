package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * The part that all methods with confusion matrices share: items are in one of several hidden
 * states, a class being one state or several, and an annotator's vote depends on the state.
 *
 * <p>One step is the E-step with given log likelihoods and, in the same pass over the votes, the
 * counts that the M-step needs. Tables are flat: the number for (annotator a, given class l, state
 * s) stands at {@code (a * classes + l) * states + s}, so that a vote adds one contiguous row to
 * its item and one back to its annotator. No memory is taken for a vote, and none for an item
 * beyond its row of states.
 */
final class LatentClasses {
  /** Weights below exp(-this) of the greatest are taken for 0. */
  private static final double NEGLIGIBLE = 45;

  private final Evidence evidence;
  private final VoteTable votes;
  private final int classes;
  private final int states;
  private final int statesOfClass;
  private final ItemChunks chunks;
  private final double[] share;
  private final boolean wantsEvidence;
  private final double[][] parts;
  private final double[] counts;
  private final double[] first;
  private final double[] change;
  private final double[] logEvidence;
  private final SumGrid grid;
  private final SumGrid unit;
  private final int mostVotes;
  private SumGrid logs = SumGrid.upTo(1);

  /**
   * Begins with given shares of the states.
   *
   * @param share probability of each state, item by item; kept and changed
   * @param wantsEvidence whether {@link #logEvidence} will be asked for, which costs a logarithm an
   *     item
   */
  LatentClasses(Evidence evidence, int statesOfClass, double[] share, boolean wantsEvidence) {
    this.evidence = evidence;
    this.votes = evidence.votes();
    this.classes = votes.classCount();
    this.statesOfClass = statesOfClass;
    this.states = classes * statesOfClass;
    long cells = cells(votes, statesOfClass);
    if (cells > AnnotatorQuality.MAX_CELLS) {
      throw new InvalidVotesException(
          Reason.TOO_LARGE,
          "%d annotators and %d classes make %d cells, more than %d; use one-coin or auto"
              .formatted(votes.annotatorCount(), classes, cells, AnnotatorQuality.MAX_CELLS));
    }
    this.grid = SumGrid.upTo(votes.voteCount() + (double) votes.itemCount());
    this.unit = SumGrid.upTo(states);
    int most = 1;
    for (int item = 0; item < votes.itemCount(); item++) {
      most = Math.max(most, votes.votesOn(item));
    }
    this.mostVotes = most;
    for (int at = 0; at < share.length; at++) {
      share[at] = grid.round(share[at]);
    }
    this.share = share;
    this.wantsEvidence = wantsEvidence;
    this.chunks = ItemChunks.of(votes, cells);
    this.parts = new double[chunks.count()][(int) cells];
    this.counts = chunks.count() == 1 ? parts[0] : new double[(int) cells];
    this.first = new double[votes.annotatorCount() * classes];
    this.change = new double[chunks.count()];
    this.logEvidence = new double[chunks.count()];
  }

  /** How many numbers the confusion matrices of all annotators have. */
  static long cells(VoteTable votes, int statesOfClass) {
    return (long) votes.annotatorCount() * votes.classCount() * votes.classCount() * statesOfClass;
  }

  /** The number of states. */
  int states() {
    return states;
  }

  /** Expected number of votes of (annotator, given class) on items in each state. */
  double[] counts() {
    return counts;
  }

  /** Probability of each state, item by item. */
  double[] share() {
    return share;
  }

  /** Counts under the shares as they are. */
  void count() {
    chunks.run(
        (chunk, from, to) -> {
          Arrays.fill(parts[chunk], 0);
          for (int item = from; item < to; item++) {
            addCounts(parts[chunk], item);
          }
        });
    reduce();
  }

  /**
   * One E-step, and the counts under its result.
   *
   * @param logLikelihood of each vote in each state, laid out as the counts are; changed to those
   *     relative to the first state
   * @param logPrior of each state; changed to numbers of the grid
   * @return the greatest change of any share
   */
  double step(double[] logLikelihood, double[] logPrior) {
    roundLogs(logLikelihood, logPrior);
    for (int row = 0; row < first.length; row++) {
      first[row] = logLikelihood[row * states];
      for (int cell = row * states; cell < (row + 1) * states; cell++) {
        logLikelihood[cell] -= first[row];
      }
    }
    chunks.run(
        (chunk, from, to) -> {
          Arrays.fill(parts[chunk], 0);
          double most = 0;
          double sum = 0;
          double[] row = new double[states];
          for (int item = from; item < to; item++) {
            double logWeight = infer(item, logLikelihood, logPrior, row);
            boolean isTold = votes.votesOn(item) > 0 || evidence.known(item) >= 0;
            sum += isTold ? logs.round(logWeight) : 0;
            most = Math.max(most, replace(item, row));
            addCounts(parts[chunk], item);
          }
          change[chunk] = most;
          logEvidence[chunk] = sum;
        });
    reduce();
    double most = 0;
    for (double one : change) {
      most = Math.max(most, one);
    }
    return most;
  }

  /** The greatest absolute value among the logarithms of a step. */
  private static double greatest(double[] logs) {
    double greatest = 1;
    for (double one : logs) {
      greatest = Math.max(greatest, Math.abs(one));
    }
    return greatest;
  }

  /** Puts the logarithms on a grid on which they add up exactly, over an item and over all. */
  private void roundLogs(double[] logLikelihood, double[] logPrior) {
    double most = greatest(logLikelihood) * 2 * mostVotes + greatest(logPrior);
    SumGrid ofItem = SumGrid.upTo(most);
    for (int cell = 0; cell < logLikelihood.length; cell++) {
      logLikelihood[cell] = ofItem.round(logLikelihood[cell]);
    }
    for (int state = 0; state < logPrior.length; state++) {
      logPrior[state] = ofItem.round(logPrior[state]);
    }
    logs = SumGrid.upTo(most * votes.itemCount());
  }

  /** The logarithm of the sum of the weights of the last step, over all items with votes. */
  double logEvidence() {
    double sum = 0;
    for (double one : logEvidence) {
      sum += one;
    }
    return sum;
  }

  /** Number of items with votes or a known class in each state, each with a count to begin with. */
  double[] stateTotals(double smoothing) {
    double[] totals = new double[states];
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) > 0 || evidence.known(item) >= 0) {
        for (int state = 0; state < states; state++) {
          totals[state] += share[item * states + state];
        }
      }
    }
    for (int state = 0; state < states; state++) {
      totals[state] += smoothing;
    }
    return totals;
  }

  private double infer(int item, double[] logLikelihood, double[] logPrior, double[] row) {
    System.arraycopy(logPrior, 0, row, 0, states);
    double base = 0;
    int end = votes.start(item + 1);
    for (int vote = votes.start(item); vote < end; vote++) {
      int cell = votes.annotator(vote) * classes + votes.label(vote);
      base += first[cell];
      cell *= states;
      for (int state = 1; state < states; state++) {
        row[state] += logLikelihood[cell + state];
      }
    }
    int known = evidence.known(item);
    double greatest = Double.NEGATIVE_INFINITY;
    for (int state = 0; state < states; state++) {
      if (known >= 0 && state / statesOfClass != known) {
        row[state] = Double.NEGATIVE_INFINITY;
      }
      greatest = Math.max(greatest, row[state]);
    }
    double sum = 0;
    for (int state = 0; state < states; state++) {
      double below = greatest - row[state];
      row[state] = below == 0 ? 1 : below > NEGLIGIBLE ? 0 : unit.round(StrictMath.exp(-below));
      sum += row[state];
    }
    double scale = 1 / sum;
    for (int state = 0; state < states; state++) {
      row[state] *= scale;
    }
    return wantsEvidence ? base + greatest + StrictMath.log(sum) : 0;
  }

  private double replace(int item, double[] row) {
    double most = 0;
    int at = item * states;
    for (int state = 0; state < states; state++) {
      double next = grid.round(row[state]);
      most = Math.max(most, Math.abs(share[at + state] - next));
      share[at + state] = next;
    }
    return most;
  }

  /**
   * The rule by which a step with these parameters judges an item.
   *
   * @param logLikelihood as the step has left it
   * @param logPrior of each state, as the step has left it
   * @param stranger log likelihoods of a vote by an annotator who is new, of (given class, state)
   */
  ItemRule rule(double[] logLikelihood, double[] logPrior, double[] stranger) {
    return new StateRule(logLikelihood, logPrior, stranger, classes, statesOfClass);
  }

  private void addCounts(double[] sums, int item) {
    int at = item * states;
    int end = votes.start(item + 1);
    for (int vote = votes.start(item); vote < end; vote++) {
      int cell = (votes.annotator(vote) * classes + votes.label(vote)) * states;
      for (int state = 0; state < states; state++) {
        sums[cell + state] += share[at + state];
      }
    }
  }

  private void reduce() {
    if (parts.length == 1) {
      return;
    }
    System.arraycopy(parts[0], 0, counts, 0, counts.length);
    for (int part = 1; part < parts.length; part++) {
      double[] one = parts[part];
      for (int cell = 0; cell < counts.length; cell++) {
        counts[cell] += one[cell];
      }
    }
  }
}
