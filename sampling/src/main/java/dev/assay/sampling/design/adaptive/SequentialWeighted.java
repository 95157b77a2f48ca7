package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.OpenUnits;

/**
 * Draws one unit after the other without replacement, each in proportion to its size among the
 * units left, mixed with a uniform part: what the LURE and PURE estimators take (Farquhar, Gal and
 * Rainforth 2021, "On statistical bias in active learning"; Kossen et al. 2021, "Active testing").
 *
 * <p>A proposal's probabilities are those of each draw given the draws before it. Sizes may be
 * revised between proposals, from labels or otherwise. No unit is ever taken with certainty, which
 * makes it inferior to fixed-size designs when a large part of the population is labelled.
 */
public final class SequentialWeighted implements AdaptiveDesign {

  private final double floorShare;
  private final SeededStream random;
  private final Turns turns = new Turns();
  private final boolean[] drawn;
  private final OpenUnits remaining;
  private WeightTree weights;

  /**
   * Starts a run.
   *
   * @param sizes one for each unit, finite, 0 or more, at least one positive
   * @param floorShare the uniform part of each draw, in [0, 1]; above 0 where sizes may be 0 or
   *     wrong
   * @param seed of the run
   */
  public SequentialWeighted(double[] sizes, double floorShare, long seed) {
    Require.share(floorShare, "floor share");
    this.floorShare = floorShare;
    this.random = new SeededStream(seed);
    this.drawn = new boolean[sizes.length];
    this.remaining = new OpenUnits(sizes.length);
    this.weights = scaled(sizes);
  }

  @Override
  public String name() {
    return "sequential-weighted";
  }

  /**
   * Replaces the sizes for the draws to come.
   *
   * @param sizes one for each unit; those of drawn units do not matter
   */
  public void revise(double[] sizes) {
    Require.sameLength(drawn.length, sizes.length, "sizes");
    this.weights = scaled(sizes);
  }

  private WeightTree scaled(double[] sizes) {
    double greatest = Require.sizes(sizes);
    double[] scaled = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      scaled[i] = drawn[i] ? 0 : sizes[i] / greatest;
    }
    return new WeightTree(scaled);
  }

  @Override
  public Proposal propose(int count) {
    turns.checkFree(count);
    int draws = Math.min(count, remaining.size());
    int[] units = new int[draws];
    double[] probabilities = new double[draws];
    for (int k = 0; k < draws; k++) {
      double total = weights.total();
      double uniform = total > 0 ? floorShare : 1;
      int unit =
          random.nextUnit() < uniform
              ? remaining.at(random.nextBelow(remaining.size()))
              : weights.at(random.nextUnit() * total);
      double share = total > 0 ? weights.weight(unit) / total : 0;
      units[k] = unit;
      probabilities[k] = (1 - uniform) * share + uniform / remaining.size();
      drawn[unit] = true;
      remaining.remove(unit);
      weights.set(unit, 0);
    }
    return turns.open(new Proposal(units, probabilities));
  }

  /** Labels are checked and otherwise not used: sizes change by {@link #revise} only. */
  @Override
  public void observe(double[] labels) {
    turns.close(labels);
  }
}
