package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose label says most about which member is right: the entropy of the mean
 * less the mean of the entropies, over the logarithm of the most different answers that there can
 * be. Candidates that all members are uncertain of alike are of no use.
 *
 * <p>Houlsby, Huszar, Ghahramani and Lengyel (2011), "Bayesian active learning for classification
 * and preference learning", equation 2. It equals the mean Kullback-Leibler divergence of the
 * members from their mean (McCallum and Nigam 1998).
 */
public final class Bald extends EnsembleStrategy {

  @Override
  public String name() {
    return "bald";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "members that are each certain of something else",
        "Houlsby et al. 2011; McCallum and Nigam 1998",
        "N M K");
  }

  @Override
  double utility(Members members) {
    return members.information() / StrictMath.log(members.answerLimit());
  }
}
