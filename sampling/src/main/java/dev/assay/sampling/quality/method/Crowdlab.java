package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * A model's probabilities as one more voter, each voter weighed by how often they are right
 * (CROWDLAB: Goh, Tkachenko and Mueller, "CROWDLAB: Supervised learning to infer consensus labels
 * and quality scores for data with multiple annotators", 2022, section 3).
 *
 * <p>Let P be the mean, over items with several votes, of the share of votes for the consensus. A
 * vote for l stands for the distribution with P at l and (1 - P)/(K - 1) elsewhere. The probability
 * of a class is the weighted mean of the model's and of those of the votes. Weights compare errors
 * with those of always answering the most common class, e_0: w_a = 1 - (1 - agreement of a with
 * other annotators) / e_0, and w_M = (1 - (error of the model against the consensus) / e_0)
 * sqrt(mean votes an item), none below {@link #LEAST_WEIGHT}. Beginning with the majority as
 * consensus, where ties go to the class that the model finds likelier, this is done twice: the
 * first probabilities give the consensus of the second.
 *
 * <p>Sparse: time and memory go with votes and items x classes, not with items x annotators.
 */
public record Crowdlab() implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "crowdlab";

  /** Weights and errors are kept at least this large. */
  public static final double LEAST_WEIGHT = 1e-6;

  @Override
  public String name() {
    return NAME;
  }

  /**
   * What the votes and the model are worth.
   *
   * @param agreement P, the mean share of votes for the consensus
   * @param model weight of the model
   * @param annotator weight of each annotator
   */
  public record Weights(double agreement, double model, double[] annotator) {}

  @Override
  public Verdicts fit(Evidence evidence) {
    float[] model = evidence.model();
    if (model == null) {
      throw new InvalidVotesException(
          Reason.MODEL_MISSING, "crowdlab needs a model's probabilities; give them or use auto");
    }
    double[] posterior = posterior(evidence, model, weights(evidence));
    VoteTable votes = evidence.votes();
    ClassProbabilities probabilities = ClassProbabilities.dense(posterior, votes.classCount());
    return Verdicts.of(
        NAME,
        votes,
        probabilities,
        Posteriors.classShares(evidence, posterior, 0),
        AnnotatorQuality.of(votes, probabilities));
  }

  /** The weights that the second pass uses. */
  public static Weights weights(Evidence evidence) {
    float[] model = evidence.model();
    if (model == null) {
      throw new InvalidVotesException(
          Reason.MODEL_MISSING, "crowdlab needs a model's probabilities; give them or use auto");
    }
    double[] others = agreementWithOthers(evidence.votes());
    Signatures signatures = new Signatures(evidence);
    Weights first = weights(evidence, model, majority(evidence, model, signatures), others);
    int[] consensus = Posteriors.consensus(evidence, posterior(evidence, model, first), signatures);
    return weights(evidence, model, consensus, others);
  }

  /** The majority; ties go to the class that the model finds likelier, then by the tie rule. */
  private static int[] majority(Evidence evidence, float[] model, Signatures signatures) {
    double[] shares = Posteriors.shares(evidence);
    int classes = evidence.votes().classCount();
    for (int row = 0; row < shares.length; row += classes) {
      if (!Float.isNaN(model[row])) {
        // A model's probability counts for less than the least difference of two shares.
        double least = 0.5 / (1 + evidence.votes().votesOn(row / classes));
        for (int at = row; at < row + classes; at++) {
          shares[at] += model[at] * least;
        }
      }
    }
    return Posteriors.consensus(evidence, shares, signatures);
  }

  /** Of each annotator's votes compared with every other vote on the same item, the share equal. */
  private static double[] agreementWithOthers(VoteTable votes) {
    double[] agreeing = new double[votes.annotatorCount()];
    double[] compared = new double[agreeing.length];
    int[] given = new int[votes.classCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      int from = votes.start(item);
      int to = votes.start(item + 1);
      for (int vote = from; vote < to; vote++) {
        given[votes.label(vote)]++;
      }
      for (int vote = from; vote < to; vote++) {
        agreeing[votes.annotator(vote)] += given[votes.label(vote)] - 1;
        compared[votes.annotator(vote)] += to - from - 1;
      }
      for (int vote = from; vote < to; vote++) {
        given[votes.label(vote)] = 0;
      }
    }
    SumGrid grid = SumGrid.upTo(agreeing.length);
    double sum = 0;
    int count = 0;
    for (int who = 0; who < agreeing.length; who++) {
      if (compared[who] > 0) {
        agreeing[who] /= compared[who];
        sum += grid.round(agreeing[who]);
        count++;
      }
    }
    for (int who = 0; who < agreeing.length; who++) {
      agreeing[who] = compared[who] > 0 ? agreeing[who] : count > 0 ? sum / count : 1;
    }
    return agreeing;
  }

  private static Weights weights(
      Evidence evidence, float[] model, int[] consensus, double[] agreementWithOthers) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    int[] frequency = new int[classes];
    int several = 0;
    int voted = 0;
    int judged = 0;
    int modelWrong = 0;
    SumGrid grid = SumGrid.upTo(votes.itemCount());
    double agreement = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      int count = votes.votesOn(item);
      voted += count > 0 ? 1 : 0;
      if (count > 1) {
        several++;
        frequency[consensus[item]]++;
        int agreeing = 0;
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          agreeing += votes.label(vote) == consensus[item] ? 1 : 0;
        }
        agreement += grid.round((double) agreeing / count);
        if (!Float.isNaN(model[item * classes])) {
          judged++;
          modelWrong += isLikeliest(model, item * classes, classes, consensus[item]) ? 0 : 1;
        }
      }
    }
    int common = Arrays.stream(frequency).max().orElse(0);
    double chanceError =
        Math.max(LEAST_WEIGHT, several == 0 ? 0 : (double) (several - common) / several);
    double modelError = judged == 0 ? 1 : (double) modelWrong / judged;
    double meanVotes = (double) votes.voteCount() / Math.max(1, voted);
    double modelWeight =
        Math.max(LEAST_WEIGHT, 1 - modelError / chanceError) * StrictMath.sqrt(meanVotes);
    double[] weight = new double[agreementWithOthers.length];
    Arrays.setAll(
        weight, who -> Math.max(LEAST_WEIGHT, 1 - (1 - agreementWithOthers[who]) / chanceError));
    return new Weights(several == 0 ? 1 : agreement / several, modelWeight, weight);
  }

  /** Whether a model finds a class likelier than every other one. */
  private static boolean isLikeliest(float[] model, int row, int classes, int named) {
    boolean isLikeliest = true;
    for (int label = 0; label < classes; label++) {
      isLikeliest &= label == named || model[row + label] < model[row + named];
    }
    return isLikeliest;
  }

  /** The probabilities of the classes under given weights. */
  static double[] posterior(Evidence evidence, float[] model, Weights weights) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] posterior = new double[model.length];
    ItemChunks.of(votes, 1)
        .run(
            (chunk, from, to) -> {
              for (int item = from; item < to; item++) {
                row(evidence, model, weights, posterior, item, classes);
              }
            });
    return posterior;
  }

  private static void row(
      Evidence evidence,
      float[] model,
      Weights weights,
      double[] posterior,
      int item,
      int classes) {
    VoteTable votes = evidence.votes();
    int row = item * classes;
    if (evidence.known(item) >= 0) {
      posterior[row + evidence.known(item)] = 1;
      return;
    }
    double other = (1 - weights.agreement()) / (classes - 1);
    boolean hasModel = !Float.isNaN(model[row]);
    SumGrid grid = SumGrid.upTo(votes.votesOn(item));
    double total = 0;
    for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
      double weight = grid.round(weights.annotator()[votes.annotator(vote)]);
      total += weight;
      posterior[row + votes.label(vote)] += weight;
    }
    double everywhere = total * other;
    total += hasModel ? weights.model() : 0;
    for (int at = row; at < row + classes; at++) {
      double voted = posterior[at] * (weights.agreement() - other) + everywhere;
      double sum = voted + (hasModel ? weights.model() * model[at] : 0);
      posterior[at] = total > 0 ? sum / total : 1.0 / classes;
    }
  }
}
