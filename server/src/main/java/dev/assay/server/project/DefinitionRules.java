package dev.assay.server.project;

import dev.assay.server.answer.LabelKind;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Violations;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Project;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.QuantileBins;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What the definition of a project may say. */
final class DefinitionRules {
  static final int MAX_DISPLAY_NAME_LENGTH = 200;
  static final int MAX_CLASS_NAME_LENGTH = 100;
  static final int MAX_DIMENSIONS = 4;
  static final int MIN_BINS = 2;
  static final int MAX_BINS = 100;
  static final int MIN_CLUSTERS = 2;
  static final int MAX_CLUSTERS = 100; // ClusterColumn has a byte for each item
  private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

  private DefinitionRules() {}

  /** Reports every field of a new project but its policy. */
  static void checkNew(Project project, String field, Violations violations) {
    ProjectNames.check(project.getName(), field + ".name", violations);
    schema(project, field + ".label_schema", violations);
    violations.require(
        CURRENCY_CODE.matcher(project.getCurrencyCode()).matches(),
        field + ".currency_code",
        "must be the three capital letters of ISO 4217, for example EUR");
    checkChangeable(project, field, violations);
  }

  /** Reports the fields that can be changed later, but the policy. */
  static void checkChangeable(Project project, String field, Violations violations) {
    FieldRules.text(
        project.getDisplayName(), 0, MAX_DISPLAY_NAME_LENGTH, field + ".display_name", violations);
    FieldRules.inRange(
        project.getDefaultPriceMicros(),
        0,
        FieldRules.MAX_PRICE_MICROS,
        field + ".default_price_micros",
        violations);
    strata(project.getStrata(), field + ".strata", violations);
  }

  private static void schema(Project project, String field, Violations violations) {
    if (!violations.require(project.hasLabelSchema(), field, "is required")) {
      return;
    }
    LabelSchema schema = project.getLabelSchema();
    LabelKind kind = LabelKind.of(schema);
    violations.require(
        kind != null,
        field + ".kind",
        "must be one of " + String.join(", ", LabelKind.contractNames()));
    String names = field + ".class_names";
    int most = kind == null ? LabelKind.MAX_CLASSES : kind.maxClasses();
    violations.require(
        schema.getClassNamesCount() >= LabelKind.MIN_CLASSES && schema.getClassNamesCount() <= most,
        names,
        "must be from " + LabelKind.MIN_CLASSES + " to " + most + " for a schema of this kind");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(schema.getClassNamesCount(), LabelKind.MAX_CLASSES); i++) {
      String name = schema.getClassNames(i);
      FieldRules.text(name, 1, MAX_CLASS_NAME_LENGTH, names + "[" + i + "]", violations);
      violations.require(seen.add(name), names + "[" + i + "]", "stands twice");
    }
  }

  private static void strata(StrataDefinition strata, String field, Violations violations) {
    FieldRules.inRange(
        strata.getDimensionsCount(), 0, MAX_DIMENSIONS, field + ".dimensions", violations);
    for (int i = 0; i < Math.min(strata.getDimensionsCount(), MAX_DIMENSIONS); i++) {
      dimension(strata.getDimensions(i), field + ".dimensions[" + i + "]", violations);
    }
    violations.require(
        strata.getDimensionsList().stream().filter(StratumDimension::hasClusters).count() <= 1,
        field + ".dimensions",
        "cut by clusters more than once");
  }

  private static void dimension(StratumDimension dimension, String field, Violations violations) {
    switch (dimension.getCutCase()) {
      case ATTRIBUTE -> attribute(dimension.getAttribute(), field + ".attribute", violations);
      case QUANTILE_BINS -> bins(dimension.getQuantileBins(), field + ".quantile_bins", violations);
      case CLUSTERS ->
          FieldRules.inRange(
              dimension.getClusters().getClusterCount(),
              MIN_CLUSTERS,
              MAX_CLUSTERS,
              field + ".clusters.cluster_count",
              violations);
      case PREDICTED_CLASS -> {
        // has nothing to check
      }
      case CUT_NOT_SET ->
          violations.add(
              field, "must have one of attribute, predicted_class, quantile_bins and clusters");
    }
  }

  private static void bins(QuantileBins bins, String field, Violations violations) {
    FieldRules.inRange(bins.getBinCount(), MIN_BINS, MAX_BINS, field + ".bin_count", violations);
    switch (bins.getSourceCase()) {
      case ATTRIBUTE -> attribute(bins.getAttribute(), field + ".attribute", violations);
      case CONFIDENCE ->
          violations.require(bins.getConfidence(), field + ".confidence", "must be true");
      case SOURCE_NOT_SET -> violations.add(field, "must have one of attribute and confidence");
    }
  }

  private static void attribute(String name, String field, Violations violations) {
    FieldRules.text(name, 1, FieldRules.MAX_ATTRIBUTE_NAME_LENGTH, field, violations);
  }
}
