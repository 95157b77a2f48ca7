package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.Locale;

/**
 * Chooses among the methods by what the votes themselves say; the truth is never asked.
 *
 * <ol>
 *   <li>Where a model has probabilities, the class that it finds likeliest is one more vote, by one
 *       more annotator whose errors are learnt like all others'. ({@link Crowdlab} weighs a model
 *       by formula instead, and can fall behind the majority where annotators disagree much.)
 *   <li>Fewer than {@link #MIN_REPEATED_ITEMS} items have two votes: {@link MajorityVote}, for
 *       nothing can be learned of annotators who were never compared.
 *   <li>Too many annotators and classes for confusion matrices: {@link OneCoin}.
 *   <li>Do votes depend on each other given the class? The bound on the evidence of {@link
 *       Subtypes} with several kinds is compared with that of one kind, on at most {@link
 *       #MAX_TRIAL_VOTES} votes. If it gains {@code decisive} or more, conditional independence is
 *       refuted, and with it every confusion matrix that rests on it: one-kind models then trade
 *       hard items for errors that all annotators share. What is left is {@link Subtypes} where the
 *       items have votes enough for the kinds to be identified, else {@link MajorityVote}: no
 *       strict majority is overturned on the word of a model that is known to be wrong.
 *   <li>Else {@link SmoothedDawidSkene}, with equal shares of the classes unless estimated ones
 *       foresee held-out votes better by more than one standard error.
 * </ol>
 *
 * <p>The probabilities of what was fitted are then raised to the power at which they foresee
 * held-out votes best. Every model here takes votes for independent given its states, and they
 * never quite are; unmended, its probabilities are too sure of themselves (docs/quality.md,
 * calibration). The verdicts stay the same.
 *
 * <p>Votes enough means at least 2 ceil(log_K r) + 1 votes on the median item, r the number of
 * states: the bound under which latent classes with K outcomes a vote are generically identified
 * (Allman, Matias and Rhodes, "Identifiability of parameters in latent structure models with many
 * observed variables", Annals of Statistics 37, 2009, corollary 5). Ten units of log evidence are
 * twice what Kass and Raftery ("Bayes factors", JASA 90, 1995) call very strong; a bound found from
 * random beginnings needs the room.
 *
 * @param rowVotes how many votes the coin counts as in {@link SmoothedDawidSkene}
 * @param accuracyVotes how many votes the pooled accuracy counts as there
 * @param decisive the gain in log evidence that refutes conditional independence
 */
