package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.score.Margin;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the batch that covers best what a model is uncertain of: {@link MaxHerding} with each
 * candidate weighing as much as its two most probable classes are close ({@link Margin}). Without
 * scores all weigh the same.
 *
 * <p>Bae, Oliveira and Sutherland (2025), "Uncertainty herding: one active learning method for all
 * label budgets" (arXiv 2412.20644).
 */
public final class UncertaintyHerding extends MaxHerding {
  /** The name of this strategy. */
  public static final String NAME = "uncertainty-herding";

  private final double @Nullable [] uncertainties;

  /** By the scores. */
  public UncertaintyHerding() {
    this.uncertainties = null;
  }

  /**
   * By what is known otherwise.
   *
   * @param uncertainties one for each candidate, at least 0
   */
  public UncertaintyHerding(double[] uncertainties) {
    this.uncertainties = uncertainties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "covering what the model is uncertain of",
        "Bae, Oliveira and Sutherland 2025",
        "as max-herding");
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  float[] weights(Candidates candidates, int[] units, long seed) {
    double[] all = uncertainties;
    if (all == null && candidates.has(Need.SCORES)) {
      all = new Margin().select(candidates, 1, seed).utilities();
    }
    if (all == null) {
      return super.weights(candidates, units, seed);
    }
    float[] weights = new float[units.length];
    float greatest = 0;
    for (int k = 0; k < units.length; k++) {
      weights[k] = (float) all[units[k]];
      greatest = Math.max(greatest, weights[k]);
    }
    return greatest > 0 ? weights : super.weights(candidates, units, seed);
  }
}
