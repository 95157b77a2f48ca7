package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates of which the mean of the members has a large entropy, over that of the uniform
 * distribution: members that disagree, or that are all uncertain.
 *
 * <p>The soft vote entropy of Settles (2009), "Active learning literature survey", section 3.2;
 * consensus entropy in modAL (Danka and Horvath 2018).
 */
public final class ConsensusEntropy extends EnsembleStrategy {

  @Override
  public String name() {
    return "consensus-entropy";
  }

  @Override
  public Profile profile() {
    return new Profile("a mean of the members of large entropy", "Settles 2009", "N M K");
  }

  @Override
  double utility(Members members) {
    return Members.entropy(members.consensus()) / StrictMath.log(members.classCount());
  }
}
