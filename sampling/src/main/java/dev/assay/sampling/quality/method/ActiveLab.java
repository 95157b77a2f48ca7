package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * How little another vote is needed, for items with and without votes on one scale (Goh and
 * Mueller, "ActiveLab: active learning with re-labeling by multiple annotators", 2023, section 3):
 * the lower the score, the more is a vote worth.
 *
 * <p>An item with votes scores (W q + w / K) / (W + w): q the probability of its consensus by
 * {@link Crowdlab}, W the sum of the weights of the model and of those who voted, w the mean weight
 * of the annotators. One without scores (w_M p + w / K) / (w_M + w), p the model's greatest
 * probability. Where no item has two votes nothing is known of weights: all of them are 1, and q is
 * what the model says of the vote. cleanlab's implementation first scales the model's probabilities
 * by a temperature; here they are taken as they are.
 */
public final class ActiveLab {
  private ActiveLab() {}

  /** The score of each item, in [0, 1]. */
  public static double[] scores(Evidence evidence) {
    float[] model = evidence.model();
    if (model == null) {
      throw new InvalidVotesException(
          Reason.MODEL_MISSING, "the scores need a model's probabilities; give them");
    }
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    boolean compared = false;
    for (int item = 0; item < votes.itemCount(); item++) {
      compared |= votes.votesOn(item) > 1;
    }
    Crowdlab.Weights weights =
        compared ? Crowdlab.weights(evidence) : equal(votes.annotatorCount());
    double meanWeight = Arrays.stream(weights.annotator()).average().orElse(1);
    double[] posterior = Crowdlab.posterior(evidence, model, weights);
    int[] consensus =
        Posteriors.consensus(
            evidence, compared ? posterior : Posteriors.shares(evidence), new Signatures(evidence));
    double[] scores = new double[votes.itemCount()];
    for (int item = 0; item < scores.length; item++) {
      double weight = weights.model();
      int row = item * classes;
      double certainty = compared ? posterior[row + consensus[item]] : model[row + consensus[item]];
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        weight += weights.annotator()[votes.annotator(vote)];
      }
      if (votes.votesOn(item) == 0) {
        certainty = 0;
        for (int label = 0; label < classes; label++) {
          certainty = Math.max(certainty, model[row + label]);
        }
      }
      scores[item] = (weight * certainty + meanWeight / classes) / (weight + meanWeight);
    }
    return scores;
  }

  private static Crowdlab.Weights equal(int annotators) {
    double[] one = new double[annotators];
    Arrays.fill(one, 1);
    return new Crowdlab.Weights(1, 1, one);
  }
}
