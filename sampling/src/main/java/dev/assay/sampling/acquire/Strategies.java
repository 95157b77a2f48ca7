package dev.assay.sampling.acquire;

import dev.assay.sampling.acquire.ensemble.Bald;
import dev.assay.sampling.acquire.ensemble.BatchBald;
import dev.assay.sampling.acquire.ensemble.ConsensusEntropy;
import dev.assay.sampling.acquire.ensemble.ConsensusKl;
import dev.assay.sampling.acquire.ensemble.VariationRatio;
import dev.assay.sampling.acquire.ensemble.VoteEntropy;
import dev.assay.sampling.acquire.geometry.AlongTree;
import dev.assay.sampling.acquire.geometry.BallCover;
import dev.assay.sampling.acquire.geometry.CellsFirst;
import dev.assay.sampling.acquire.geometry.ContextualDiversity;
import dev.assay.sampling.acquire.geometry.Contrastive;
import dev.assay.sampling.acquire.geometry.Craig;
import dev.assay.sampling.acquire.geometry.FacilityLocation;
import dev.assay.sampling.acquire.geometry.GraphCut;
import dev.assay.sampling.acquire.geometry.InformationDensity;
import dev.assay.sampling.acquire.geometry.KCenter;
import dev.assay.sampling.acquire.geometry.KernelHerding;
import dev.assay.sampling.acquire.geometry.MaxHerding;
import dev.assay.sampling.acquire.geometry.NeighbourDensity;
import dev.assay.sampling.acquire.geometry.QueryByCells;
import dev.assay.sampling.acquire.geometry.RankedBatch;
import dev.assay.sampling.acquire.geometry.TypicalClusters;
import dev.assay.sampling.acquire.geometry.UncertaintyHerding;
import dev.assay.sampling.acquire.gradient.Badge;
import dev.assay.sampling.acquire.gradient.ExpectedGradientLength;
import dev.assay.sampling.acquire.gradient.GradientNorm;
import dev.assay.sampling.acquire.phase.ExpectedErrorReduction;
import dev.assay.sampling.acquire.phase.TwoPhase;
import dev.assay.sampling.acquire.score.AcrossLabels;
import dev.assay.sampling.acquire.score.Entropy;
import dev.assay.sampling.acquire.score.Gini;
import dev.assay.sampling.acquire.score.LeastConfidence;
import dev.assay.sampling.acquire.score.Margin;
import dev.assay.sampling.acquire.score.Ratio;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every strategy there is. */
public final class Strategies {
  private static final List<Strategy> ALL =
      List.of(
          new RandomStrategy(), //
          new LeastConfidence(),
          new Margin(),
          new Entropy(),
          new Gini(),
          new Ratio(),
          AcrossLabels.max(new Margin()),
          AcrossLabels.micro(new Margin()),
          AcrossLabels.max(new Entropy()),
          AcrossLabels.micro(new Entropy()),
          AcrossLabels.max(new Gini()),
          AcrossLabels.micro(new Gini()),
          AcrossLabels.max(new Ratio()),
          AcrossLabels.micro(new Ratio()),
          new VoteEntropy(),
          new ConsensusEntropy(),
          new ConsensusKl(),
          new VariationRatio(),
          new Bald(),
          new BatchBald(),
          new GradientNorm(),
          new ExpectedGradientLength(),
          new Badge(),
          new KCenter(),
          new AlongTree(new Margin()),
          new MaxHerding(),
          new UncertaintyHerding(),
          new FacilityLocation(),
          new GraphCut(),
          new KernelHerding(),
          new CellsFirst(),
          new TypicalClusters(),
          new BallCover(),
          new InformationDensity(),
          new RankedBatch(),
          new QueryByCells(),
          new NeighbourDensity(),
          new Contrastive(),
          new ContextualDiversity(),
          new Craig(),
          new ExpectedErrorReduction(),
          new TwoPhase(),
          new TwoPhase(TwoPhase.MEASURING, 1));

  private Strategies() {}

  /** All of them, the simplest first. */
  public static List<Strategy> all() {
    return ALL;
  }

  /** The names that policies can use, in alphabetical order. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    ALL.forEach(strategy -> names.add(strategy.name()));
    return names;
  }

  /**
   * The strategy of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Strategy named(String name) {
    return ALL.stream()
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no strategy \"" + name + "\"; there are " + names()));
  }
}
