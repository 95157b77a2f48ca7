package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.vector.ContentOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Prefers candidates whose label would make a model surest of the others: by how much the mean
 * entropy of its answers is expected to fall, over the labels as the model expects them, from 0 for
 * the least of the considered candidates to 1 for the greatest. The model is a logistic regression
 * on the embeddings of what is labelled, and stands for the pipeline's.
 *
 * <p>Roy and McCallum (2001), "Toward optimal active learning through sampling estimation of error
 * reduction", equation 4 (log loss). They train a model for every candidate and label; here it
 * takes a step from the one there is ({@link OneMoreLabel}).
 *
 * <p>Work is bounded: {@link #MAX_UNITS} candidates, drawn at random, are considered and looked at
 * afterwards, fewer by {@link #MAX_STEPS} where there are many classes; the others keep the floor.
 * A label is one of the {@link ExpectedEntropy#MAX_LABELS} most probable. Before two different
 * answers are known all are alike.
 */
public final class ExpectedErrorReduction implements Strategy {
  /** Candidates that are considered. */
  static final int MAX_UNITS = 512;

  /** Numbers that are multiplied, or powers that are taken, at most: some five seconds. */
  static final long MAX_STEPS = 1L << 32;

  /** Multiplications that take as long as one label's share of a logit. */
  private static final int STEPS_OF_A_LABEL = 32;

  @Override
  public String name() {
    return "expected-error-reduction";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "labels that make a learner of its own surest of the other candidates",
        "Roy and McCallum 2001",
        "M^2 K D for M candidates, at most 512, and D of at most 128 directions");
  }

  @Override
  public Set<Need> needs() {
    return EnumSet.of(Need.VECTORS, Need.CLASSES);
  }

  @Override
  public Set<Need> uses() {
    return EnumSet.of(Need.SCORES, Need.VECTORS, Need.CLASSES);
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    Answers answers = Answers.of(candidates, seed);
    double[] utilities = new double[candidates.size()];
    if (!answers.differ()) {
      Arrays.fill(utilities, 1);
      return new Utilities(utilities);
    }
    int limit = limit(candidates.vectors().dimension(), answers.classCount());
    int[] units = ContentOrder.first(candidates.vectors(), limit, seed);
    double[] falls = new ExpectedEntropy(answers, candidates.vectors(), units, seed).falls();
    double least = Arrays.stream(falls).min().orElse(0);
    double range = Arrays.stream(falls).max().orElse(0) - least;
    if (range == 0) {
      Arrays.fill(utilities, 1);
    }
    for (int place = 0; place < units.length && range > 0; place++) {
      utilities[units[place]] = (falls[place] - least) / range;
    }
    return new Utilities(utilities);
  }

  /** How many candidates are considered. */
  static int limit(int dimension, int classCount) {
    int labels = Math.min(ExpectedEntropy.MAX_LABELS, classCount);
    int directions = Math.min(OneMoreLabel.MAX_DIRECTIONS, dimension) + 1;
    double each = (double) classCount * (directions + labels * STEPS_OF_A_LABEL);
    return (int) Math.min(MAX_UNITS, Math.sqrt(MAX_STEPS / each));
  }
}
