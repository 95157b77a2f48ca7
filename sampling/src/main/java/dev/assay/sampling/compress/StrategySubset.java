package dev.assay.sampling.compress;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.score.AcrossLabels;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.vector.PointMatrix;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Keeps the rows that a strategy of acquisition would label first, the same share of every class,
 * class by class: the selectors that the papers on compression compare with.
 */
public final class StrategySubset implements Compression {
  private final Strategy strategy;

  /**
   * By a strategy.
   *
   * @param strategy that needs embeddings and scores at most
   */
  public StrategySubset(Strategy strategy) {
    this.strategy = strategy;
  }

  /** Whether a strategy is for one class a row, and needs no more than what labelled rows have. */
  public static boolean suits(Strategy strategy) {
    Set<Need> needs = strategy.needs();
    return !needs.isEmpty()
        && !(strategy instanceof AcrossLabels)
        && EnumSet.of(Need.SCORES, Need.VECTORS).containsAll(needs);
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public String summary() {
    return strategy.profile().prefers() + " (" + strategy.profile().source() + ")";
  }

  @Override
  public KeptRows keep(TrainingRows rows, int count, long seed) {
    if (strategy.needs().contains(Need.SCORES) && rows.scores() == null) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.AUXILIARY_MISSING,
          name() + " looks at scores, and there are none of these rows: publish some");
    }
    int[] sizes = rows.labelled().sizes();
    int[] counts = ClassQuota.of(Arrays.stream(sizes).asDoubleStream().toArray(), sizes, count);
    int[] kept =
        IntStream.range(0, counts.length)
            .filter(label -> counts[label] > 0)
            .flatMap(label -> Arrays.stream(ofClass(rows, label, counts[label], seed)))
            .sorted()
            .toArray();
    return KeptRows.even(kept);
  }

  private int[] ofClass(TrainingRows rows, int label, int count, long seed) {
    int[] members = rows.labelled().members(label);
    double[] utilities = strategy.select(new Members(rows, members), count, seed).utilities();
    return IntStream.range(0, members.length)
        .boxed()
        .sorted((a, b) -> Double.compare(utilities[b], utilities[a]))
        .limit(count)
        .mapToInt(place -> members[place])
        .toArray();
  }

  /** The rows of one class, as strategies see candidates; nothing is labelled beside them. */
  private record Members(TrainingRows rows, int[] members) implements Candidates {

    @Override
    public int size() {
      return members.length;
    }

    @Override
    public boolean has(Need need) {
      return need == Need.VECTORS || (need == Need.SCORES && rows.scores() != null);
    }

    @Override
    public ScoreView scores() {
      ScoreView scores = rows.scores();
      if (scores == null) {
        throw new IllegalStateException("the strategy did not say that it needs scores");
      }
      return new MemberScores(scores, members);
    }

    @Override
    public Points vectors() {
      LabelledRows labelled = rows.labelled();
      double[][] points = new double[members.length][labelled.features().dimension()];
      for (int k = 0; k < points.length; k++) {
        labelled.features().copy(members[k], points[k]);
      }
      return PointMatrix.of(points);
    }

    @Override
    public Points labelledVectors() {
      return new NoPoints(rows.labelled().features().dimension());
    }

    @Override
    public int[] labelledClasses() {
      return new int[0];
    }
  }

  private record NoPoints(int dimension) implements Points {

    @Override
    public int count() {
      return 0;
    }

    @Override
    public boolean has(int point) {
      return false;
    }

    @Override
    public void copy(int point, double[] into) {
      throw new IndexOutOfBoundsException(point);
    }
  }

  private record MemberScores(ScoreView scores, int[] members) implements ScoreView {

    @Override
    public int size() {
      return members.length;
    }

    @Override
    public int classCount() {
      return scores.classCount();
    }

    @Override
    public boolean has(int candidate) {
      return scores.has(members[candidate]);
    }

    @Override
    public boolean isMultiLabel() {
      return scores.isMultiLabel();
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      scores.copyProbabilities(members[candidate], into);
    }
  }
}
