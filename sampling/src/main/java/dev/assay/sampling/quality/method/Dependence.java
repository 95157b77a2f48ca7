package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Whether votes depend on each other given the class, as they do where items are hard for everybody
 * alike: then models that take them for independent mistake hard items for items of another class,
 * and their confusion matrices overturn majorities that are right.
 *
 * <p>Measured as the gain in the bound on the log evidence that two kinds of items a class bring
 * over one ({@link Subtypes}). Up to {@link #NONE} it says nothing, from {@link #CERTAIN} on it is
 * beyond doubt, and between it counts in part, so that no single vote tips the scales. Ten units
 * are twice what Kass and Raftery ("Bayes factors", JASA 90, 1995) call very strong; a bound that
 * is found from random beginnings needs more room.
 *
 * <p>Where the kinds are real they can be learnt from votes enough: at least 2 ceil(log_K r) + 1 on
 * the median item, r the number of states, the bound under which latent classes with K outcomes a
 * vote are generically identified (Allman, Matias and Rhodes, "Identifiability of parameters in
 * latent structure models with many observed variables", Annals of Statistics 37, 2009, corollary
 * 5).
 */
final class Dependence {
  /** Gain in log evidence up to which votes are taken for independent. */
  static final double NONE = 20;

  /** Gain in log evidence from which they are taken for dependent. */
  static final double CERTAIN = 40;

  /** Votes times states at most that are looked at; of more, those on a part of the items. */
  static final int MAX_TRIAL_CELLS = 1_000_000;

  private static final Subtypes ONE_KIND = new Subtypes(1, 4, 1, 1, 60, 1e-6);
  private static final Subtypes TWO_KINDS = new Subtypes(2, 4, 0.1, 2, 20, 1e-6);
  private static final long SEED = 0xa070;

  private Dependence() {}

  /** How sure it is that the votes depend on each other, from 0 to 1. */
  static double of(Evidence evidence) {
    Evidence trial = trial(evidence);
    double gain = TWO_KINDS.best(trial).bound() - ONE_KIND.best(trial).bound();
    return Math.max(0, Math.min(1, (gain - NONE) / (CERTAIN - NONE)));
  }

  /** Whether the items have votes enough to learn so many kinds of a class. */
  static boolean canLearn(VoteTable votes, int kinds) {
    return medianVotes(votes) >= votesNeeded(votes.classCount(), kinds);
  }

  /** The fewest votes an item at which latent classes are generically identified. */
  static int votesNeeded(int classes, int kinds) {
    int states = classes * kinds;
    int digits = 0;
    for (long reach = 1; reach < states; reach *= classes) {
      digits++;
    }
    return 2 * digits + 1;
  }

  private static int medianVotes(VoteTable votes) {
    int[] counts = new int[votes.itemCount()];
    int items = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      if (votes.votesOn(item) > 0) {
        counts[items++] = votes.votesOn(item);
      }
    }
    Arrays.sort(counts, 0, items);
    return items == 0 ? 0 : counts[items / 2];
  }

  /** The votes on a part of the items, each taken or left by its votes alone. */
  private static Evidence trial(Evidence evidence) {
    VoteTable votes = evidence.votes();
    int most = MAX_TRIAL_CELLS / (TWO_KINDS.kinds() * votes.classCount());
    if (votes.voteCount() <= most) {
      return evidence;
    }
    Signatures signatures = new Signatures(evidence);
    double share = (double) most / votes.voteCount();
    boolean[] left = new boolean[votes.voteCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      double number = (SeededStream.mix(SEED ^ signatures.ofItem(item)) >>> 11) * 0x1.0p-53;
      Arrays.fill(left, votes.start(item), votes.start(item + 1), number >= share);
    }
    return Evidence.of(votes.without(left));
  }
}
