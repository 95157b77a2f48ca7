package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.report.TextTable;
import dev.assay.v1.EstimatePoint;
import dev.assay.v1.EstimateSummary;
import dev.assay.v1.ExplainEstimateRequest;
import dev.assay.v1.ExplainEstimateResponse;
import dev.assay.v1.LabelContribution;
import dev.assay.v1.WaveContribution;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an estimate of accuracy is made of. */
@Command(
    name = "explain",
    description =
        "Shows what the estimated accuracy of a model version is made of, wave by wave and label by"
            + " label. As CSV the labels alone.")
final class ExplainEstimateCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = {"-m", "--model-version"},
      paramLabel = "ID",
      description = "The model version; the current one when absent.")
  private String modelVersion = "";

  @Option(
      names = "--check",
      description =
          "Compute it again from the exported training set, items and audit log, and fail where the"
              + " two differ.")
  private boolean check;

  @Override
  int run(AssayClient client, Output out) {
    ExplainEstimateResponse.Builder whole = ExplainEstimateResponse.newBuilder();
    try (Export<ExplainEstimateResponse> parts =
        client
            .advice()
            .explainEstimate(
                ExplainEstimateRequest.newBuilder()
                    .setProject(project.name().toString())
                    .setModelVersion(modelVersion)
                    .build())) {
      parts.forEach(whole::mergeFrom);
    }
    out.showPartsOrCsv(
        whole.build(), ExplainEstimateCommand::tables, ExplainEstimateCommand::labels);
    return check ? recompute(client, whole.build()) : ExitCode.DONE;
  }

  private int recompute(AssayClient client, ExplainEstimateResponse explained) {
    if (explained.getSummary().getAccuracy().hasWithheld()) {
      err().println("assay: the estimate is withheld, so that there is nothing to compute again");
      return ExitCode.DONE;
    }
    double again = RecomputedEstimate.accuracy(client, project.name(), explained.getSummary());
    double difference = again - accuracy(explained);
    boolean isSame = Math.abs(difference) <= RecomputedEstimate.TOLERANCE;
    err()
        .printf(
            Locale.ROOT,
            "assay: from the exports it is %.12f, which %s: they differ by %.1e%n",
            again,
            isSame ? "is the same" : "is another",
            difference);
    return isSame ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** The accuracy as its parts add up, before it is cut to [0, 1]. */
  static double accuracy(ExplainEstimateResponse explained) {
    double error = explained.getSummary().getBelievedError();
    for (LabelContribution label : explained.getLabelsList()) {
      error += label.getContribution();
    }
    return 1 - error;
  }

  private static List<TextTable> tables(ExplainEstimateResponse explained) {
    EstimateSummary summary = explained.getSummary();
    TextTable estimate = EstimateCommand.table("MODEL VERSION");
    EstimateCommand.addRow(estimate, summary.getModelVersion(), summary.getAccuracy());
    if (summary.getAccuracy().hasWithheld()) {
      return List.of(estimate);
    }
    double believed = summary.getBelievedError();
    TextTable sum =
        new TextTable("FIELD", "VALUE")
            .row("believed error", number(believed))
            .row("beliefs are shifted by", number(summary.getBeliefShift()))
            .row("labels add", number(1 - accuracy(explained) - believed))
            .row("error", number(1 - accuracy(explained)))
            .row("accuracy", number(accuracy(explained)));
    return List.of(
        estimate,
        sum,
        waves(summary.getWavesList()),
        path(summary.getPathList()),
        labels(explained));
  }

  private static TextTable waves(List<WaveContribution> waves) {
    TextTable table =
        new TextTable(
            "WAVE", "REMAINING", "BELIEVED ERRORS", "WEIGHT", "LABELS", "SETTLED", "ERROR");
    for (WaveContribution wave : waves) {
      table.row(
          wave.getWaveNumber(),
          wave.getRemainingCount(),
          number(wave.getControlTotal()),
          number(wave.getWeight()),
          wave.getLabelCount(),
          number(wave.getSettledShare()),
          number(wave.getError()));
    }
    return table;
  }

  private static TextTable path(List<EstimatePoint> path) {
    TextTable table = new TextTable("AFTER LABELS", "ACCURACY", "LOW", "HIGH");
    path.forEach(
        point ->
            table.row(
                point.getLabelCount(),
                number(point.getPoint()),
                number(point.getLow()),
                number(point.getHigh())));
    return table;
  }

  private static TextTable labels(ExplainEstimateResponse explained) {
    TextTable table =
        new TextTable(
            "ITEM",
            "WAVE",
            "PROBABILITY",
            "VERDICT",
            "PREDICTED",
            "WRONG",
            "BELIEVED ERROR",
            "RESIDUAL",
            "DRAWN WEIGHT",
            "KNOWN WEIGHT",
            "CONTRIBUTION");
    for (LabelContribution label : explained.getLabelsList()) {
      table.row(
          label.getItemId(),
          label.getWaveNumber(),
          number(label.getInclusionProbability()),
          label.getVerdictClass(),
          label.getPredictedClass(),
          label.getWrong() ? 1 : 0,
          number(label.getBelievedError()),
          number((label.getWrong() ? 1 : 0) - label.getBelievedError()),
          number(label.getDrawnWeight()),
          number(label.getKnownWeight()),
          number(label.getContribution()));
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
