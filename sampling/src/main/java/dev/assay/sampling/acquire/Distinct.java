package dev.assay.sampling.acquire;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * Another selection of which no two candidates of one group are drawn together, and each still with
 * exactly its probability.
 *
 * <p>The members of a group share one unit of the draw. Where their probabilities add up to more
 * than 1, the group is drawn for certain, its members share that by the other selection's
 * probabilities above the floor, and what they gave up goes to all others in proportion.
 */
/*
 * Two stages: a group is drawn with the sum P of its members' probabilities, and then one of the members with pi_i / P. So each is
 * drawn with P * pi_i / P = pi_i, and two of a group never. The groups are drawn by ordered pivotal along the other selection's
 * order, each at the place of its first member. That is pivotal sampling itself, in another order of fights: the members of a group
 * fight first, and while their sum is at most 1 every fight of theirs drops one.
 *
 * It can be done where every group's floors add up to at most 1 and there are as many groups as are drawn. Groups of at most N / n
 * members do both: m * phi * n / N <= phi, and N / (N / n) groups are n.
 *
 * Filling: groups above 1 are set to 1 and the rest is filled up again; that raises the rest, so a group that reached 1 stays there,
 * and the passes end at the one solution. Each pass costs a look at every candidate, so they are bounded; what is above 1 after the
 * last goes to all others by what each has left to 1, which is always enough.
 */
public final class Distinct implements Selection {
  /** Fillings before what is left over is handed out at once. */
  static final int MAX_PASSES = 50;

  private static final int WITHIN_STREAM = 4;
  private static final double TOLERANCE = 1e-12;

  private final Selection selection;
  private final int[] groupOf;
  private final int[] members;
  private final int[] starts;
  private final int maxPasses;

  /**
   * Another selection, at most one of a group at a time.
   *
   * @param groupOf the group of each candidate, from 0; none is empty
   * @throws dev.assay.sampling.InvalidDesignInputException for groups out of range or empty ones
   */
  public Distinct(Selection selection, int[] groupOf) {
    this(selection, groupOf, MAX_PASSES);
  }

  Distinct(Selection selection, int[] groupOf, int maxPasses) {
    this.selection = selection;
    this.groupOf = groupOf;
    this.maxPasses = maxPasses;
    int groupCount = Arrays.stream(groupOf).max().orElse(-1) + 1;
    this.starts = new int[groupCount + 1];
    for (int group : groupOf) {
      starts[Require.count(group, 0, groupOf.length - 1, "group of a candidate") + 1]++;
    }
    for (int group = 0; group < groupCount; group++) {
      Require.count(starts[group + 1], 1, groupOf.length, "members of a group");
      starts[group + 1] += starts[group];
    }
    this.members = new int[groupOf.length];
    int[] next = starts.clone();
    for (int i = 0; i < groupOf.length; i++) {
      members[next[groupOf[i]]++] = i;
    }
  }

  private int groupCount() {
    return starts.length - 1;
  }

  private int sizeOf(int group) {
    return starts[group + 1] - starts[group];
  }

  @Override
  public double[] utilities() {
    return selection.utilities();
  }

  /** Group by group, each at the place of its first member. */
  @Override
  public int[] order() {
    int[] order = new int[groupOf.length];
    int next = 0;
    for (int group : groupOrder()) {
      System.arraycopy(members, starts[group], order, next, sizeOf(group));
      next += sizeOf(group);
    }
    return order;
  }

  private int[] groupOrder() {
    boolean[] seen = new boolean[groupCount()];
    int[] order = new int[groupCount()];
    int next = 0;
    for (int candidate : selection.order()) {
      if (!seen[groupOf[candidate]]) {
        seen[groupOf[candidate]] = true;
        order[next++] = groupOf[candidate];
      }
    }
    return order;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.assay.sampling.InvalidDesignInputException where there are fewer groups than are
   *     drawn, or one is so large that its floors exceed 1: groups of at most candidates over draw
   *     count never are
   */
  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    double[] filled =
        selection.inclusionProbabilities(drawCount, explorationShare, sharpness).clone();
    Require.count(groupCount(), drawCount, filled.length, "groups that a draw is from");
    fill(filled, drawCount, explorationShare * drawCount / filled.length);
    return filled;
  }

  /** Brings down the groups above 1, and gives what that leaves to the others. */
  private void fill(double[] filled, double draws, double floor) {
    boolean[] isFull = new boolean[groupCount()];
    double[] sums = sums(filled);
    for (int pass = 0; pass < maxPasses && fillUp(filled, sums, isFull, floor); pass++) {
      refill(filled, isFull, draws, floor);
      sums = sums(filled);
    }
    if (fillUp(filled, sums, isFull, floor)) {
      handOut(filled, isFull, draws);
    }
  }

  /** The same with each group cut where strata meet. */
  Distinct within(Strata strata) {
    int[] cut = new int[groupOf.length];
    int[] groupIn = new int[strata.count()];
    int[] seenFor = new int[strata.count()];
    int count = 0;
    for (int group = 0; group < groupCount(); group++) {
      for (int at = starts[group]; at < starts[group + 1]; at++) {
        int stratum = strata.stratumOf()[members[at]];
        if (seenFor[stratum] != group + 1) {
          seenFor[stratum] = group + 1;
          groupIn[stratum] = count++;
        }
        cut[members[at]] = groupIn[stratum];
      }
    }
    return new Distinct(selection, cut, maxPasses);
  }

