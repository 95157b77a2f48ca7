package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.Combination;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.SelfTuning;
import dev.assay.v1.StratumDimension;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Projects as people read them. */
final class ProjectTables {
  private ProjectTables() {}

  static TextTable one(Project project) {
    Policy policy = project.getPolicy();
    return new TextTable("FIELD", "VALUE")
        .row("name", project.getName())
        .row("display_name", project.getDisplayName())
        .row("state", shortName(project.getState()))
        .row("kind", shortName(project.getLabelSchema()))
        .row("class_names", ClassOptions.show(project.getLabelSchema().getClassNamesList()))
        .row("currency_code", project.getCurrencyCode())
        .row("default_price", Amounts.show(project.getDefaultPriceMicros()))
        .row("policy.version", policy.getVersion())
        .row("policy.strategy", policy.getStrategy())
        .row("policy.measure", policy.getMeasure())
        .row("policy.monitor_share", policy.getMonitorShare())
        .row("policy.combination", combination(policy))
        .row(
            "policy.diversity_radius",
            policy.hasDiversityRadius() ? policy.getDiversityRadius() : FieldsOption.NONE)
        .row("policy.calibration", ScoreCalibrationOption.show(policy.getCalibration()))
        .row("policy.per_price", policy.getPerPrice())
        .row("policy.exploration_share", policy.getExplorationShare())
        .row("policy.min_scored_share", policy.getMinScoredShare())
        .row("policy.sharpness", policy.getSharpness())
        .row("policy.wave_size", policy.getWaveSize() == 0 ? "by rate" : policy.getWaveSize())
        .row("policy.lease", Times.show(policy.getLease()))
        .row("policy.agreeing_votes", policy.getAgreeingVotes())
        .row("policy.max_votes", policy.getMaxVotes())
        .row("policy.registered_only", policy.getRegisteredOnly())
        .row(
            "policy.max_items_per_annotator",
            policy.getMaxItemsPerAnnotator() == 0 ? "none" : policy.getMaxItemsPerAnnotator())
        .row("policy.max_score_age", staleness(policy))
        .row("policy.without_second_opinion", policy.getWithoutSecondOpinion())
        .row("policy.verdict_method", policy.getVerdictMethod())
        .row(
            "policy.dynamic_redundancy",
            policy.hasDynamicRedundancy()
                ? FieldsOption.show(policy.getDynamicRedundancy())
                : FieldsOption.NONE)
        .row(
            "policy.gold",
            policy.hasGold() ? FieldsOption.show(policy.getGold()) : FieldsOption.NONE)
        .row("policy.adjudication", FieldsOption.show(policy.getAdjudication()))
        .row(
            "policy.quota",
            policy.hasQuota() ? QuotaOptions.show(policy.getQuota()) : FieldsOption.NONE)
        .row(
            "policy.representative_every",
            policy.getRepresentativeEvery() == 0 ? "never" : policy.getRepresentativeEvery())
        .row("policy.self_tuning", selfTuning(policy))
        .row(
            "policy.recluster_every",
            policy.getReclusterEvery() == 0 ? "never" : policy.getReclusterEvery())
        .row(
            "policy.drift",
            policy.hasDrift() ? FieldsOption.show(policy.getDrift()) : FieldsOption.NONE)
        .row(
            "policy.stopping",
            policy.hasStopping() ? FieldsOption.show(policy.getStopping()) : FieldsOption.NONE)
        .row("strata", strata(project))
        .row("etag", project.getEtag())
        .row("create_time", Times.show(project.getCreateTime()))
        .row("update_time", Times.show(project.getUpdateTime()));
  }

  static TextTable all(List<Project> projects) {
    TextTable table =
        new TextTable("NAME", "STATE", "KIND", "CLASSES", "STRATEGY", "CURRENCY", "CREATED");
    for (Project project : projects) {
      table.row(
          project.getName(),
          shortName(project.getState()),
          shortName(project.getLabelSchema()),
          project.getLabelSchema().getClassNamesCount(),
          strategy(project.getPolicy()),
          project.getCurrencyCode(),
          Times.show(project.getCreateTime()));
    }
    return table;
  }

  private static String strategy(Policy policy) {
    return policy.hasSelfTuning()
        ? String.join(" or ", policy.getSelfTuning().getStrategiesList())
        : policy.hasCombination() ? combination(policy) : policy.getStrategy();
  }

  /** Such as "margin or k-center, window 20, memory 0.25". */
  private static String selfTuning(Policy policy) {
    SelfTuning tuning = policy.getSelfTuning();
    return policy.hasSelfTuning()
        ? String.join(" or ", tuning.getStrategiesList())
            + ", each at least "
            + tuning.getLeastProbability()
            + ", window "
            + tuning.getWindow()
            + ", memory "
            + tuning.getMemory()
        : FieldsOption.NONE;
  }

  /** Such as "margin + 2 k-center", by rank. */
  private static String combination(Policy policy) {
    if (!policy.hasCombination()) {
      return FieldsOption.NONE;
    }
    Combination combination = policy.getCombination();
    String sign = combination.getForm() == Combination.Form.FORM_PRODUCT ? " x " : " + ";
    String terms =
        combination.getTermsList().stream()
            .map(
                term ->
                    term.getWeight() == 1
                        ? term.getStrategy()
                        : number(term.getWeight()) + " " + term.getStrategy())
            .collect(Collectors.joining(sign));
    return combination.getNormalization() == Combination.Normalization.NORMALIZATION_MIN_MAX
        ? terms + " (min_max)"
        : terms;
  }

  private static String number(double weight) {
    String text = Double.toString(weight);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String staleness(Policy policy) {
    return policy.hasMaxScoreAge()
        ? Times.show(policy.getMaxScoreAge())
            + ", then "
            + policy.getStaleScores().name().replace("STALE_SCORES_", "").toLowerCase(Locale.ROOT)
        : "none";
  }

  private static String shortName(Project.State state) {
    return state.name().replace("STATE_", "");
  }

  private static String shortName(dev.assay.v1.LabelSchema schema) {
    return schema.getKind().name().replace("KIND_", "");
  }

  private static String strata(Project project) {
    String text =
        project.getStrata().getDimensionsList().stream()
            .map(ProjectTables::dimension)
            .collect(Collectors.joining(" x "));
    return text.isEmpty() ? "one" : text;
  }

  private static String dimension(StratumDimension dimension) {
    return switch (dimension.getCutCase()) {
      case ATTRIBUTE -> "attribute " + dimension.getAttribute();
      case PREDICTED_CLASS -> "predicted_class";
      case QUANTILE_BINS ->
          (dimension.getQuantileBins().getConfidence()
                  ? "confidence"
                  : dimension.getQuantileBins().getAttribute())
              + " in "
              + dimension.getQuantileBins().getBinCount()
              + " bins";
      case CLUSTERS -> dimension.getClusters().getClusterCount() + " clusters";
      case CUT_NOT_SET -> "-";
    };
  }
}
