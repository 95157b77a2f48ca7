package dev.assay.server.estimation;

import dev.assay.sampling.estimate.metric.BinaryMetrics;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.DifferenceOfTotals;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.sampling.estimate.metric.MetricEstimate;
import dev.assay.sampling.estimate.metric.MetricSample;
import dev.assay.sampling.estimate.metric.ShareOfHits;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ClassMetric;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimateMetricResponse;
import dev.assay.v1.WithheldEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A metric of single classes, of a model version on the items that it is judged by: a function of
 * the totals of the confusion, each of which is estimated with the weights of the multi-round
 * estimator.
 */
public final class EstimateMetric implements Query<EstimateMetricRequest, EstimateMetricResponse> {
  /** The metrics by name: one line each. */
  static final List<LinearRatio> METRICS =
      List.of(BinaryMetrics.precision(), BinaryMetrics.recall());

  private final EstimationLimits limits;
  private final AnswersByState<EstimateMetricRequest, EstimateMetricResponse> answers;

  public EstimateMetric(Store store, SettledStates states, EstimationLimits limits) {
    this.limits = limits;
    this.answers = new AnswersByState<>(store, states, Use.CLASS_METRICS, this::compute);
  }

  @Override
  public void validate(EstimateMetricRequest request, Violations violations) {
    violations.require(
        named(request.getMetric()) != null,
        "metric",
        "must be one of "
            + String.join(", ", METRICS.stream().map(LinearRatio::name).sorted().toList()));
    FieldRules.modelVersion(request.getModelVersion(), 0, "model_version", violations);
    EstimateBuilder.check(
        request.getLevelsList(), EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS, violations);
  }

  @Override
  public EstimateMetricResponse answer(EstimateMetricRequest request) {
    return answers.get(request.getProject(), request);
  }

  private static @Nullable LinearRatio named(String name) {
    return METRICS.stream().filter(metric -> metric.name().equals(name)).findAny().orElse(null);
  }

  private StatedAnswer<EstimateMetricResponse> compute(
      Tables tables, ProjectRow project, SettledState state, EstimateMetricRequest request) {
    List<String> classNames = project.definition().getLabelSchema().getClassNamesList();
    if (!request.getClassName().isEmpty()) {
      Violations violations = new Violations();
      violations.require(
          classNames.contains(request.getClassName()),
          "class_name",
          "is no class of the project's label schema");
      violations.throwIfAny();
    }
    LinearRatio metric = Objects.requireNonNull(named(request.getMetric()));
    EstimateBuilder builder =
        new EstimateBuilder(
            limits, EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS, request.getLevelsList());
    JudgedItems judged = JudgedItems.of(tables, project, state, request.getModelVersion());
    List<String> asked = new ArrayList<>();
    List<StatedEstimate> metrics = new ArrayList<>();
    for (int k = 0; k < classNames.size(); k++) {
      if (request.getClassName().isEmpty() || request.getClassName().equals(classNames.get(k))) {
        asked.add(classNames.get(k));
        metrics.add(
            judged.withheld() == null
                ? estimate(metric, k, judged.sample(), builder)
                : builder.withheld(judged.withheld()));
      }
    }
    String modelVersion = judged.modelVersion();
    return StatedAnswer.of(state, metrics, estimates -> response(modelVersion, asked, estimates));
  }

  private static EstimateMetricResponse response(
      String modelVersion, List<String> classNames, List<Estimate> estimates) {
    EstimateMetricResponse.Builder response =
        EstimateMetricResponse.newBuilder().setModelVersion(modelVersion);
    for (int k = 0; k < classNames.size(); k++) {
      response.addClasses(
          ClassMetric.newBuilder().setClassName(classNames.get(k)).setEstimate(estimates.get(k)));
    }
    return response.build();
  }

  private StatedEstimate estimate(
      LinearRatio metric, int classIndex, WaveSample sample, EstimateBuilder builder) {
    Evidence evidence = Evidence.of(sample, ModelErrors.asBelieved());
    int[] cells = cells(evidence.items(), classIndex);
    long counted = IntStream.of(cells).filter(metric::counts).count();
    return counted < limits.minLabels()
        ? builder.withheld(
            EstimateBuilder.reason(
                WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
                "%s of this class rests on %s settled items, %s are needed; label more"
                    .formatted(metric.name(), counted, limits.minLabels())))
        : builder.build(
            evidence, all -> reading(metric, cells, all), sample, 0, 1, evidence.populationCount());
  }

  private static Reading reading(LinearRatio metric, int[] cells, Evidence evidence) {
    double[][] rows = new double[cells.length][Confusion.WIDTH];
    for (int i = 0; i < cells.length; i++) {
      rows[i][cells[i]] = 1;
    }
    MetricSample sample = MetricSample.of(rows, evidence.difference().designWeights());
    MetricEstimate estimate = new DifferenceOfTotals().estimate(metric, sample);
    return new Reading(
        estimate.value(),
        estimate.standardError(),
        estimate.estimator(),
        estimate.labelCount(),
        level -> ShareOfHits.of(metric, sample, level));
  }

  /** For each item, the total of the class's confusion that it counts in. */
  private static int[] cells(List<SettledItem> items, int classIndex) {
    return items.stream()
        .mapToInt(
            item ->
                Confusion.cell(
                    item.verdictClass() == classIndex, item.predictedClass() == classIndex))
        .toArray();
  }
}
