package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Along;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.vector.ContentOrder;
import dev.assay.sampling.vector.Neighbours;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.TreeOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates of which the model says otherwise than of their neighbours: 1 - exp(-s), s the
 * mean over the {@link #NEIGHBOURS} nearest candidates of half the symmetric Kullback-Leibler
 * divergence of the class probabilities. Those that nothing is known of are as the others on
 * average. Of several labels each is a question of its own, and divergences add up.
 *
 * <p>Margatina, Vernikos, Barrault and Aletras (2021), "Active learning by acquiring contrastive
 * examples" (CAL), algorithm 1, with neighbours among the candidates and the symmetric divergence,
 * as DeepCore (Guo, Zhao and Bai 2022) has it. The draw runs along the tree ({@link TreeOrder}).
 */
public final class Contrastive implements Strategy {
  /** Neighbours of each. */
  static final int NEIGHBOURS = 10;

  @Override
  public String name() {
    return "contrastive";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "what the model answers otherwise than of its neighbours",
        "Margatina et al. 2021",
        "as neighbour-density");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.SCORES, Need.VECTORS);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Points vectors = candidates.vectors();
    ScoreView scores = candidates.scores();
    int[] units = Arrays.stream(ContentOrder.of(vectors, seed)).filter(scores::has).toArray();
    Neighbours neighbours = Neighbours.of(vectors, units, NEIGHBOURS, seed);
    double[] utilities = new double[vectors.count()];
    Arrays.fill(utilities, -1);
    float[] own = new float[scores.classCount()];
    float[] other = new float[own.length];
    double sum = 0;
    for (int place = 0; place < units.length; place++) {
      scores.copyProbabilities(units[place], own);
      double divergence = 0;
      int count = 0;
      for (int rank = 0; rank < NEIGHBOURS && neighbours.neighbour(place, rank) >= 0; rank++) {
        scores.copyProbabilities(units[neighbours.neighbour(place, rank)], other);
        divergence += Divergence.symmetric(own, other, scores.isMultiLabel());
        count++;
      }
      double utility = count == 0 ? 0 : 1 - StrictMath.exp(-divergence / count);
      utilities[units[place]] = utility;
      sum += utility;
    }
    double mean = units.length == 0 ? 1 : sum / units.length;
    Arrays.setAll(utilities, i -> utilities[i] < 0 ? mean : utilities[i]);
    return new Along(new Utilities(utilities), TreeOrder.of(vectors, seed));
  }
}
