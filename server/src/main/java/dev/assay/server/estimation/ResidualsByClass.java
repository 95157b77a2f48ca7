package dev.assay.server.estimation;

import java.util.Arrays;

/**
 * How much of the variance of what the labels say beyond what was believed (wrong or not, less the
 * belief) lies between the predicted classes: R squared of an analysis of variance.
 *
 * @param explained R squared less what chance explains, (K - 1)/(n - 1), at most 1
 * @param chance the standard deviation of R squared where there is no difference, as of normal
 *     residuals: sqrt(2 (K - 1)(n - K)/((n - 1)^2 (n + 1)))
 * @param labelCount n
 * @param worstClass the predicted class whose mean is the largest
 */
record ResidualsByClass(double explained, double chance, int labelCount, int worstClass) {

  /** Of an estimate's labels. */
  static ResidualsByClass of(Explanation explanation) {
    int classes = 1;
    for (int i = 0; i < explanation.labelCount(); i++) {
      classes = Math.max(classes, explanation.item(i).predictedClass() + 1);
    }
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < explanation.labelCount(); i++) {
      int predicted = Math.max(explanation.item(i).predictedClass(), 0);
      double residual = explanation.residual(i);
      sums[predicted] += residual;
      counts[predicted]++;
      sum += residual;
      squares += residual * residual;
    }
    int labels = explanation.labelCount();
    double between = -sum * sum / labels;
    double total = squares - sum * sum / labels;
    int worst = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      if (counts[k] > 0) {
        between += sums[k] * sums[k] / counts[k];
        double mean = sums[k] / counts[k];
        worst = mean > most ? k : worst;
        most = Math.max(mean, most);
      }
    }
    double groups = Arrays.stream(counts).filter(count -> count > 0).count();
    double free = Math.max(labels - 1, 1);
    double chance =
        StrictMath.sqrt(2 * (groups - 1) * (labels - groups) / (free * free * (labels + 1)));
    double share = total > 0 ? between / total : 0;
    return new ResidualsByClass(share - (groups - 1) / free, chance, labels, worst);
  }

  /** Whether chance alone would explain as much in fewer than about one of 700 cases. */
  boolean isNoChance() {
    return explained > 3 * chance;
  }
}
