package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/**
 * PPI++ for a mean: lambda mean_U f + mean_L (Y - lambda f), labels drawn at random.
 *
 * <p>The power-tuned lambda is Cov_L(Y, f)/((1 + n/N) Var_{L and U}(f)), clipped to [0, 1], with
 * the covariance by 1/n and the variance by 1/(n + N - 1); the variance of the estimate is lambda^2
 * Var_U(f)/N + Var_L(Y - lambda f)/n. Its target is the superpopulation that labelled and
 * unlabelled units come from. Source: Angelopoulos, Duchi and Zrnic (2023), "PPI++: efficient
 * prediction-powered inference".
 */
public final class PredictionPowered implements MeanEstimator {
  @Override
  public String name() {
    return "ppi++";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    Control control = sample.control(name());
    double[] label = sample.values();
    double[] predicted = new double[label.length];
    for (int i = 0; i < label.length; i++) {
      predicted[i] = control.labelled(i);
    }
    double[] unlabelled = control.unlabelled();
    return estimate(label, predicted, unlabelled, lambda(label, predicted, unlabelled));
  }

  /** With a lambda of the caller's: 1 is classical prediction-powered inference, 0 the mean. */
  public MeanEstimate estimate(
      double[] label, double[] predicted, double[] unlabelled, double lambda) {
    check(label, predicted, unlabelled);
    double[] residual = new double[label.length];
    for (int i = 0; i < label.length; i++) {
      residual[i] = label[i] - lambda * predicted[i];
    }
    double mean = lambda * mean(unlabelled) + mean(residual);
    double variance =
        lambda * lambda * spread(unlabelled) / unlabelled.length
            + spread(residual) / residual.length;
    return new MeanEstimate(mean, variance, label.length, name());
  }

  /** The tuned lambda; 0 where the predictions do not vary. */
  public static double lambda(double[] label, double[] predicted, double[] unlabelled) {
    check(label, predicted, unlabelled);
    double labelMean = mean(label);
    double predictedMean = mean(predicted);
    double covariance = 0;
    for (int i = 0; i < label.length; i++) {
      covariance += (label[i] - labelMean) * (predicted[i] - predictedMean) / label.length;
    }
    int all = label.length + unlabelled.length;
    double center = (predictedMean * label.length + mean(unlabelled) * unlabelled.length) / all;
    double squares = squaresAbout(predicted, center) + squaresAbout(unlabelled, center);
    double ratio = (double) label.length / unlabelled.length;
    double tuned = covariance / ((1 + ratio) * (squares / (all - 1)));
    return squares > 0 ? Math.min(1, Math.max(0, tuned)) : 0;
  }

  private static void check(double[] label, double[] predicted, double[] unlabelled) {
    Require.anyLabel(label.length);
    Require.sameLength("predicted", predicted.length, label.length);
    if (unlabelled.length == 0) {
      throw new InvalidInputException(
          "unlabelled", "is empty; with every unit labelled take the mean of the labels");
    }
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  private static double spread(double[] x) {
    return squaresAbout(x, mean(x)) / x.length;
  }

  private static double squaresAbout(double[] x, double center) {
    double sum = 0;
    for (double value : x) {
      sum += (value - center) * (value - center);
    }
    return sum;
  }
}
