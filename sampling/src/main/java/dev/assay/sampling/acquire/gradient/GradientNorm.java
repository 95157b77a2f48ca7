package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates whose label is expected to give a long gradient, by the pipeline's own lengths
 * over the greatest of them. Candidates without are as useful as the others on average.
 *
 * <p>Settles, Craven and Ray (2008), "Multiple-instance active learning", section 4: the length of
 * the gradient expected over the labels; the pipeline computes it of all of its weights.
 */
public final class GradientNorm implements Strategy {

  @Override
  public String name() {
    return "gradient-norm";
  }

  @Override
  public Profile profile() {
    return new Profile("long gradients, as the pipeline says", "Settles, Craven and Ray 2008", "N");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.GRADIENTS);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    double[] lengths = new double[candidates.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = candidates.gradientNorm(i);
    }
    return Lengths.utilities(lengths);
  }
}
