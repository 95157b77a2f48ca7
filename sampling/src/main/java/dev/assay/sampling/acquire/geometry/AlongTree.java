package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Along;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.vector.TreeOrder;
import java.util.EnumSet;
import java.util.Set;

/**
 * Another strategy's selection, drawn along a tree of the embeddings ({@link TreeOrder}):
 * candidates that lie together exclude one another, and each keeps the probability that the
 * strategy gives it. Those without an embedding come last.
 */
public final class AlongTree implements Strategy {
  /** What the name of a strategy ends in that is drawn along the tree. */
  public static final String SUFFIX = "-spread";

  private final Strategy strategy;

  /** Another strategy, drawn along the tree. */
  public AlongTree(Strategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public String name() {
    return strategy.name() + SUFFIX;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "as "
            + strategy.name()
            + "; the draw runs along a tree of the embeddings, so that neighbours exclude one"
            + " another",
        "Verma, Kpotufe and Dasgupta 2009",
        "N D log N");
  }

  @Override
  public Set<Need> needs() {
    return with(strategy.needs());
  }

  @Override
  public Set<Need> uses() {
    return with(strategy.uses());
  }

  private static Set<Need> with(Set<Need> needs) {
    EnumSet<Need> all = EnumSet.of(Need.VECTORS);
    all.addAll(needs);
    return all;
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    return new Along(
        strategy.select(candidates, drawCount, seed), TreeOrder.of(candidates.vectors(), seed));
  }
}
