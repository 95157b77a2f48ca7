package dev.assay.sampling.acquire;

import dev.assay.sampling.design.strata.Strata;
import java.util.List;
import java.util.Set;

/**
 * A strategy under quotas: what it selects is drawn stratum by stratum; see {@link Quotas}. It
 * keeps the strategy's name and needs.
 *
 * @param strategy that selects
 * @param strata of the candidates that it will be given
 * @param targets of the strata
 */
public record WithinQuotas(Strategy strategy, Strata strata, QuotaTargets targets)
    implements Strategy {

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
    return strategy.uses();
  }

  @Override
  public List<Part> parts(Candidates candidates, int drawCount, long seed) {
    return strategy.parts(candidates, drawCount, seed);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    return new Quotas(strategy.select(candidates, drawCount, seed), strata, targets);
  }
}
