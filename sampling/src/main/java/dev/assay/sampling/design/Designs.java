package dev.assay.sampling.design;

import dev.assay.sampling.design.StratifiedSampling.Rule;
import java.util.List;
import java.util.Optional;

/** All one-shot designs, by name: a new design is a new line here. */
public final class Designs {

  /** What is drawn when nothing else is asked for. */
  public static final Design DEFAULT = new OrderedPivotal();

  private static final List<Design> ALL =
      List.of(
          DEFAULT,
          new UniformWithoutReplacement(),
          new UniformWithReplacement(),
          new StratifiedSampling(Rule.PROPORTIONAL),
          new StratifiedSampling(Rule.EQUAL),
          new StratifiedSampling(Rule.NEYMAN),
          new StratifiedSampling(Rule.COST),
          new ImportanceSampling(),
          new StratifiedImportanceSampling(),
          new PoissonSampling(),
          new RandomOrderPivotal(),
          new StratifiedPivotal(),
          new SystematicSampling(),
          new SampfordSampling(),
          new ConditionalPoisson(),
          new LocalPivotal(),
          new CubeSampling(),
          new LocalCube(),
          new CoordinatedPoisson(),
          new PrioritySampling());

  private Designs() {}

  /** All of them, the default first. */
  public static List<Design> all() {
    return ALL;
  }

  /** The design of a name, or nothing. */
  public static Optional<Design> named(String name) {
    return ALL.stream().filter(design -> design.name().equals(name)).findFirst();
  }
}
