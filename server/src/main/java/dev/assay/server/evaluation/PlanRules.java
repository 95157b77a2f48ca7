package dev.assay.server.evaluation;

import dev.assay.sampling.evaluate.RoundDesign;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationPlan;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plan may be, and what it is where it does not say. */
final class PlanRules {
  static final int MAX_METRICS = 20;
  static final int MAX_LABELS = 20_000;
  static final int MAX_ROUNDS = 20;
  static final int MAX_STRATA = 50;
  static final int MAX_PART_VALUE_LENGTH = 200;
  static final double MIN_HALF_WIDTH = 0.001;
  static final double MIN_FLOOR = 0.05;

  /** Fewer labels say nothing: no estimate is given of less. */
  static final int MIN_LABELS = 10;

  static final int DEFAULT_STRATA = 5;
  static final double DEFAULT_FLOOR = 0.5;
  static final double DEFAULT_LEVEL = 0.9;

  private static final Pattern ID = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private PlanRules() {}

  /** Reports an id that no evaluation can have. */
  static void checkId(String id, Violations violations) {
    violations.require(
        ID.matcher(id).matches(),
        "evaluation_id",
        "must be 1 to 63 characters of a-z, 0-9 and \"-\", starting with a letter");
  }

  /** Reports what cannot be taken whatever is stored. */
  static void check(EvaluationPlan plan, Violations violations) {
    FieldRules.inRange(plan.getMetricsCount(), 0, MAX_METRICS, "plan.metrics", violations);
    Set<EvaluationMetric> seen = new HashSet<>();
    for (int i = 0; i < plan.getMetricsCount(); i++) {
      checkMetric(plan.getMetrics(i), "plan.metrics[" + i + "]", violations);
      violations.require(
          seen.add(plan.getMetrics(i)), "plan.metrics[" + i + "].metric", "stands twice");
    }
    violations.require(
        plan.getLabelBudget() == 0 != (plan.getHalfWidth() == 0),
        "plan.label_budget",
        "must be given where half_width is not, and not with it");
    if (plan.getLabelBudget() != 0) {
      FieldRules.inRange(
          plan.getLabelBudget(), MIN_LABELS, MAX_LABELS, "plan.label_budget", violations);
    }
    if (plan.getHalfWidth() != 0) {
      FieldRules.inRange(plan.getHalfWidth(), MIN_HALF_WIDTH, 0.5, "plan.half_width", violations);
    }
    if (plan.getLevel() != 0) {
      FieldRules.inRange(plan.getLevel(), 0.5, 0.999, "plan.level", violations);
    }
    violations.require(
        plan.getDesign().isEmpty() || RoundDesign.named(plan.getDesign()).isPresent(),
        "plan.design",
        "must be one of "
            + String.join(
                ", ", Arrays.stream(RoundDesign.values()).map(RoundDesign::designName).toList()));
    if (plan.getStrata() != 0) {
      FieldRules.inRange(plan.getStrata(), 2, MAX_STRATA, "plan.strata", violations);
    }
    if (plan.hasFloor()) {
      FieldRules.inRange(plan.getFloor(), MIN_FLOOR, 1, "plan.floor", violations);
    }
    FieldRules.inRange(plan.getMaxRounds(), 0, MAX_ROUNDS, "plan.max_rounds", violations);
    checkPart(plan, violations);
    checkAnytime(plan, violations);
  }

  private static void checkMetric(EvaluationMetric metric, String field, Violations violations) {
    boolean known = metric.getMetric().equals(Metrics.ACCURACY) || Metrics.isOfClass(metric);
    violations.require(
        known,
        field + ".metric",
        "must be one of " + Metrics.ACCURACY + ", " + String.join(", ", Metrics.namesOfClass()));
    violations.require(
        !known || metric.getClassName().isEmpty() != Metrics.isOfClass(metric),
        field + ".class_name",
        "must name a class for every metric but accuracy, and none for that");
  }

  private static void checkPart(EvaluationPlan plan, Violations violations) {
    FieldRules.text(
        plan.getPartAttribute(),
        0,
        FieldRules.MAX_ATTRIBUTE_NAME_LENGTH,
        "plan.part_attribute",
        violations);
    FieldRules.text(plan.getPartValue(), 0, MAX_PART_VALUE_LENGTH, "plan.part_value", violations);
    violations.require(
        plan.getPartAttribute().isEmpty() == plan.getPartValue().isEmpty(),
        "plan.part_value",
        "must be given with part_attribute, and not without it");
  }

  private static void checkAnytime(EvaluationPlan plan, Violations violations) {
    if (plan.getAnytime()) {
      violations.require(
          plan.getDesign().isEmpty()
              || plan.getDesign().equals(RoundDesign.SIMPLE_RANDOM.designName()),
          "plan.design",
          "must be absent or simple-random where anytime is set");
      violations.require(
          plan.getMaxRounds() <= 1, "plan.max_rounds", "must be 1 where anytime is set");
      violations.require(
          plan.getMetricsList().stream()
              .allMatch(metric -> metric.getMetric().equals(Metrics.ACCURACY)),
          "plan.metrics",
          "must be accuracy alone where anytime is set");
    }
  }

  /** Reports what the project's label schema does not have. */
  static void checkSchema(ProjectRow project, EvaluationPlan plan) {
    LabelSpace.of(project.definition()).require(Use.ACCURACY);
    List<String> classes = project.definition().getLabelSchema().getClassNamesList();
    Violations violations = new Violations();
    for (int i = 0; i < plan.getMetricsCount(); i++) {
      String name = plan.getMetrics(i).getClassName();
      violations.require(
          name.isEmpty() || classes.contains(name),
          "plan.metrics[" + i + "].class_name",
          "is no class of the project's label schema");
    }
    violations.throwIfAny();
  }

  /** The plan with every default, but for the label budget of a half-width. */
  static EvaluationPlan complete(EvaluationPlan plan) {
    EvaluationPlan.Builder complete = plan.toBuilder();
    if (plan.getMetricsCount() == 0) {
      complete.addMetrics(EvaluationMetric.newBuilder().setMetric(Metrics.ACCURACY));
    }
    if (plan.getLevel() == 0) {
      complete.setLevel(DEFAULT_LEVEL);
    }
    if (plan.getDesign().isEmpty()) {
      RoundDesign auto =
          plan.getAnytime() ? RoundDesign.SIMPLE_RANDOM : RoundDesign.ORDERED_PIVOTAL;
      complete.setDesign(auto.designName());
    }
    if (plan.getStrata() == 0) {
      complete.setStrata(DEFAULT_STRATA);
    }
    if (!plan.hasFloor()) {
      complete.setFloor(DEFAULT_FLOOR);
    }
    complete.setMaxRounds(Math.max(plan.getMaxRounds(), 1));
    return complete.build();
  }
}
