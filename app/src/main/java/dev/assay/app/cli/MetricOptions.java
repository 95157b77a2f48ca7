package dev.assay.app.cli;

import dev.assay.v1.EstimateAverage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a metric is asked for. */
final class MetricOptions {
  @Option(names = "--class", paramLabel = "NAME", description = "The class; each when absent.")
  private String className = "";

  @Option(
      names = "--average",
      paramLabel = "micro|macro|samples",
      description = "One number of all classes, for precision, recall, f-beta; macro for roc-auc.")
  private @Nullable Average average;

  @Option(
      names = "--beta",
      paramLabel = "BETA",
      description = "How many times as much recall counts as precision in f-beta; 1 when absent.")
  private double beta;

  @Option(
      names = "--costs",
      paramLabel = "COSTS",
      split = ",",
      description =
          "What cost averages: for each class that an item has, in the order of the schema, one for"
              + " each predicted class; such as 0,1,5,0.")
  private List<Double> costs = new ArrayList<>();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "An interval's level, repeatable; 0.9 and 0.95 when absent.")
  private List<Double> levels = new ArrayList<>();

  /** How a metric of single classes becomes one number. */
  enum Average {
    MICRO,
    MACRO,
    SAMPLES
  }

  String className() {
    return className;
  }

  EstimateAverage average() {
    return average == null
        ? EstimateAverage.ESTIMATE_AVERAGE_UNSPECIFIED
        : EstimateAverage.valueOf("ESTIMATE_AVERAGE_" + average.name());
  }

  double beta() {
    return beta;
  }

  List<Double> costs() {
    return costs;
  }

  List<Double> levels() {
    return levels;
  }
}
