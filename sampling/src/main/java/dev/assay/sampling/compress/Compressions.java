package dev.assay.sampling.compress;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import java.util.ArrayList;
import java.util.List;

/** The ways to compress a training set, each with its defaults. */
public final class Compressions {
  private Compressions() {}

  /** All of them, the default first; DQAS, which is told fractions, apart. */
  public static List<Compression> all() {
    List<Compression> all = new ArrayList<>();
    all.add(new GrownSubset());
    all.add(new RandomSubset());
    all.add(new DatasetQuantisation());
    for (Strategy strategy : Strategies.all()) {
      if (StrategySubset.suits(strategy)) {
        all.add(new StrategySubset(strategy));
      }
    }
    return all;
  }
}
