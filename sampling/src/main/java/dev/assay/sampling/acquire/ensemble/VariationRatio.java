package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Profile;
import java.util.Arrays;

/**
 * Prefers candidates of which few members vote for the class that most vote for: 1 - max V/M, over
 * what it is where every vote that can be is for another class.
 *
 * <p>Freeman (1965), "Elementary applied statistics"; as an acquisition score Gal, Islam and
 * Ghahramani (2017), "Deep Bayesian active learning with image data", section 4.
 */
public final class VariationRatio extends EnsembleStrategy {

  @Override
  public String name() {
    return "variation-ratio";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "few votes of the members for the most frequent class",
        "Freeman 1965; Gal, Islam and Ghahramani 2017",
        "N M K");
  }

  @Override
  double utility(Members members) {
    double greatest = Arrays.stream(members.votes()).max().orElseThrow();
    return (1 - greatest) / (1 - 1.0 / members.answerLimit());
  }
}
