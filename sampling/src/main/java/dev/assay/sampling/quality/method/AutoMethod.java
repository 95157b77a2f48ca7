package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Pools models of the annotators: each gives its verdict on an item the weight of its probability,
 * the class with the largest sum stands, and its probability is calibrated ({@link Calibration}).
 * The truth is never asked.
 *
 * <ol>
 *   <li>Where a model has probabilities, the class that it finds likeliest is one more vote, by one
 *       more annotator whose errors are learnt like all others'. ({@link Crowdlab} weighs a model
 *       by formula instead, and can fall behind the majority where annotators disagree much.)
 *   <li>Fewer than {@link #MIN_REPEATED_ITEMS} items have two votes: {@link MajorityVote}, for
 *       nothing can be learned of annotators who were never compared.
 *   <li>So far as votes are independent given the class ({@link Dependence}), the pool is {@link
 *       SmoothedDawidSkene} with estimated and with equal shares of the classes, and with half of
 *       their weight {@link Glad} and {@link OneCoin}.
 *   <li>So far as they are not, models with one kind of items trade hard items for errors that all
 *       annotators share. Then {@link Subtypes} leads where the items have votes enough for it,
 *       else the majority, and {@link Glad} and {@link Wawa} have a say where it is unsure.
 *   <li>With classes too many for confusion matrices ({@link #MAX_CELLS}): {@link OneCoin}, {@link
 *       Glad} and {@link Wawa}, whose work and memory go with the votes alone.
 * </ol>
 *
 * <p>On large tables the models climb for fewer steps, so that the work stays in proportion to the
 * votes.
 */
public record AutoMethod() implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "auto";

  /** Items with two votes or more that it takes to learn anything of annotators. */
  public static final int MIN_REPEATED_ITEMS = 10;

  /** The most numbers that the confusion matrices, or the rows of the items, of a model have. */
  public static final int MAX_CELLS = 1 << 22;

  /** Votes times states that a model's climb may cost. */
  static final long MAX_STEPS = 150_000_000;

  /** Steps that every model may climb, however large the table is. */
  static final int MIN_ITERATIONS = 12;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    return pool(evidence).verdicts();
  }

  /** The pool, fitted: its verdicts, and the rule that judges items between two fits. */
  public static Pool pool(Evidence evidence) {
    Evidence all = withModelsVotes(evidence);
    return new Pool(evidence.votes(), all, members(all));
  }

  private static Evidence withModelsVotes(Evidence evidence) {
    float[] model = evidence.model();
    if (model == null) {
      return evidence;
    }
    int classes = evidence.votes().classCount();
    int[] said = new int[evidence.votes().itemCount()];
    for (int item = 0; item < said.length; item++) {
      said[item] = likeliest(model, item * classes, classes);
    }
    return new Evidence(evidence.votes().withAnnotator(said), evidence.known(), null);
  }

  /** The class of the greatest probability; none where it has no equal or there is no row. */
  private static int likeliest(float[] model, int row, int classes) {
    int best = 0;
    boolean isAlone = !Float.isNaN(model[row]);
    for (int label = 1; label < classes; label++) {
      if (model[row + label] > model[row + best]) {
        best = label;
        isAlone = true;
      } else {
        isAlone &= model[row + label] < model[row + best];
      }
    }
    return isAlone ? best : Evidence.UNKNOWN;
  }

  private static List<PoolMember> members(Evidence evidence) {
    VoteTable votes = evidence.votes();
    List<PoolMember> members = new ArrayList<>();
    if (repeatedItems(votes) < MIN_REPEATED_ITEMS) {
      members.add(majority(1, evidence));
      return members;
    }
    if (isTooWide(votes)) {
      members.add(coin(1, evidence));
      members.add(glad(0.5, evidence));
      members.add(wawa(0.5, evidence));
      return members;
    }
    double dependence = Dependence.of(evidence);
    double independence = 1 - dependence;
    if (independence > 0) {
      members.add(dawidSkene(independence, evidence, false));
      members.add(dawidSkene(independence, evidence, true));
      members.add(coin(0.5 * independence, evidence));
    }
    if (dependence > 0) {
      boolean canLearn = Dependence.canLearn(votes, Subtypes.DEFAULT.kinds());
      members.add(canLearn ? subtypes(dependence, evidence) : majority(dependence, evidence));
      members.add(wawa(0.25 * dependence, evidence));
    }
    members.add(glad(0.5 * independence + 0.25 * dependence, evidence));
    return members;
  }

  private static boolean isTooWide(VoteTable votes) {
    int kinds = Subtypes.DEFAULT.kinds();
    long rows = (long) votes.itemCount() * votes.classCount() * kinds;
    return LatentClasses.cells(votes, kinds) > MAX_CELLS
        || rows > 8L * Math.max(MAX_CELLS, votes.voteCount());
  }

  private static int repeatedItems(VoteTable votes) {
    int items = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      items += votes.votesOn(item) > 1 ? 1 : 0;
    }
    return items;
  }

  /** How often a model may go over the votes, at so many states a vote. */
  private static int iterations(VoteTable votes, int states, int most) {
    long steps = MAX_STEPS / Math.max(1, (long) votes.voteCount() * states);
    return (int) Math.max(MIN_ITERATIONS, Math.min(most, steps));
  }

  private static PoolMember majority(double weight, Evidence evidence) {
    return new PoolMember(MajorityVote.NAME, weight, MajorityVote.CAUTIOUS.learn(evidence));
  }

  private static PoolMember wawa(double weight, Evidence evidence) {
    return new PoolMember(Wawa.NAME, weight, new Wawa().learn(evidence));
  }

  private static PoolMember coin(double weight, Evidence evidence) {
    int steps = iterations(evidence.votes(), 2, 200);
    OneCoin coin = new OneCoin(2, true, steps, 1e-6);
    return new PoolMember(OneCoin.NAME, weight, coin.learn(evidence));
  }

  private static PoolMember glad(double weight, Evidence evidence) {
    int steps = iterations(evidence.votes(), 8, Glad.DEFAULT.maxIterations());
    Glad glad = new Glad(steps, Glad.DEFAULT.tolerance());
    return new PoolMember(Glad.NAME, weight, glad.learn(evidence));
  }

  private static PoolMember dawidSkene(double weight, Evidence evidence, boolean equalShares) {
    SmoothedDawidSkene set = SmoothedDawidSkene.EQUAL;
    int steps = iterations(evidence.votes(), evidence.votes().classCount(), set.maxIterations());
    SmoothedDawidSkene model =
        new SmoothedDawidSkene(
            set.rowVotes(), set.accuracyVotes(), equalShares, steps, set.tolerance());
    return new PoolMember(model.name(), weight, model.learn(evidence));
  }

  private static PoolMember subtypes(double weight, Evidence evidence) {
    Subtypes set = Subtypes.DEFAULT;
    int states = evidence.votes().classCount() * set.kinds();
    int steps = iterations(evidence.votes(), states * set.restarts(), set.maxIterations());
    Subtypes model =
        new Subtypes(
            set.kinds(),
            set.diagonal(),
            set.concentration(),
            set.restarts(),
            steps,
            set.tolerance());
    return new PoolMember(Subtypes.NAME, weight, model.learn(evidence));
  }
}
