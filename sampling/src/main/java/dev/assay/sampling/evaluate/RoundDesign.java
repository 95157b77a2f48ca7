package dev.assay.sampling.evaluate;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Design;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.ImportanceSampling;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.PoissonSampling;
import dev.assay.sampling.design.Sample;
import dev.assay.sampling.design.StratifiedImportanceSampling;
import dev.assay.sampling.design.StratifiedSampling;
import dev.assay.sampling.design.StratifiedSampling.Rule;
import dev.assay.sampling.design.UniformWithoutReplacement;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a round draws, by name.
 *
 * <p>Every design gives each unit an inclusion probability that is known exactly, given the rounds
 * before, so that one estimator serves all: the multi-round difference. Two consequences. Designs
 * with replacement are used as the set of the units that were drawn at all: unit i, drawn with q_i
 * at each of m draws, is in it with probability 1 - (1 - q_i)^m. And the adaptive ones learn
 * between rounds, not within: their papers' estimates within a run are biased (FILA, as {@code
 * FilaSampling} explains) or consistent only, and given the rounds before, a round of theirs is a
 * stratified, an importance or a Poisson sample.
 */
public enum RoundDesign {
  /** Sorted by the error, fixed size, sizes above a floor: the default. */
  ORDERED_PIVOTAL("ordered-pivotal", new OrderedPivotal(), false, false),
  /** All units alike. */
  SIMPLE_RANDOM("simple-random", new UniformWithoutReplacement(), false, false),
  /** Strata by the error, draws in proportion to their units. */
  STRATIFIED_PROPORTIONAL(
      "stratified-proportional", new StratifiedSampling(Rule.PROPORTIONAL), true, false),
  /** Strata by the error, draws in proportion to units times deviation. */
  STRATIFIED_NEYMAN("stratified-neyman", new StratifiedSampling(Rule.NEYMAN), true, false),
  /** As Neyman's, with the deviations that the labels so far show (Guan and Koudas 2022). */
  FILA("fila", new StratifiedSampling(Rule.NEYMAN), true, true),
  /** With replacement, in proportion to size. */
  IMPORTANCE("importance", new ImportanceSampling(), false, false),
  /** The same within strata, which get draws in proportion to their units. */
  STRATIFIED_IMPORTANCE("stratified-importance", new StratifiedImportanceSampling(), true, false),
  /** As importance, with sizes that the labels so far show (Marchant and Rubinstein 2017). */
  ADAPTIVE_IMPORTANCE("adaptive-importance", new ImportanceSampling(), false, true),
  /** Each unit by itself, its probability in proportion to size, water-filled to 1. */
  POISSON("poisson", new PoissonSampling(), false, false),
  /** The same in rounds, with sizes that the labels so far show. */
  ONLINE_POISSON("online-poisson", new PoissonSampling(), false, true);

  private final String designName;

  @SuppressWarnings("ImmutableEnumChecker") // designs are stateless
  private final Design design;

  private final boolean stratified;
  private final boolean adaptive;

  RoundDesign(String designName, Design design, boolean stratified, boolean adaptive) {
    this.designName = designName;
    this.design = design;
    this.stratified = stratified;
    this.adaptive = adaptive;
  }

  /** The name that requests and records know it by. */
  public String designName() {
    return designName;
  }

  /** Whether later rounds depend on the labels of earlier ones. */
  public boolean isAdaptive() {
    return adaptive;
  }

  /** Whether every round has as many units as the budget says. */
  public SampleSize sampleSize() {
    return design.fixedSize() && !design.withReplacement() ? SampleSize.FIXED : SampleSize.RANDOM;
  }

  /** The design of a name, or nothing. */
  public static Optional<RoundDesign> named(String name) {
    return Arrays.stream(values()).filter(one -> one.designName.equals(name)).findFirst();
  }

  /**
   * Draws a round; the whole frame where the budget covers it.
   *
   * @param frame with what was learnt, where the design is adaptive
   * @param budget the number of draws, at least 1
   * @param seed of the draw
   */
  public RoundDraw draw(RoundFrame frame, int budget, long seed) {
    if (budget >= frame.units()) {
      int[] all = new int[frame.units()];
      Arrays.setAll(all, i -> i);
      new SeededStream(seed).shuffle(all);
      return new RoundDraw(all, ones(frame.units()));
    }
    Frame seen = frame.frame(stratified);
    int draws = stratified ? Math.max(budget, seen.requireStrata().count()) : budget;
    Sample sample = design.draw(seen, draws, seed);
    return design.withReplacement()
        ? new RoundDraw(distinct(sample.units()), drawnAtAll(sample, seen))
        : new RoundDraw(sample.units(), sample.inclusionProbabilities());
  }

  /** The inclusion probabilities of a round, without drawing it where that can be had. */
  public double[] inclusionProbabilities(RoundFrame frame, int budget) {
    if (budget >= frame.units()) {
      return ones(frame.units());
    }
    return switch (this) {
      case ORDERED_PIVOTAL, POISSON, ONLINE_POISSON ->
          frame.frame(false).inclusionProbabilities(budget);
      default -> draw(frame, budget, 0).inclusionProbabilities();
    };
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The first of each unit's draws, in the order of the draws. */
  private static int[] distinct(int[] units) {
    return Arrays.stream(units).distinct().toArray();
  }

  /** 1 - (1 - q)^m, of the m draws that the unit's stratum got. */
  private static double[] drawnAtAll(Sample sample, Frame frame) {
    double[] expected = sample.inclusionProbabilities();
    Strata strata = frame.strata() == null ? Strata.whole(expected.length) : frame.strata();
    double[] draws = new double[strata.count()];
    for (int i = 0; i < expected.length; i++) {
      draws[strata.stratumOf()[i]] += expected[i];
    }
    double[] probabilities = new double[expected.length];
    for (int i = 0; i < probabilities.length; i++) {
      double count = Math.rint(draws[strata.stratumOf()[i]]);
      double q = Math.min(expected[i] / count, 1);
      probabilities[i] = q == 1 ? 1 : -StrictMath.expm1(count * StrictMath.log1p(-q));
    }
    return probabilities;
  }
}
