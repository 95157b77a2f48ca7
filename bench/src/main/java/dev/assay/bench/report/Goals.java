package dev.assay.bench.report;

import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.CellSummary.Coverage;
import dev.assay.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/** What the recommended method has set out to reach, and what was measured. */
public final class Goals {
  private static final double CALM_LEAST = 0.90;
  private static final double CALM_MOST = 0.99;
  private static final double DRIFT_LEAST = 0.88;
  private static final double ALWAYS_LEAST = 0.90;
  private static final String MET = "met";
  private static final String MISSED = "missed";
  private static final double TWICE = 2;

  /** An interval of this mean width is a point: every label that matters was bought. */
  private static final double POINT = 1e-9;

  private static final String RECOMMENDED = "ordered-pivotal";
  private static final String SEQUENCE = "confidence-sequence";

  private static final List<Efficiency> EFFICIENCIES =
      List.of(
          new Efficiency("breast-cancer", "error", "own", 30, true, 2.7),
          new Efficiency("breast-cancer", "error", "own", 50, true, 3.2),
          new Efficiency("breast-cancer", "error", "own", 100, true, 6.0),
          new Efficiency("digits", "error", "own", 40, true, 3.3),
          new Efficiency("digits", "error", "own", 60, true, 3.5),
          new Efficiency("digits", "error", "own", 80, true, 3.7),
          new Efficiency("digits", "error", "second-opinion", 40, true, 12),
          new Efficiency("digits", "error", "second-opinion", 60, true, 14),
          new Efficiency("digits", "error", "second-opinion", 80, true, 16),
          new Efficiency("digits-8", "f1", "for-f1", 60, false, 5),
          new Efficiency("breast-cancer", "f1", "for-f1", 30, false, 4));

  private Goals() {}

  /** A relative efficiency without drift, against random draws with or without replacement. */
  private record Efficiency(
      String dataset,
      String metric,
      String score,
      int size,
      boolean withReplacement,
      double least) {}

  /** One row a goal that the results can tell. */
  public static TextTable table(Results results) {
    TextTable table =
        new TextTable("metric", "score", "n", "design", "goal", "measured", "verdict");
    for (CellSummary cell : results.cells()) {
      boolean recommended =
          cell.key().design().equals(RECOMMENDED)
              && cell.key().estimator().startsWith("difference");
      if (recommended) {
        for (Verdict verdict : verdicts(results, cell)) {
          add(table, cell, verdict);
        }
      }
      if (cell.key().estimator().equals(SEQUENCE)) {
        double share = cell.coverages().get(0).share();
        add(
            table,
            cell,
            new Verdict(
                "time-uniform coverage at least " + ALWAYS_LEAST,
                Results.show(share, 3),
                share >= ALWAYS_LEAST ? MET : MISSED));
      }
    }
    return table;
  }

  private record Verdict(String goal, String measured, String words) {
    /** Short by less than twice the standard error, a goal is neither met nor missed. */
    static Verdict of(String goal, String measured, double value, double error, double least) {
      boolean isShort = value < least;
      boolean isSure = value + TWICE * error < least;
      return new Verdict(goal, measured, !isShort ? MET : isSure ? MISSED : "within error");
    }
  }

  private static void add(TextTable table, CellSummary cell, Verdict verdict) {
    table.row(
        cell.key().metric(),
        cell.key().score(),
        cell.key().size(),
        cell.key().design(),
        verdict.goal(),
        verdict.measured(),
        verdict.words());
  }

  private static List<Verdict> verdicts(Results results, CellSummary cell) {
    List<Verdict> verdicts = new ArrayList<>();
    boolean calm = results.drift() == 0;
    for (Efficiency goal : EFFICIENCIES) {
      if (calm && concerns(goal, results, cell)) {
        CellSummary.Ratio ratio =
            goal.withReplacement() ? cell.withReplacement() : cell.withoutReplacement();
        String against = goal.withReplacement() ? "with" : "without";
        verdicts.add(
            Verdict.of(
                "RE " + against + " replacement at least " + goal.least(),
                Results.show(ratio),
                ratio.value(),
                ratio.error(),
                goal.least()));
      }
    }
    if (!calm) {
      verdicts.add(
          Verdict.of(
              "RE with replacement at least 1",
              Results.show(cell.withReplacement()),
              cell.withReplacement().value(),
              cell.withReplacement().error(),
              1));
    }
    verdicts.add(coverage(cell.coverages().get(0), calm));
    return verdicts;
  }

  private static boolean concerns(Efficiency goal, Results results, CellSummary cell) {
    return goal.dataset().equals(results.dataset())
        && goal.metric().equals(cell.key().metric())
        && goal.score().equals(cell.key().score())
        && goal.size() == cell.key().size();
  }

  private static Verdict coverage(Coverage coverage, boolean calm) {
    double least = calm ? CALM_LEAST : DRIFT_LEAST;
    String goal =
        calm
            ? "coverage in [" + CALM_LEAST + ", " + CALM_MOST + "]"
            : "coverage at least " + DRIFT_LEAST;
    String measured = Results.show(coverage.share(), 3) + " ± " + Results.show(coverage.error(), 3);
    if (calm && coverage.share() > CALM_MOST) {
      boolean isPoint = coverage.width() < POINT;
      return new Verdict(goal, measured, isPoint ? "known exactly" : "above");
    }
    return Verdict.of(goal, measured, coverage.share(), coverage.error(), least);
  }
}
