package dev.assay.server.estimation;

import dev.assay.sampling.estimate.metric.CostMatrix;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.EstimateAverage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric as a request asks for it.
 *
 * @param kind which
 * @param className the class of a metric of single classes; empty without
 * @param beta of F-beta, positive
 * @param costs K numbers for each class that an item has; empty unless the metric is their mean
 */
record AskedMetric(
    MetricKind kind, String className, EstimateAverage average, double beta, List<Double> costs) {
  static final double MIN_BETA = 0.01;
  static final double MAX_BETA = 100;
  static final double MAX_COST = 1e9;

  /** Checks all that does not depend on the project. */
  static void check(
      String metric,
      EstimateAverage average,
      double beta,
      List<Double> costs,
      Violations violations) {
    MetricKind kind = MetricKind.named(metric);
    violations.require(kind != null, "metric", "must be one of " + MetricKind.names());
    violations.require(
        average != EstimateAverage.UNRECOGNIZED, "average", "is not known to this server");
    violations.require(
        kind == null || average == EstimateAverage.UNRECOGNIZED || kind.takes(average),
        "average",
        "does not suit " + metric);
    if (beta != 0) {
      FieldRules.inRange(beta, MIN_BETA, MAX_BETA, "beta", violations);
      violations.require(kind == null || kind == MetricKind.F_BETA, "beta", "is for f-beta");
    }
    violations.require(
        kind == null || costs.isEmpty() != (kind == MetricKind.COST),
        "costs",
        kind == MetricKind.COST ? "must be given for cost" : "are for cost");
    for (int i = 0; i < costs.size(); i++) {
      FieldRules.inRange(costs.get(i), 0, MAX_COST, "costs[" + i + "]", violations);
    }
  }

  /** As {@link #check} and {@link #of}; null where something was reported. */
  static @Nullable AskedMetric checked(
      String metric,
      String className,
      EstimateAverage average,
      double beta,
      List<Double> costs,
      Violations violations) {
    Violations own = new Violations();
    check(metric, average, beta, costs, own);
    check(metric, average, beta, costs, violations);
    return own.isEmpty() ? of(metric, className, average, beta, costs) : null;
  }

  /** Of a request that was checked. */
  static AskedMetric of(
      String metric, String className, EstimateAverage average, double beta, List<Double> costs) {
    MetricKind kind = MetricKind.named(metric);
    if (kind == null) {
      throw new IllegalArgumentException("a metric that was not checked: " + metric);
    }
    return new AskedMetric(
        kind,
        className,
        average == EstimateAverage.ESTIMATE_AVERAGE_UNSPECIFIED
            ? EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS
            : average,
        beta == 0 ? 1 : beta,
        List.copyOf(costs));
  }

  /**
   * Refuses what the project's label schema has not.
   *
   * @throws dev.assay.server.failure.Failure then
   */
  void require(ProjectRow project) {
    LabelSpace space = LabelSpace.of(project.definition());
    if (!kind.isForLabelSets()) {
      space.require(Use.CLASS_METRICS);
    }
    List<String> names = classNames(project);
    Violations violations = new Violations();
    violations.require(
        className.isEmpty() || names.contains(className),
        "class_name",
        "is no class of the project's label schema");
    violations.require(
        className.isEmpty() || kind.isOfClasses(), "class_name", "does not suit " + kind.text());
    boolean needsClass =
        kind.isOfAllTogether() && kind.isOfClasses() && !space.allows(Use.CLASS_METRICS);
    violations.require(
        !needsClass || !className.isEmpty(),
        "class_name",
        "must name a class, for an item of a multi-label project may have several");
    violations.require(
        costs.isEmpty() || costs.size() == names.size() * names.size(),
        "costs",
        "must be " + names.size() * names.size() + ", one for each pair of classes");
    violations.throwIfAny();
  }

  /** The class asked for; -1 without. */
  int classIndex(ProjectRow project) {
    return className.isEmpty() ? -1 : classNames(project).indexOf(className);
  }

  static List<String> classNames(ProjectRow project) {
    return project.definition().getLabelSchema().getClassNamesList();
  }

  /** The costs as a matrix. */
  CostMatrix costMatrix(int classCount) {
    double[][] matrix = new double[classCount][classCount];
    for (int label = 0; label < classCount; label++) {
      for (int predicted = 0; predicted < classCount; predicted++) {
        matrix[label][predicted] = costs.get(label * classCount + predicted);
      }
    }
    return new CostMatrix(matrix);
  }
}