public record AutoMethod(double rowVotes, double accuracyVotes, double decisive)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "auto";

  /** Items with two votes or more that it takes to learn anything of annotators. */
  public static final int MIN_REPEATED_ITEMS = 10;

  /** Gain in log evidence that refutes conditional independence. */
  public static final double DECISIVE = 10;

  /** Votes at most on which the choice is made; of more, a part of the items. */
  public static final int MAX_TRIAL_VOTES = 40_000;

  private static final long SEED = 0xa070;

  /** With the constants that the server uses. */
  public AutoMethod() {
    this(SmoothedDawidSkene.EQUAL.rowVotes(), SmoothedDawidSkene.EQUAL.accuracyVotes(), DECISIVE);
  }

  /**
   * What was chosen.
   *
   * @param method the method
   * @param reason why, one sentence
   */
  public record Choice(VerdictMethod method, String reason) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    Evidence all = withModelsVotes(evidence);
    VerdictMethod method = chooseAmong(all).method();
    Verdicts verdicts = method.fit(all);
    if (!(method instanceof MajorityVote)) {
      verdicts = verdicts.tempered(HeldOutVotes.bestPower(trial(all), method));
    }
    return evidence.model() == null ? verdicts : verdicts.withAnnotatorsOf(evidence.votes());
  }

  /** Chooses the method for these votes. */
  public Choice choose(Evidence evidence) {
    return chooseAmong(withModelsVotes(evidence));
  }

  private static Evidence withModelsVotes(Evidence evidence) {
    float[] model = evidence.model();
    if (model == null) {
      return evidence;
    }
    int classes = evidence.votes().classCount();
    int[] said = new int[evidence.votes().itemCount()];
    for (int item = 0; item < said.length; item++) {
      int row = item * classes;
      for (int label = 1; label < classes; label++) {
        said[item] = model[row + label] > model[row + said[item]] ? label : said[item];
      }
      said[item] = Float.isNaN(model[row]) ? Evidence.UNKNOWN : said[item];
    }
    return new Evidence(evidence.votes().withAnnotator(said), evidence.known(), null);
  }

  /**
   * Chooses the method for these votes, where their dependence is known.
   *
   * @param dependence what {@link #dependence} says of them
   */
  public Choice choose(Evidence evidence, double dependence) {
    VoteTable votes = evidence.votes();
    return dependence >= decisive
        ? dependent(votes, dependence)
        : independent(trial(evidence), dependence);
  }

  /** By how much several kinds of items a class raise the log evidence of the votes. */
  public static double dependence(Evidence evidence) {
    Evidence trial = trial(evidence);
    return Subtypes.DEFAULT.best(trial).bound()
        - new Subtypes(1, Subtypes.DEFAULT.diagonal(), 1, 1, 200, 1e-7).best(trial).bound();
  }

  private Choice chooseAmong(Evidence evidence) {
    VoteTable votes = evidence.votes();
    if (repeatedItems(votes) < MIN_REPEATED_ITEMS) {
      return new Choice(
          MajorityVote.CAUTIOUS, "fewer than " + MIN_REPEATED_ITEMS + " items have two votes");
    }
    if (LatentClasses.cells(votes, Subtypes.DEFAULT.kinds()) > AnnotatorQuality.MAX_CELLS) {
      return new Choice(OneCoin.DEFAULT, "too many annotators and classes for confusion matrices");
    }
    return choose(evidence, dependence(evidence));
  }

  private Choice independent(Evidence trial, double gain) {
    SmoothedDawidSkene equalShares = smoothed(true);
    SmoothedDawidSkene estimatedShares = smoothed(false);
    HeldOutVotes.Comparison shares = HeldOutVotes.compare(trial, estimatedShares, equalShares);
    boolean estimated = shares.meanGain() > shares.standardError();
    return new Choice(
        estimated ? estimatedShares : equalShares,
        String.format(
            Locale.ROOT,
            "votes look independent given the class (evidence of kinds %.1f); estimated class"
                + " shares foresee held-out votes better by %.5f +- %.5f",
            gain,
            shares.meanGain(),
            shares.standardError()));
  }

  private SmoothedDawidSkene smoothed(boolean equalShares) {
    SmoothedDawidSkene set = SmoothedDawidSkene.EQUAL;
    return new SmoothedDawidSkene(
        rowVotes, accuracyVotes, equalShares, set.maxIterations(), set.tolerance());
  }

  private static Choice dependent(VoteTable votes, double gain) {
    int needed = votesNeeded(votes.classCount(), Subtypes.DEFAULT.kinds());
    int median = medianVotes(votes);
    String reason =
        String.format(
            Locale.ROOT,
            "votes depend on each other given the class (evidence of kinds %.1f); the median item"
                + " has %d votes, and %d identify the kinds",
            gain,
            median,
            needed);
    return new Choice(median >= needed ? Subtypes.DEFAULT : MajorityVote.CAUTIOUS, reason);
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

  private static int repeatedItems(VoteTable votes) {
    int items = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      items += votes.votesOn(item) > 1 ? 1 : 0;
    }
    return items;
  }

  /** The votes on a part of the items, each taken or left by its number alone. */
  private static Evidence trial(Evidence evidence) {
    VoteTable votes = evidence.votes();
    if (votes.voteCount() <= MAX_TRIAL_VOTES) {
      return evidence;
    }
    double share = (double) MAX_TRIAL_VOTES / votes.voteCount();
    boolean[] left = new boolean[votes.voteCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      double number = (SeededStream.mix(SEED ^ SeededStream.mix(item)) >>> 11) * 0x1.0p-53;
      Arrays.fill(left, votes.start(item), votes.start(item + 1), number >= share);
    }
    return new Evidence(votes.without(left), null, null);
  }
}
