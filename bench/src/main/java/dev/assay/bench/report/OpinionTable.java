package dev.assay.bench.report;

import dev.assay.bench.error.ErrorStudies;
import dev.assay.bench.error.SameLabels;
import dev.assay.bench.trial.CellKey;
import dev.assay.bench.trial.CellSummary;
import dev.assay.report.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a second opinion gains that is trained on the same labels as the model: relative efficiency
 * against draws with replacement by the model's own score and by the second opinion, beside the
 * goals and the figures of the prototype that these came from.
 */
final class OpinionTable {
  private static final double LEAST_PART = .95;

  private record Row(String dataset, int trainedOn) {}

  /** Own score and second opinion, 80 labels, in the prototype. */
  private static final Map<Row, String> PROTOTYPE =
      Map.ofEntries(
          Map.entry(new Row("digits", 60), "1.66 / 1.89"),
          Map.entry(new Row("digits", 100), "1.92 / 2.36"),
          Map.entry(new Row("digits", 200), "2.51 / 3.74"),
          Map.entry(new Row("digits", 400), "3.18 / 6.36"),
          Map.entry(new Row("mnist", 60), "1.37 / 1.61"),
          Map.entry(new Row("mnist", 100), "1.45 / 1.84"),
          Map.entry(new Row("mnist", 200), "1.61 / 2.33"),
          Map.entry(new Row("mnist", 400), "1.71 / 2.97"),
          Map.entry(new Row("breast-cancer", 60), "3.12 / 3.18"),
          Map.entry(new Row("breast-cancer", 100), "3.50 / 3.43"),
          Map.entry(new Row("breast-cancer", 200), "4.14 / 4.43"),
          Map.entry(new Row("breast-cancer", 400), "9.6 / 9.1"),
          Map.entry(new Row("credit", 60), "1.08 / 1.13"),
          Map.entry(new Row("credit", 100), "1.08 / 1.13"),
          Map.entry(new Row("credit", 200), "1.07 / 1.15"),
          Map.entry(new Row("credit", 400), "1.08 / 1.16"));

  private static final Map<Row, Double> GOALS =
      Map.of(
          new Row("digits", 200), 3.5,
          new Row("digits", 400), 5.8,
          new Row("mnist", 200), 2.2,
          new Row("mnist", 400), 2.8);

  private OpinionTable() {}

  /** One row a number of labels that both were trained on; else empty. */
  static TextTable of(Results results) {
    TextTable table =
        new TextTable(
            "set",
            "trained on",
            "labels",
            "RE own score",
            "RE second opinion",
            "part",
            "prototype",
            "goal",
            "verdict",
            "bias z",
            "coverage");
    for (CellSummary second : results.cells()) {
      int trainedOn = SameLabels.trainedOn(second.key().metric());
      if (trainedOn > 0 && second.key().score().equals(ErrorStudies.SECOND_OPINION)) {
        own(results.cells(), second.key())
            .ifPresent(own -> add(table, new Row(results.dataset(), trainedOn), own, second));
      }
    }
    return table;
  }

  private static Optional<CellSummary> own(List<CellSummary> cells, CellKey key) {
    CellKey wanted =
        new CellKey(key.metric(), ErrorStudies.OWN, key.size(), key.design(), key.estimator());
    return cells.stream().filter(cell -> cell.key().equals(wanted)).findAny();
  }

  private static void add(TextTable table, Row row, CellSummary own, CellSummary second) {
    double part = own.meanSquaredError() / second.meanSquaredError();
    Double goal = GOALS.get(row);
    boolean isMet =
        part >= LEAST_PART && (goal == null || second.withReplacement().value() >= goal);
    table.row(
        row.dataset(),
        row.trainedOn(),
        second.key().size(),
        Results.show(own.withReplacement()),
        Results.show(second.withReplacement()),
        Results.show(part, 2),
        PROTOTYPE.getOrDefault(row, "-"),
        goal == null ? "part " + LEAST_PART : "RE " + goal,
        isMet ? "met" : "missed",
        Results.show(second.biasZ(), 1),
        Results.show(second.coverages().get(0).share(), 3));
  }
}
