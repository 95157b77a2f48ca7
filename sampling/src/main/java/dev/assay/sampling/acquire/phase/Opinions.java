package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.score.Margin;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of each candidate: how near it is to the boundary between two classes, and how
 * probably the model that is judged errs on it.
 *
 * @param margins 1 less the difference of the two greatest probabilities, in [0, 1]
 * @param errors g*, in (0, 1)
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Opinions(double[] margins, double[] errors) {
  /** Labels that the learner's opinion of an error weighs as much as the model's own from. */
  static final int EVEN_AT = 100;

  /** No probability of an error is nearer to 0 or 1. */
  static final double LEAST = 1e-3;

  private static final int CHUNK = 1024;

  /**
   * Gathers them.
   *
   * <p>Of a multi-label item both are means over its labels; it has no learner.
   *
   * <p>The boundary is that of the learner, or of the scores where there is none. The probability
   * of an error is the model's own, 1 - max p, averaged in logits with the learner's probability of
   * another answer than the model's, which weighs n / (n + {@link #EVEN_AT}) with n answers, and
   * then calibrated. Without scores the learner is the model. Where nothing is known of a candidate
   * it is as the others on average.
   *
   * @param learner trained on the answers, or null where they do not differ
   * @param calibration of what model and learner believe together
   */
  static Opinions of(
      Candidates candidates,
      Answers answers,
      @Nullable Learner learner,
      ErrorCalibration calibration,
      long seed) {
    int count = candidates.size();
    double[] margins = new double[count];
    double[] errors = new double[count];
    ScoreView scores = candidates.has(Need.SCORES) ? candidates.scores() : null;
    Arrays.fill(margins, Double.NaN);
    Arrays.fill(errors, Double.NaN);
    if (scores != null) {
      double[] own = new Margin().select(candidates, 1, seed).utilities();
      float[] row = new float[scores.classCount()];
      for (int i = 0; i < count; i++) {
        if (scores.has(i)) {
          scores.copyProbabilities(i, row);
          margins[i] = own[i];
          errors[i] = scores.isMultiLabel() ? labelError(row) : 1 - row[greatest(row)];
        }
      }
    }
    if (learner != null) {
      double share = share(answers);
      Points vectors = candidates.vectors();
      Chunks.forEach(
          count,
          CHUNK,
          (from, to) -> {
            double[] embedding = new double[vectors.dimension()];
            double[] p = new double[learner.classCount()];
            float[] row = new float[scores == null ? 0 : scores.classCount()];
            for (int i = from; i < to; i++) {
              if (vectors.has(i)) {
                vectors.copy(i, embedding);
                learner.probabilities(embedding, p);
                margins[i] = margin(p);
                if (scores != null && scores.has(i)) {
                  scores.copyProbabilities(i, row);
                  double blended = blended(errors[i], 1 - p[greatest(row)], share);
                  errors[i] = calibration.applied(blended);
                } else if (scores == null) {
                  errors[i] = 1 - Arrays.stream(p).max().orElseThrow();
                }
              }
            }
          });
    }
    fill(margins, 1);
    fill(errors, .5);
    for (int i = 0; i < count; i++) {
      errors[i] = inside(errors[i]);
    }
    return new Opinions(margins, errors);
  }

  /** The mean over the labels of a multi-label item of the probability that the model errs. */
  private static double labelError(float[] row) {
    double sum = 0;
    for (float probability : row) {
      sum += Math.min(probability, 1 - probability);
    }
    return sum / row.length;
  }

  private static int greatest(float[] row) {
    int greatest = 0;
    for (int k = 1; k < row.length; k++) {
      greatest = row[k] > row[greatest] ? k : greatest;
    }
    return greatest;
  }

  private static double margin(double[] p) {
    double first = 0;
    double second = 0;
    for (double probability : p) {
      if (probability > first) {
        second = first;
        first = probability;
      } else if (probability > second) {
        second = probability;
      }
    }
    return Math.min(1, 1 - (first - second));
  }

  /** What the learner's opinion of an error weighs beside the model's own. */
  static double share(Answers answers) {
    return (double) answers.count() / (answers.count() + EVEN_AT);
  }

  /** The mean in logits. */
  static double blended(double own, double learners, double share) {
    return probability((1 - share) * logit(inside(own)) + share * logit(inside(learners)));
  }

  static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  private static double inside(double probability) {
    return Math.min(Math.max(probability, LEAST), 1 - LEAST);
  }

  static double logit(double probability) {
    return StrictMath.log(probability / (1 - probability));
  }

  /**
   * Gives those that nothing is known of the mean of the others, or a value where there is none.
   */
  private static void fill(double[] values, double otherwise) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double mean = known.length == 0 ? otherwise : Arrays.stream(known).sum() / known.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? mean : values[i];
    }
  }
}
