package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose members vote for different classes: -sum V/M log V/M, V the number of
 * the M members that find a class most probable, over the logarithm of the most classes that can
 * have votes.
 *
 * <p>Dagan and Engelson (1995), "Committee-based sampling for training probabilistic classifiers";
 * Settles (2009), "Active learning literature survey", section 3.2, equation 4.
 */
public final class VoteEntropy extends EnsembleStrategy {

  @Override
  public String name() {
    return "vote-entropy";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "votes of the members that are spread over the classes",
        "Dagan and Engelson 1995",
        "N M K");
  }

  @Override
  double utility(Members members) {
    return Members.entropy(members.votes()) / StrictMath.log(members.answerLimit());
  }
}
