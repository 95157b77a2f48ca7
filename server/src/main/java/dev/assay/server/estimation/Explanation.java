package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import dev.assay.v1.EstimatePoint;
import dev.assay.v1.LabelContribution;
import dev.assay.v1.WaveContribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An estimate of a model's errors, taken apart into its waves and labels. */
final class Explanation {
  /** The most points of a path. */
  static final int MAX_POINTS = 20;

  private final WaveSample sample;
  private final ModelErrors errors;
  private final BeliefShift shift;
  private final Evidence evidence;
  private final DifferenceEstimate estimate;

  /** Of a sample with at least one label that counts. */
  Explanation(WaveSample sample, WaveOpinions opinions) {
    this.sample = sample;
    this.errors = ModelErrors.asBelieved(opinions);
    this.shift = BeliefShift.of(Evidence.of(sample, errors).difference());
    this.evidence = Evidence.of(sample, errors.shifted(shift));
    this.estimate = evidence.difference();
  }

  double shift() {
    return shift.shift();
  }

  double believedError() {
    return estimate.controlMean();
  }

  int labelCount() {
    return evidence.items().size();
  }

  SettledItem item(int i) {
    return evidence.items().get(i);
  }

  /** Whether the model was wrong, as 1 or 0, less what was believed of that. */
  double residual(int i) {
    return evidence.z(i) - evidence.question().g(item(i));
  }

  /** What a label adds; without the names that the contract has for it. */
  LabelContribution.Builder label(int i) {
    DesignWeights weights = estimate.designWeights();
    SettledItem item = evidence.items().get(i);
    double belief = evidence.question().g(item);
    double added =
        weights.later(i) * evidence.z(i) + weights.residual(i) * (evidence.z(i) - belief);
    return LabelContribution.newBuilder()
        .setWaveNumber(item.waveNumber())
        .setInclusionProbability(item.inclusionProbability())
        .setWrong(item.verdictClass() != item.predictedClass())
        .setBelievedError(belief)
        .setDrawnWeight(weights.residual(i))
        .setKnownWeight(weights.later(i))
        .setContribution(added / evidence.populationCount());
  }

  List<WaveContribution> waves() {
    List<WaveContribution> waves = new ArrayList<>();
    double[] roundWeights = estimate.roundWeights();
    double[] parts = sample.settledParts();
    double[] residuals = new double[roundWeights.length];
    double[] errors = new double[roundWeights.length];
    int[] labels = new int[roundWeights.length];
    for (int i = 0; i < labelCount(); i++) {
      int wave = evidence.round()[i];
      residuals[wave] += residual(i) / evidence.inclusionProbability()[i];
      errors[wave] += evidence.z(i);
      labels[wave]++;
    }
    double known = 0;
    for (int t = 0; t < roundWeights.length; t++) {
      Round round = evidence.rounds()[t];
      WaveContribution.Builder wave =
          WaveContribution.newBuilder()
              .setWaveNumber(sample.waves().get(t).waveNumber())
              .setRemainingCount(round.remainingCount())
              .setControlTotal(round.controlTotal())
              .setPlannedCount(round.plannedCount())
              .setWeight(roundWeights[t])
              .setLabelCount(labels[t])
              .setSettledShare(parts[t])
              .setError((known + round.controlTotal() + residuals[t]) / evidence.populationCount());
      if (!Double.isNaN(round.plannedVariance())) {
        wave.setPlannedVariance(round.plannedVariance());
      }
      if (!Double.isNaN(round.countVariance())) {
        wave.setCountVariance(round.countVariance());
      }
      waves.add(wave.build());
      if (t + 1 < roundWeights.length && labels[t] > 0) {
        long served = round.remainingCount() - evidence.rounds()[t + 1].remainingCount();
        known += errors[t] * served / labels[t];
      }
    }
    return waves;
  }

  /**
   * The accuracy after parts of the labels, in the order in which their items were drawn: from the
   * fewest that an estimate may rest on, in steps as equal as can be.
   */
  List<EstimatePoint> path(int minLabels, double level) {
    int[] members = members();
    int count = members.length;
    List<EstimatePoint> path = new ArrayList<>();
    int points = Math.min(MAX_POINTS, count - minLabels + 1);
    for (int k = 1; k <= points; k++) {
      int labels =
          points == 1
              ? count
              : (int) (minLabels + (long) (count - minLabels) * (k - 1) / (points - 1));
      WaveSample first = sample.first(members[labels - 1] + 1);
      Reading reading = EstimateAccuracy.shifted(errors, Evidence.of(first, errors), first);
      Interval interval = reading.intervals().apply(level);
      path.add(
          EstimatePoint.newBuilder()
              .setLabelCount(labels)
              .setPoint(cut(1 - reading.mean()))
              .setLow(cut(1 - interval.high()))
              .setHigh(cut(1 - interval.low()))
              .build());
    }
    return path;
  }

  /** The places of the population's items among those of the sample. */
  private int[] members() {
    int[] members = new int[sample.items().size()];
    int count = 0;
    for (int i = 0; i < members.length; i++) {
      if (evidence.question().isMember(sample.items().get(i))) {
        members[count++] = i;
      }
    }
    return Arrays.copyOf(members, count);
  }

  private static double cut(double share) {
    return Math.min(Math.max(share, 0), 1);
  }
}
