package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.PackedPoints;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses the batch whose gradients stand best for those of all candidates: the next is the one
 * that raises sum over x of max over chosen s of (d - |g(x) - g(s)|) most, g the gradient of the
 * loss by the logits if the model's answer were right: p - e, and d the greatest distance that
 * there can be. Candidates without scores keep the floor.
 *
 * <p>Mirzasoleiman, Bilmes and Leskovec (2020), "Coresets for data-efficient training of machine
 * learning models" (CRAIG), equation 13, with the model's answer for the label that is not known.
 */
public final class Craig extends BatchStrategy {
  /** Twice the greatest length of p - e. */
  static final float GREATEST = 2 * (float) Math.sqrt(2);

  @Override
  public String name() {
    return "craig";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "gradients that stand for all gradients",
        "Mirzasoleiman, Bilmes and Leskovec 2020",
        "M^2 K for M candidates, at most 10,000");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.SCORES);
  }

  @Override
  Points points(Candidates candidates) {
    return new Gradients(candidates.scores());
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int)
        Math.min(
            FacilityLocation.MAX_UNITS, Math.sqrt((double) FacilityLocation.MAX_STEPS / dimension));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    float[] ones = new float[units.length];
    Arrays.fill(ones, 1);
    PackedPoints points = PackedPoints.of(points(candidates), units);
    return new CoverGreedy(points, Kernel.nearerThan(GREATEST), ones).choose(drawCount);
  }

  /** p - e, with e the model's answer; of several labels each is answered by itself. */
  private record Gradients(ScoreView scores) implements Points {

    @Override
    public int count() {
      return scores.size();
    }

    @Override
    public int dimension() {
      return scores.classCount();
    }

    @Override
    public boolean has(int point) {
      return scores.has(point);
    }

    @Override
    public void copy(int point, double[] into) {
      float[] row = new float[dimension()];
      scores.copyProbabilities(point, row);
      int answer = 0;
      for (int k = 0; k < row.length; k++) {
        answer = row[k] > row[answer] ? k : answer;
      }
      for (int k = 0; k < row.length; k++) {
        boolean isAnswer = scores.isMultiLabel() ? row[k] > .5f : k == answer;
        into[k] = row[k] - (isAnswer ? 1 : 0);
      }
    }
  }
}
