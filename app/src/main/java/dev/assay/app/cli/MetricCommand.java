package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.EstimateGrouping;
import dev.assay.v1.EstimateSource;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.IntervalValidity;
import dev.assay.v1.Multiplicity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A metric of a model version, named as the command is. */
@Command
abstract class MetricCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();
  @Mixin private MetricOptions options = new MetricOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-m", "--model-version"},
      paramLabel = "ID",
      description = "The model version; the current one when absent.")
  private String modelVersion = "";

  @Option(
      names = "--source",
      paramLabel = "all_labels|explore_slice|evaluation",
      description = "The labels that it rests on. Default: ${DEFAULT-VALUE}.")
  private Source source = Source.ALL_LABELS;

  @Option(
      names = "--evaluation",
      paramLabel = "NAME",
      description = "The evaluation, with --source evaluation.")
  private String evaluation = "";

  @Option(
      names = "--anytime",
      description = "Intervals that hold at every look together, for accuracy and error.")
  private boolean isAnytime;

  @Option(
      names = "--by",
      paramLabel = "class|predicted_class|stratum|region",
      description = "One number for each part of the pool, the surest to be worse first.")
  private @Nullable Grouping grouping;

  @Option(
      names = "--multiplicity",
      paramLabel = "holm|benjamini_hochberg",
      description = "How p-values of parts hold together. Default: ${DEFAULT-VALUE}.")
  private Adjustment multiplicity = Adjustment.HOLM;

  /** Which labels it rests on. */
  enum Source {
    ALL_LABELS,
    EXPLORE_SLICE,
    EVALUATION
  }

  /** The parts of the pool. */
  enum Grouping {
    CLASS,
    PREDICTED_CLASS,
    STRATUM,
    REGION
  }

  /** How p-values are adjusted. */
  enum Adjustment {
    HOLM,
    BENJAMINI_HOCHBERG
  }

  @Override
  int run(AssayClient client, Output out) {
    out.show(
        client
            .estimation()
            .getEstimate(
                GetEstimateRequest.newBuilder()
                    .setProject(project.name().toString())
                    .setMetric(spec.name())
                    .setClassName(options.className())
                    .setModelVersion(modelVersion)
                    .addAllLevels(options.levels())
                    .setSource(EstimateSource.valueOf("ESTIMATE_SOURCE_" + source.name()))
                    .setEvaluation(evaluation)
                    .setValidity(
                        isAnytime
                            ? IntervalValidity.INTERVAL_VALIDITY_ANYTIME
                            : IntervalValidity.INTERVAL_VALIDITY_FIXED)
                    .setAverage(options.average())
                    .setBeta(options.beta())
                    .addAllCosts(options.costs())
                    .setGrouping(
                        EstimateGrouping.valueOf(
                            "ESTIMATE_GROUPING_"
                                + (grouping == null ? "UNSPECIFIED" : grouping.name())))
                    .setMultiplicity(Multiplicity.valueOf("MULTIPLICITY_" + multiplicity.name()))
                    .build()),
        EstimateTables::of);
    return ExitCode.DONE;
  }

  /** How often a model version is wrong. */
  @Command(name = "error", description = "How often a model version is wrong.")
  static final class Errors extends MetricCommand {}

  /** The part of the decisions that is wrong, of several classes an item. */
  @Command(
      name = "hamming-loss",
      description = "The part of the decisions that is wrong, of several classes an item.")
  static final class HammingLoss extends MetricCommand {}

  /** How many of the items that are predicted to be of a class are. */
  @Command(
      name = "precision",
      description = "How many of the items that are predicted to be of a class are.")
  static final class Precision extends MetricCommand {}

  /** How many of the items of a class are predicted to be of it. */
  @Command(
      name = "recall",
      description = "How many of the items of a class are predicted to be of it.")
  static final class Recall extends MetricCommand {}

  /** How many of the items that are not of a class are not predicted to be. */
  @Command(
      name = "specificity",
      description = "How many of the items that are not of a class are not predicted to be.")
  static final class Specificity extends MetricCommand {}

  /** The weighted harmonic mean of precision and recall. */
  @Command(name = "f-beta", description = "The weighted harmonic mean of precision and recall.")
  static final class FBeta extends MetricCommand {}

  /** The mean of the recall of all classes. */
  @Command(name = "balanced-accuracy", description = "The mean of the recall of all classes.")
  static final class BalancedAccuracy extends MetricCommand {}

  /** Matthews' correlation of predictions and labels. */
  @Command(name = "matthews", description = "Matthews' correlation of predictions and labels.")
  static final class Matthews extends MetricCommand {}

  /** How surely an item of a class is scored above another. */
  @Command(name = "roc-auc", description = "How surely an item of a class is scored above another.")
  static final class RocAuc extends MetricCommand {}

  /** The area under the curve of precision over recall. */
  @Command(
      name = "average-precision",
      description = "The area under the curve of precision over recall.")
  static final class AveragePrecision extends MetricCommand {}

  /** Each pair of classes, actual and predicted, as a share of the items. */
  @Command(
      name = "confusion",
      description = "Each pair of classes, actual and predicted, as a share of the items.")
  static final class Confusion extends MetricCommand {}

  /** How many are right of those that the model is so sure of. */
  @Command(
      name = "calibration",
      description = "How many are right of those that the model is so sure of.")
  static final class Calibration extends MetricCommand {}

  /** The area between the calibration curve and the diagonal. */
  @Command(
      name = "calibration-error",
      description = "The area between the calibration curve and the diagonal.")
  static final class CalibrationError extends MetricCommand {}

  /** The mean square of what probabilities are off. */
  @Command(name = "brier", description = "The mean square of what probabilities are off.")
  static final class Brier extends MetricCommand {}

  /** The mean negative logarithm of what was believed of the truth. */
  @Command(
      name = "log-loss",
      description = "The mean negative logarithm of what was believed of the truth.")
  static final class LogLoss extends MetricCommand {}

  /** The mean cost of predictions, by --costs. */
  @Command(name = "cost", description = "The mean cost of predictions, by --costs.")
  static final class Cost extends MetricCommand {}
}
