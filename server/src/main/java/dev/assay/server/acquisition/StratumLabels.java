package dev.assay.server.acquisition;

import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.StratumColumn;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.StrataDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the labels so far say of strata. A label is one of the stratum that its verdict belongs to,
 * and its error is one of the stratum that its item was predicted to be of when it was drawn; where
 * strata do not ask for classes, both are the stratum that the item is in now.
 */
final class StratumLabels {
  /**
   * The last waves whose labels are told apart: as many as the paper's algorithm has iterations.
   */
  static final int MAX_ROUNDS = 50;

  private final Map<String, Integer> numbers;
  private final long[] labels;
  private final Tally all;
  private final TreeMap<Long, Tally> rounds = new TreeMap<>();
  private long total;

  private StratumLabels(Map<String, Integer> numbers) {
    this.numbers = numbers;
    this.labels = new long[numbers.size()];
    this.all = new Tally(numbers.size());
  }

  /**
   * Counts.
   *
   * @param numbers of the strata that are asked for, from 0, by their names
   */
  static StratumLabels of(
      Map<String, Integer> numbers,
      StratumColumn column,
      StrataDefinition definition,
      LabelSchema schema,
      List<SettledItem> settled) {
    StratumLabels counted = new StratumLabels(numbers);
    for (SettledItem item : settled) {
      if (item.ordinal() < column.itemCount()) {
        counted.add(item, column, definition, schema);
      }
    }
    return counted;
  }

  private void add(
      SettledItem item, StratumColumn column, StrataDefinition definition, LabelSchema schema) {
    total++;
    boolean hasClass = item.verdictClass() >= 0;
    Integer of =
        numbers.get(
            hasClass
                ? column.nameOf(
                    item.ordinal(), definition, schema.getClassNames(item.verdictClass()))
                : column.nameOf(item.ordinal()));
    if (of != null) {
      labels[of]++;
    }
    if (hasClass && item.predictedClass() >= 0) {
      Integer predicted =
          numbers.get(
              column.nameOf(
                  item.ordinal(), definition, schema.getClassNames(item.predictedClass())));
      if (predicted != null) {
        boolean wrong = item.predictedClass() != item.verdictClass();
        all.add(predicted, item.inclusionProbability(), wrong);
        rounds
            .computeIfAbsent(item.waveNumber(), wave -> new Tally(labels.length))
            .add(predicted, item.inclusionProbability(), wrong);
        if (rounds.size() > MAX_ROUNDS) {
          rounds.pollFirstEntry();
        }
      }
    }
  }

  /** All settled items, also those of strata that are not asked for. */
  long total() {
    return total;
  }

  /** The labels of a stratum. */
  long labels(int stratum) {
    return labels[stratum];
  }

  /** Labels of predicted items by stratum, and how many of them were errors. */
  double[] predicted() {
    return all.labels;
  }

  double[] errors() {
    return all.errors();
  }

  /** As {@link #predicted}, wave by wave. */
  double[][] predictedByRound() {
    return rounds.values().stream().map(round -> round.labels).toArray(double[][]::new);
  }

  double[][] errorsByRound() {
    return rounds.values().stream().map(Tally::errors).toArray(double[][]::new);
  }

  /**
   * Labels and errors of strata. Errors are weighted by the inverse of their probabilities, so that
   * items which were drawn because they seemed wrong do not count more than others.
   */
  private static final class Tally {
    private final double[] labels;
    private final double[] weights;
    private final double[] wrongWeights;

    Tally(int strata) {
      labels = new double[strata];
      weights = new double[strata];
      wrongWeights = new double[strata];
    }

    void add(int stratum, double inclusionProbability, boolean wrong) {
      labels[stratum]++;
      weights[stratum] += 1 / inclusionProbability;
      wrongWeights[stratum] += wrong ? 1 / inclusionProbability : 0;
    }

    double[] errors() {
      double[] errors = new double[labels.length];
      for (int h = 0; h < errors.length; h++) {
        errors[h] =
            labels[h] == 0 ? 0 : Math.min(labels[h] * (wrongWeights[h] / weights[h]), labels[h]);
      }
      return errors;
    }
  }
}
