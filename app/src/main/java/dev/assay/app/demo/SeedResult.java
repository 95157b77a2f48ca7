package dev.assay.app.demo;

import java.util.ArrayList;
import java.util.List;

/** What came of one policy over several seeds. */
final class SeedResult {
  private final String policy;
  private final List<Double> curves = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();

  SeedResult(String policy) {
    this.policy = policy;
  }

  /** Takes the mean over the rounds of the accuracy on held-out data, of the next seed. */
  void curve(double meanAccuracy) {
    curves.add(meanAccuracy);
  }

  /** Takes what the server estimated after a round. */
  void judged(Judgement judgement) {
    judgements.add(judgement);
  }

  String policy() {
    return policy;
  }

  double curve() {
    return mean(curves);
  }

  /** By how much the curve is above that of the same seeds by another policy. */
  double gain(SeedResult other) {
    return mean(differences(other));
  }

  /** The standard error of {@link #gain}; not a number for one seed. */
  double gainError(SeedResult other) {
    List<Double> differences = differences(other);
    double mean = mean(differences);
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    return Math.sqrt(squares / (differences.size() - 1) / differences.size());
  }

  /** Rounds whose model has an interval. */
  int intervals() {
    return (int) judgements.stream().filter(each -> each.estimated() != null).count();
  }

  /** Rounds whose interval holds the truth. */
  int holding() {
    return (int) judgements.stream().filter(Judgement::holdsTruth).count();
  }

  /** The mean width of the intervals. */
  double width() {
    return mean(
        judgements.stream()
            .map(Judgement::estimated)
            .filter(each -> each != null)
            .map(each -> each.high() - each.low())
            .toList());
  }

  private List<Double> differences(SeedResult other) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      differences.add(curves.get(i) - other.curves.get(i));
    }
    return differences;
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }
}
