package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Profile;

/**
 * Prefers candidates whose class distribution is the most impure: sum p (1 - p) times K / (K - 1),
 * which is 1 for the uniform distribution. It is how often two classes drawn from the distribution
 * differ.
 *
 * <p>The Gini index of Breiman, Friedman, Olshen and Stone (1984), "Classification and regression
 * trees", section 4.3; as a score of what to label next Feng et al. (2020), "DeepGini: prioritizing
 * massive tests to enhance the robustness of deep neural networks".
 */
public final class Gini extends ProbabilityStrategy {
  /** The name of this strategy. */
  public static final String NAME = "gini";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "a distribution of large impurity", "Breiman et al. 1984; Feng et al. 2020", "N K");
  }

  @Override
  double utility(float[] probabilities, int classCount) {
    double sum = 0;
    for (int k = 0; k < classCount; k++) {
      double probability = probabilities[k];
      sum += probability * (1 - probability);
    }
    return sum * classCount / (classCount - 1);
  }
}