  /** How many groups each stratum has: the most that can be drawn of it. No group is of two. */
  int[] groupsIn(Strata strata) {
    int[] counts = new int[strata.count()];
    for (int stratum : stratumOfGroups(strata)) {
      counts[stratum]++;
    }
    return counts;
  }

  private int[] stratumOfGroups(Strata strata) {
    int[] stratumOf = new int[groupCount()];
    for (int group = 0; group < stratumOf.length; group++) {
      stratumOf[group] = strata.stratumOf()[members[starts[group]]];
    }
    return stratumOf;
  }

  /**
   * Brings down the groups above 1 of some candidates, and gives what that leaves to the others of
   * these.
   *
   * @param candidates that all members of their groups are among
   * @param probabilities of these, in their order, adding up to the draws
   */
  void fillAmong(int[] candidates, double[] probabilities, double draws, double floor) {
    int[] groups = new int[candidates.length];
    for (int k = 0; k < groups.length; k++) {
      groups[k] = groupOf[candidates[k]];
    }
    Strata dense = Strata.ofLabels(groups);
    new Distinct(selection, dense.stratumOf(), maxPasses).fill(probabilities, draws, floor);
  }

  private double[] sums(double[] probabilities) {
    double[] sums = new double[groupCount()];
    for (int i = 0; i < probabilities.length; i++) {
      sums[groupOf[i]] += probabilities[i];
    }
    return sums;
  }

  /** Sets groups above 1 to 1, and says whether there were any. */
  private boolean fillUp(double[] probabilities, double[] sums, boolean[] isFull, double floor) {
    boolean found = false;
    for (int group = 0; group < sums.length; group++) {
      if (isFull[group] || sums[group] <= 1 + TOLERANCE) {
        continue;
      }
      int size = sizeOf(group);
      if (size * floor > 1 + TOLERANCE) {
        throw Require.invalid(
            Reason.SHARE_OUT_OF_RANGE,
            "a group of " + size + " with a floor of " + floor + " each cannot share one draw");
      }
      double[] own = new double[size];
      for (int k = 0; k < size; k++) {
        own[k] = probabilities[members[starts[group] + k]];
      }
      WaterFilling.fillInPlace(own, 1, Math.min(1, size * floor));
      for (int k = 0; k < size; k++) {
        probabilities[members[starts[group] + k]] = own[k];
      }
      isFull[group] = true;
      found = true;
    }
    return found;
  }

  /** Fills up those of groups that are not full. */
  private void refill(double[] probabilities, boolean[] isFull, double draws, double floor) {
    double[] rest = new double[probabilities.length];
    int count = 0;
    int full = 0;
    for (boolean each : isFull) {
      full += each ? 1 : 0;
    }
    for (int i = 0; i < probabilities.length; i++) {
      if (!isFull[groupOf[i]]) {
        rest[count++] = probabilities[i];
      }
    }
    double budget = draws - full;
    if (count == 0 || budget <= TOLERANCE) {
      return;
    }
    double[] others = Arrays.copyOf(rest, count);
    WaterFilling.fillInPlace(others, budget, Math.min(1, floor * count / budget));
    int next = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (!isFull[groupOf[i]]) {
        probabilities[i] = others[next++];
      }
    }
  }

  /** Gives what is missing to all groups that are not full, by what each has left to 1. */
  private void handOut(double[] probabilities, boolean[] isFull, double draws) {
    double[] sums = sums(probabilities);
    double missing = draws;
    double room = 0;
    for (int group = 0; group < sums.length; group++) {
      missing -= sums[group];
      room += isFull[group] ? 0 : 1 - sums[group];
    }
    double share = room > 0 ? Math.min(1, missing / room) : 0;
    for (int i = 0; i < probabilities.length; i++) {
      int group = groupOf[i];
      if (!isFull[group]) {
        probabilities[i] += share * (1 - sums[group]) / sizeOf(group);
      }
    }
  }

  @Override
  public int[] draw(double[] probabilities, long seed) {
    return members(
        OrderedPivotal.draw(roundedSums(probabilities), groupOrder(), seed), probabilities, seed);
  }

  /** As {@link #draw}, each stratum with the total of its probabilities, rounded down or up. */
  int[] drawWithin(double[] probabilities, Strata strata, long seed) {
    Strata ofGroups = new Strata(stratumOfGroups(strata), strata.count());
    return members(
        OrderedPivotal.drawWithin(roundedSums(probabilities), groupOrder(), ofGroups, seed),
        probabilities,
        seed);
  }

  private double[] roundedSums(double[] probabilities) {
    double[] sums = sums(probabilities);
    for (int group = 0; group < sums.length; group++) {
      sums[group] = sums[group] > 1 - Require.TOTAL_TOLERANCE ? 1 : sums[group];
    }
    return sums;
  }

  /** One member of each drawn group, in the place of the groups. */
  private int[] members(int[] drawn, double[] probabilities, long seed) {
    SeededStream within = new SeededStream(seed, WITHIN_STREAM);
    for (int place = 0; place < drawn.length; place++) {
      drawn[place] = member(drawn[place], probabilities, within.nextUnit());
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /** The member of a drawn group that the random number falls on. */
  private int member(int group, double[] probabilities, double unit) {
    double sum = 0;
    for (int at = starts[group]; at < starts[group + 1]; at++) {
      sum += probabilities[members[at]];
    }
    int at = starts[group];
    double below = probabilities[members[at]];
    while (at + 1 < starts[group + 1] && unit * sum >= below) {
      at++;
      below += probabilities[members[at]];
    }
    return members[at];
  }
}
