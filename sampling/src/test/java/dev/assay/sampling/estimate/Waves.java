package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;

/** Labels of simulated waves, collected wave by wave and then estimated from. */
final class Waves {
  private final double[] z;
  private final double[] g;
  private final int[][] remainders;
  private final int[] plans;
  private final double[] variances;
  private final double[] countVariances;
  private final int[] label;
  private final int[] round;
  private final double[] pi;
  private int[] remaining;
  private int labelCount;
  private int waveCount;

  Waves(double[] z, double[] g, int waves) {
    this.z = z;
    this.g = g;
    this.remainders = new int[waves][];
    this.plans = new int[waves];
    this.variances = new double[waves];
    this.countVariances = new double[waves];
    this.label = new int[z.length];
    this.round = new int[z.length];
    this.pi = new double[z.length];
    this.remaining = SeededDraws.range(z.length);
  }

  int[] remaining() {
    return remaining;
  }

  /** Probabilities proportional to x over the remaining units, half of the wave spread evenly. */
  double[] halfFlat(double[] x, int wave) {
    double[] result = new double[x.length];
    double sum = SeededDraws.sum(x, remaining);
    for (int i : remaining) {
      result[i] = Math.min(1, 0.5 * wave / remaining.length + 0.5 * wave * x[i] / sum);
    }
    return result;
  }

  /** Records the first units of a drawn wave as served; the probabilities are those of the wave. */
  int serve(int[] drawn, int served, double[] wavePi, int planned) {
    return serve(drawn, served, 0, wavePi, planned);
  }

  /** The same, with the units drawn next served too but still without a label. */
  int serve(int[] drawn, int served, int stillOut, double[] wavePi, int planned) {
    int[] labelled = Arrays.copyOf(drawn, served);
    remainders[waveCount] = remaining;
    plans[waveCount] = planned;
    PlannedVariance variance = new PlannedVariance();
    for (int i : remaining) {
      variance.add(g[i] * (1 - g[i]), wavePi[i]);
    }
    variances[waveCount] = variance.value();
    double part = (double) served / drawn.length;
    countVariances[waveCount] = (variance.ofCount() + remaining.length) / part - remaining.length;
    int found = 0;
    for (int i : labelled) {
      label[labelCount] = i;
      round[labelCount] = waveCount;
      pi[labelCount] = wavePi[i] * served / drawn.length;
      labelCount++;
      found += z[i] > 0 ? 1 : 0;
    }
    waveCount++;
    remaining = SeededDraws.without(remaining, Arrays.copyOf(drawn, served + stillOut));
    return found;
  }

  /** The units that have a label, in the order of serving. */
  int[] labelled() {
    return Arrays.copyOf(label, labelCount);
  }

  DifferenceEstimate estimate() {
    return estimate(g);
  }

  /** With rounds weighed by the variance that they were planned with. */
  DifferenceEstimate estimateByVariance() {
    return estimate(g, variances);
  }

  /** With other beliefs than those that were there. */
  DifferenceEstimate estimate(double[] beliefs) {
    double[] unknown = new double[waveCount];
    Arrays.fill(unknown, Double.NaN);
    return estimate(beliefs, unknown);
  }

  private DifferenceEstimate estimate(double[] beliefs, double[] plannedVariances) {
    Round[] rounds = new Round[waveCount];
    Arrays.setAll(
        rounds,
        t ->
            new Round(
                remainders[t].length,
                SeededDraws.sum(beliefs, remainders[t]),
                plans[t],
                plannedVariances[t],
                countVariances[t]));
    int[] s = labelled();
    return MultiRoundDifference.estimate(
        z.length,
        rounds,
        Arrays.copyOf(round, labelCount),
        SeededDraws.pick(z, s),
        SeededDraws.pick(beliefs, s),
        Arrays.copyOf(pi, labelCount));
  }
}
