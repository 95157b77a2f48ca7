package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.v1.WaveInputs;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a wave's inputs say of how it is drawn. Planning and replay ask here, and nothing else reads
 * a policy's strategy: what follows from a policy follows from the inputs alone.
 */
final class PolicyStrategy {
  private PolicyStrategy() {}

  /** The strategy that is asked for. */
  static Strategy wanted(WaveInputs inputs) {
    return Strategies.named(inputs.getPolicy().getStrategy());
  }

  /** How the wave is drawn: at random where the candidates lack what the strategy needs. */
  static Recipe recipe(WaveInputs inputs, Candidates candidates) {
    Strategy wanted = wanted(inputs);
    return new Recipe(
        lacking(wanted.needs(), candidates).isEmpty() ? wanted : new RandomStrategy(),
        inputs.getExplorationShare(),
        inputs.getPolicy().getSharpness());
  }

  /** What is not known of the candidates. */
  static Set<Need> lacking(Set<Need> looks, Candidates candidates) {
    Set<Need> lacking = EnumSet.noneOf(Need.class);
    for (Need need : looks) {
      if (!candidates.has(need)) {
        lacking.add(need);
      }
    }
    return lacking;
  }
}
