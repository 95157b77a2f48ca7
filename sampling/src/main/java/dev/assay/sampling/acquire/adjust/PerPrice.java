package dev.assay.sampling.acquire.adjust;

import dev.assay.sampling.acquire.Along;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Priced;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Streams;
import dev.assay.sampling.acquire.Utilities;
import java.util.EnumSet;
import java.util.Set;

/**
 * Another strategy per micro-unit: what it finds useful, over what a label costs.
 *
 * <p>Utilities are divided by the price before they are sharpened. Of a batch, each chosen
 * candidate has its probability divided by its price. Streams, which also measure, are divided by
 * the square root: an estimate varies least for the money with probabilities proportional to the
 * standard deviation over the root of the cost. A price of 0 counts as one millionth. Where prices
 * are not known it is the other strategy. What is drawn at random by the floor is drawn whatever it
 * costs.
 *
 * <p>Settles, Craven and Friedland (2008), "Active learning with real annotation costs", section 5
 * (utility over cost); Cochran (1977), "Sampling techniques", equation 5.23 (the root).
 */
public final class PerPrice implements Strategy {
  private final Strategy strategy;

  /** Another strategy, per micro-unit. */
  public PerPrice(Strategy strategy) {
    this.strategy = strategy;
  }

  /** The other strategy's. */
  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Profile profile() {
    Profile other = strategy.profile();
    return new Profile(
        other.prefers() + ", per price",
        other.source() + "; Settles, Craven and Friedland 2008",
        other.cost() + "; N");
  }

  @Override
  public Set<Need> needs() {
    return strategy.needs();
  }

  @Override
  public Set<Need> uses() {
    EnumSet<Need> all = EnumSet.of(Need.PRICES);
    all.addAll(strategy.uses());
    return all;
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Selection selection = strategy.select(candidates, drawCount, seed);
    if (!candidates.has(Need.PRICES)) {
      return selection;
    }
    double[] prices = new double[candidates.size()];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Math.max(1, candidates.priceMicros(i));
    }
    return per(prices, selection);
  }

  private static Selection per(double[] prices, Selection selection) {
    if (selection instanceof Along along) {
      return new Along(per(prices, along.selection()), along.order());
    }
    if (selection instanceof Utilities) {
      return new Utilities(new Priced(selection, prices).utilities());
    }
    if (selection instanceof Streams) {
      double[] roots = new double[prices.length];
      for (int i = 0; i < roots.length; i++) {
        roots[i] = Math.sqrt(prices[i]);
      }
      return new Priced(selection, roots);
    }
    return new Priced(selection, prices);
  }
}
