package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Along;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.acquire.score.Entropy;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Neighbours;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.TreeOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates that the model is uncertain of and that have near neighbours: entropy times m
 * / (m + r), r the mean distance from the {@link #NEIGHBOURS} nearest candidates and m the median
 * of r. Without scores the density alone. Those without an embedding have the mean density.
 *
 * <p>Zhu, Wang, Yao and Tsou (2008), "Active learning with sampling by uncertainty and density for
 * word sense disambiguation and text classification", equation 5, with distances for cosines. Up to
 * 20,000 candidates neighbours are exact, beyond by cells ({@link Neighbours}). The draw runs along
 * the tree ({@link TreeOrder}).
 */
public final class NeighbourDensity implements Strategy {
  /** Neighbours of each. */
  static final int NEIGHBOURS = 10;

  @Override
  public String name() {
    return "neighbour-density";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "uncertain ones with near neighbours",
        "Zhu et al. 2008; Jegou, Douze and Schmid 2011",
        "N^2 D at most to 20,000 candidates, then N D (N / 512 + 3,584)");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS);
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.VECTORS, Need.SCORES);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Points vectors = candidates.vectors();
    int[] units = ContentOrder.of(vectors, seed);
    Neighbours neighbours = Neighbours.of(vectors, units, NEIGHBOURS, seed);
    double[] radii = new double[units.length];
    Arrays.setAll(radii, neighbours::meanDistance);
    double[] sorted = radii.clone();
    Arrays.sort(sorted);
    double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    double[] utilities = new double[vectors.count()];
    Arrays.fill(utilities, -1);
    double sum = 0;
    for (int place = 0; place < units.length; place++) {
      double density = radii[place] == 0 ? 1 : median / (median + radii[place]);
      utilities[units[place]] = density;
      sum += density;
    }
    double mean = units.length == 0 ? 1 : sum / units.length;
    double[] entropies =
        candidates.has(Need.SCORES)
            ? new Entropy().select(candidates, drawCount, seed).utilities()
            : null;
    for (int i = 0; i < utilities.length; i++) {
      double density = utilities[i] < 0 ? mean : utilities[i];
      utilities[i] = entropies == null ? density : density * entropies[i];
    }
    return new Along(new Utilities(utilities), TreeOrder.of(vectors, seed));
  }
}
