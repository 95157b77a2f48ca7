package dev.assay.bench.error;

import dev.assay.bench.trial.Pool;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;

/**
 * Predictions of which some are wrong.
 *
 * @param metric what the error rate is called
 * @param score what {@code beliefs} are called
 * @param errors 1 where the prediction is wrong, else 0
 * @param beliefs g: how probable an error was thought to be, in [0, 1]
 * @param uncertainty u: one less the probability of the predicted class, which the published
 *     proposals are powers of
 * @param strata the published partition
 * @param scoreStrata a partition by u alone, for methods that ask for one
 * @param coordinates the first principal components of the features, or {@code {u}} where there are
 *     no features: one array of all items for each
 * @param proposalPower the published power of u
 * @param classCount the number of classes of the predictions
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record ErrorPool(
    String metric,
    String score,
    double[] errors,
    double[] beliefs,
    double[] uncertainty,
    Strata strata,
    Strata scoreStrata,
    double[][] coordinates,
    double proposalPower,
    int classCount)
    implements Pool {
  /** The error rate of the usual pool of a data set. */
  public static final String METRIC = "error";

  @Override
  public int units() {
    return errors.length;
  }

  @Override
  public double truth() {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return sum / errors.length;
  }

  /** The sum of the beliefs. */
  public double beliefTotal() {
    double sum = 0;
    for (double belief : beliefs) {
      sum += belief;
    }
    return sum;
  }

  /** The same items with other beliefs. */
  public ErrorPool believing(String otherScore, double[] otherBeliefs) {
    return new ErrorPool(
        metric,
        otherScore,
        errors,
        otherBeliefs,
        uncertainty,
        strata,
        scoreStrata,
        coordinates,
        proposalPower,
        classCount);
  }

  /** The same pool after some predictions have become wrong and no score noticed. */
  public ErrorPool drifted(double rate, long seed) {
    SeededStream random = new SeededStream(seed);
    double[] drifted = errors.clone();
    for (int i = 0; i < drifted.length; i++) {
      if (random.nextUnit() < rate) {
        drifted[i] = 1;
      }
    }
    return new ErrorPool(
        metric,
        score,
        drifted,
        beliefs,
        uncertainty,
        strata,
        scoreStrata,
        coordinates,
        proposalPower,
        classCount);
  }
}
