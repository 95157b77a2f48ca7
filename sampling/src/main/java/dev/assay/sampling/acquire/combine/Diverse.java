package dev.assay.sampling.acquire.combine;

import dev.assay.sampling.Require;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Distinct;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Part;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.NearDuplicates;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Another strategy's selection without near-duplicates: of candidates that {@link NearDuplicates}
 * puts into one group at most one is drawn, and {@link Distinct} keeps the probabilities exact.
 * Where no embeddings are known it is the other strategy's selection.
 */
public final class Diverse implements Strategy {
  private final Strategy strategy;
  private final double radius;

  /**
   * Another strategy without near-duplicates.
   *
   * @param radius how near two are that must not come together, over the median distance of two
   *     candidates; in [0, 1]
   */
  public Diverse(Strategy strategy, double radius) {
    this.strategy = strategy;
    Require.share(radius, "radius of near-duplicates");
    this.radius = radius;
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Profile profile() {
    return strategy.profile();
  }

  @Override
  public Set<Need> needs() {
    return strategy.needs();
  }

  @Override
  public Set<Need> uses() {
    EnumSet<Need> all = EnumSet.of(Need.VECTORS);
    all.addAll(strategy.uses());
    return all;
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Selection selection = strategy.select(candidates, drawCount, seed);
    if (!candidates.has(Need.VECTORS)) {
      return selection;
    }
    int mostInGroup = candidates.size() / drawCount;
    return new Distinct(
        selection, NearDuplicates.groups(candidates.vectors(), radius, mostInGroup, seed));
  }

  @Override
  public List<Part> parts(Candidates candidates, int drawCount, long seed) {
    return strategy.parts(candidates, drawCount, seed);
  }
}
