package dev.assay.sampling.design;

import dev.assay.sampling.design.strata.Strata;

/**
 * Ordered pivotal sampling, one stratum after the other and by key within each (Chauvet 2012).
 *
 * <p>Each stratum gets about its expected number of draws, without being asked for a whole number:
 * what a stratum's last fight leaves over goes to the next stratum. So a stratum may get one more
 * or one fewer than that number rounded; {@link OrderedPivotal#drawWithin} keeps to the rounded
 * one.
 */
public final class StratifiedPivotal implements Design {

  @Override
  public String name() {
    return "stratified-pivotal";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    Strata strata = frame.requireStrata();
    double[] probabilities = frame.inclusionProbabilities(budget);
    int[] units = OrderedPivotal.draw(probabilities, order(frame.order(), strata), seed);
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }

  /** A stable counting sort of an order by stratum. */
  static int[] order(int[] byKey, Strata strata) {
    int[] sizes = strata.sizes();
    int[] next = new int[sizes.length];
    for (int stratum = 1; stratum < sizes.length; stratum++) {
      next[stratum] = next[stratum - 1] + sizes[stratum - 1];
    }
    int[] order = new int[byKey.length];
    for (int unit : byKey) {
      order[next[strata.stratumOf()[unit]]++] = unit;
    }
    return order;
  }
}
