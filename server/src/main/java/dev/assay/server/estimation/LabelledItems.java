package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.metric.ClassBeliefs;
import dev.assay.sampling.estimate.metric.ClassTotals;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.ItemBeliefs;
import dev.assay.sampling.estimate.metric.LabelSetBeliefs;
import dev.assay.sampling.estimate.metric.MetricSample;
import dev.assay.sampling.estimate.metric.Outcomes;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Settled items, what a model version says of them, and what each weighs: what metrics are computed
 * from.
 */
record LabelledItems(Predictions predictions, List<SettledItem> items, DesignWeights weights) {

  int count() {
    return items.size();
  }

  int classCount() {
    return predictions.classCount();
  }

  boolean isMultiLabel() {
    return predictions.isMultiLabel();
  }

  SettledItem item(int i) {
    return items.get(i);
  }

  /** Those of a part of the pool, by their places. */
  LabelledItems only(IntPredicate isMember) {
    return only(IntStream.range(0, items.size()).filter(isMember).toArray());
  }

  /** Those at some places, ascending. */
  LabelledItems only(int[] kept) {
    return new LabelledItems(
        predictions, IntStream.of(kept).mapToObj(items::get).toList(), weights.only(kept));
  }

  /** A value of each, by its place. */
  double[] values(IntToDoubleFunction value) {
    return IntStream.range(0, items.size()).mapToDouble(value).toArray();
  }

  boolean isOfClass(int i, int label) {
    return isMultiLabel() ? predictions.actual(item(i))[label] : item(i).verdictClass() == label;
  }

  boolean isPredicted(int i, int label) {
    return isMultiLabel()
        ? predictions.predicted(item(i))[label]
        : predictions.predictedClass(item(i)) == label;
  }

  double probability(int i, int label) {
    return predictions.scores().probability(item(i).ordinal(), label);
  }

  /** The probabilities of each item's classes. */
  double[][] probabilities() {
    return items.stream().map(predictions::probabilities).toArray(double[][]::new);
  }

  /** The same, summing to 1 up to what 64 bits round. */
  private double[][] distributions() {
    double[][] rows = probabilities();
    for (double[] row : rows) {
      double sum = DoubleStream.of(row).sum();
      for (int k = 0; k < row.length; k++) {
        row[k] /= sum;
      }
    }
    return rows;
  }

  int[] predictedClasses() {
    return items.stream().mapToInt(predictions::predictedClass).toArray();
  }

  /** The class of each item, where it has one. */
  Outcomes classes() {
    return new Outcomes(
        items.stream().mapToInt(SettledItem::verdictClass).toArray(), probabilities());
  }

  /** Whether each item is of the class: outcome 1. */
  Outcomes ofClass(int label) {
    boolean[] positive = new boolean[count()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = isOfClass(i, label);
    }
    return Outcomes.binary(positive, values(i -> probability(i, label)));
  }

  /** For each item, the total of the class's confusion that it counts in. */
  int[] cells(int label) {
    return IntStream.range(0, count())
        .map(i -> Confusion.cell(isOfClass(i, label), isPredicted(i, label)))
        .toArray();
  }

  /** The rows of a class's confusion. */
  MetricSample confusion(int label) {
    double[][] rows = new double[count()][Confusion.WIDTH];
    int[] cells = cells(label);
    for (int i = 0; i < rows.length; i++) {
      rows[i][cells[i]] = 1;
    }
    return MetricSample.of(rows, weights);
  }

  /** What is believed of those rows. */
  ItemBeliefs confusionBeliefs(int label) {
    boolean[] predicted = new boolean[count()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = isPredicted(i, label);
    }
    return ClassBeliefs.binary(values(i -> probability(i, label)), predicted);
  }

  /** The rows of all classes' totals. */
  MetricSample classTotals() {
    boolean[][] actual = items.stream().map(predictions::actual).toArray(boolean[][]::new);
    boolean[][] predicted = items.stream().map(predictions::predicted).toArray(boolean[][]::new);
    return MetricSample.of(ClassTotals.rows(actual, predicted), weights);
  }

  /** What is believed of those rows. */
  ItemBeliefs classBeliefs() {
    return isMultiLabel()
        ? new LabelSetBeliefs(
            probabilities(), items.stream().map(predictions::predicted).toArray(boolean[][]::new))
        : ClassBeliefs.multiClass(distributions(), predictedClasses());
  }
}
