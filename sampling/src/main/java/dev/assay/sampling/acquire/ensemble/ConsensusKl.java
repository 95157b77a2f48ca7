package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates of which one member says otherwise than all of them together: the greatest
 * Kullback-Leibler divergence of a member from the mean of the members, over log M, which it cannot
 * exceed since the mean is no less than a member over M.
 *
 * <p>McCallum and Nigam (1998), "Employing EM and pool-based active learning for text
 * classification", by the greatest of the divergences as in modAL (Danka and Horvath 2018). Their
 * mean is {@link Bald}.
 */
public final class ConsensusKl extends EnsembleStrategy {

  @Override
  public String name() {
    return "consensus-kl";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "one member that says otherwise than all together",
        "McCallum and Nigam 1998; Danka and Horvath 2018",
        "N M K");
  }

  @Override
  double utility(Members members) {
    double[] consensus = members.consensus();
    double greatest = 0;
    for (int member = 0; member < members.memberCount(); member++) {
      double sum = 0;
      for (int k = 0; k < consensus.length; k++) {
        double p = members.probability(member, k);
        sum += p > 0 ? p * StrictMath.log(p / consensus[k]) : 0;
      }
      greatest = Math.max(greatest, sum);
    }
    return greatest / StrictMath.log(members.memberCount());
  }
}
