package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Allocation;
import dev.assay.sampling.design.strata.Bounds;
import dev.assay.sampling.design.strata.Strata;

/** Stratified random sampling without replacement, under one of four allocations. */
public final class StratifiedSampling implements Design {

  /** How the budget is divided among the strata. */
  public enum Rule {
    /** In proportion to the number of units. */
    PROPORTIONAL("stratified-proportional"),
    /** As equal as the strata's numbers of units allow. */
    EQUAL("stratified-equal"),
    /**
     * In proportion to units times anticipated standard deviation (Neyman 1934), integer-optimal.
     */
    NEYMAN("stratified-neyman"),
    /** As Neyman's, over the square root of the mean cost of a label in the stratum. */
    COST("stratified-cost");

    private final String designName;

    Rule(String designName) {
      this.designName = designName;
    }
  }

  private final Rule rule;

  /** The design under one allocation rule. */
  public StratifiedSampling(Rule rule) {
    this.rule = rule;
  }

  @Override
  public String name() {
    return rule.designName;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A stratum's anticipated standard deviation is the root mean square of its units' sizes: the
   * variance about the stratum's mean that units of those standard deviations and equal expectation
   * have. Every stratum gets at least one draw.
   */
  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    Strata strata = frame.requireStrata();
    Require.budget(budget, frame.units());
    int[] draws = allocate(frame, strata, budget);
    int[][] members = strata.members();
    double[] probabilities = new double[frame.units()];
    int[] units = new int[budget];
    int next = 0;
    for (int stratum = 0; stratum < members.length; stratum++) {
      int[] inside = members[stratum];
      for (int unit : inside) {
        probabilities[unit] = draws[stratum] / (double) inside.length;
      }
      SeededStream random = new SeededStream(seed, stratum);
      for (int k : UniformWithoutReplacement.draw(inside.length, draws[stratum], random)) {
        units[next++] = inside[k];
      }
    }
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }

  private int[] allocate(Frame frame, Strata strata, int budget) {
    int[] sizes = strata.sizes();
    Bounds bounds = Bounds.atLeast(1, strata);
    return switch (rule) {
      case PROPORTIONAL -> Allocation.proportional(sizes, budget, bounds);
      case EQUAL -> Allocation.equal(budget, bounds);
      case NEYMAN -> Allocation.neyman(sizes, deviations(frame, strata), budget, bounds);
      case COST -> {
        double[] deviations = deviations(frame, strata);
        double[] costs = means(frame.requireCosts(), strata);
        yield Allocation.costWeighted(sizes, deviations, costs, budget, bounds);
      }
    };
  }

  private static double[] deviations(Frame frame, Strata strata) {
    double greatest = Require.sizes(frame.sizes());
    double[] squares = new double[frame.units()];
    for (int i = 0; i < squares.length; i++) {
      double scaled = frame.sizes()[i] / greatest;
      squares[i] = scaled * scaled;
    }
    double[] deviations = means(squares, strata);
    for (int stratum = 0; stratum < deviations.length; stratum++) {
      deviations[stratum] = Math.sqrt(deviations[stratum]);
    }
    return deviations;
  }

  private static double[] means(double[] values, Strata strata) {
    double[] means = new double[strata.count()];
    for (int i = 0; i < values.length; i++) {
      means[strata.stratumOf()[i]] += values[i];
    }
    int[] sizes = strata.sizes();
    for (int stratum = 0; stratum < means.length; stratum++) {
      means[stratum] /= sizes[stratum];
    }
    return means;
  }
}
