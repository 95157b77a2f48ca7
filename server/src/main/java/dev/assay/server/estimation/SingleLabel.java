package dev.assay.server.estimation;

import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.LabelSchema;

/**
 * The label schemas with one class for each item, which accuracy and prevalence are defined for.
 */
final class SingleLabel {
  private SingleLabel() {}

  /** Refuses a project of another schema. */
  static void require(ProjectRow project) {
    LabelSchema.Kind kind = project.definition().getLabelSchema().getKind();
    if (kind == LabelSchema.Kind.KIND_MULTI_LABEL) {
      throw new UnsupportedLabelSchema("MULTI_LABEL");
    }
  }
}
