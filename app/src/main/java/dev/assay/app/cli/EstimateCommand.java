package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.SecondOpinionGain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the labels bought have taught. */
@Command(
    name = "estimate",
    description = "Says what the labels bought have taught, with its uncertainty.",
    subcommands = {
      EstimateCommand.Accuracy.class,
      EstimateCommand.Prevalence.class,
      MetricCommand.Precision.class,
      MetricCommand.Recall.class,
      CompareCommand.class,
      VersionsCommand.class,
      MetricCommand.Errors.class,
      MetricCommand.HammingLoss.class,
      MetricCommand.Specificity.class,
      MetricCommand.FBeta.class,
      MetricCommand.BalancedAccuracy.class,
      MetricCommand.Matthews.class,
      MetricCommand.RocAuc.class,
      MetricCommand.AveragePrecision.class,
      MetricCommand.Confusion.class,
      MetricCommand.Calibration.class,
      MetricCommand.CalibrationError.class,
      MetricCommand.Brier.class,
      MetricCommand.LogLoss.class,
      MetricCommand.Cost.class,
      GainCommand.class,
      ExplainEstimateCommand.class
    },
    mixinStandardHelpOptions = true)
final class EstimateCommand {

  /** Which labels an estimate rests on. */
  enum Basis {
    ALL_DRAWS,
    EXPLORE_SLICE
  }

  /** What every estimate can be asked. */
  @Command
  abstract static class Question extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--level",
        paramLabel = "LEVEL",
        description = "An interval's level, repeatable; 0.9 and 0.95 when absent.")
    private List<Double> levels = new ArrayList<>();

    String project() {
      return project.name().toString();
    }

    List<Double> levels() {
      return levels;
    }
  }

  /** What estimates of shares can be asked beside. */
  @Command
  abstract static class ShareQuestion extends Question {
    @Option(
        names = "--basis",
        paramLabel = "all_draws|explore_slice",
        description = "The labels that it rests on. Default: ${DEFAULT-VALUE}.")
    private Basis basis = Basis.ALL_DRAWS;

    EstimateBasis basis() {
      return EstimateBasis.valueOf("ESTIMATE_BASIS_" + basis.name());
    }
  }

  /** Accuracy. */
  @Command(name = "accuracy", description = "How often a model version is right.")
  static final class Accuracy extends ShareQuestion {
    @Option(
        names = {"-m", "--model-version"},
        paramLabel = "ID",
        description = "The model version; the current one when absent.")
    private String modelVersion = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client
              .estimation()
              .estimateAccuracy(
                  EstimateAccuracyRequest.newBuilder()
                      .setProject(project())
                      .setModelVersion(modelVersion)
                      .addAllLevels(levels())
                      .setBasis(basis())
                      .build()),
          answer -> {
            TextTable table = table("MODEL VERSION");
            addRow(table, answer.getModelVersion(), answer.getAccuracy());
            return table;
          });
      return ExitCode.DONE;
    }
  }

  /** Prevalence. */
  @Command(name = "prevalence", description = "The share of each class in the pool.")
  static final class Prevalence extends ShareQuestion {
    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client
              .estimation()
              .estimatePrevalence(
                  EstimatePrevalenceRequest.newBuilder()
                      .setProject(project())
                      .addAllLevels(levels())
                      .setBasis(basis())
                      .build()),
          answer -> {
            TextTable table = table("CLASS");
            answer
                .getClassesList()
                .forEach(share -> addRow(table, share.getClassName(), share.getPrevalence()));
            return table;
          });
      return ExitCode.DONE;
    }
  }

  static TextTable table(String subject) {
    return new TextTable(
        subject, "ESTIMATE", "INTERVALS", "LABELS", "MISSING", "POOL", "ESTIMATOR");
  }

  static void addRow(TextTable table, String subject, Estimate estimate) {
    boolean withheld = estimate.hasWithheld();
    table.row(
        subject,
        withheld ? "withheld" : number(estimate.getValue().getPoint()),
        withheld ? estimate.getWithheld().getDescription() : intervals(estimate),
        estimate.getLabelCount(),
        missing(estimate),
        estimate.getPopulationCount(),
        withheld ? "-" : estimate.getValue().getEstimator() + secondOpinion(estimate));
  }

  private static String secondOpinion(Estimate estimate) {
    SecondOpinionGain gain = estimate.getSecondOpinion();
    return !estimate.hasSecondOpinion()
        ? ""
        : String.format(
            Locale.ROOT,
            ", second opinion %d: worth %.0f random labels, %.0f without",
            gain.getVersion(),
            gain.getEffectiveLabels(),
            gain.getEffectiveLabelsWithout());
  }

  /** Such as "12, 5 for tags that nobody has". */
  static String missing(Estimate estimate) {
    return estimate.getUnstaffedCount() == 0
        ? Long.toString(estimate.getMissingCount())
        : estimate.getMissingCount()
            + ", "
            + estimate.getUnstaffedCount()
            + " for tags that nobody has";
  }

  static String intervals(Estimate estimate) {
    List<String> texts = new ArrayList<>();
    for (ConfidenceInterval interval : estimate.getValue().getIntervalsList()) {
      texts.add(
          "%s: %s to %s"
              .formatted(
                  interval.getLevel(), number(interval.getLow()), number(interval.getHigh())));
    }
    return String.join("; ", texts);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
