package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.ProjectName;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.ErrorReason;
import java.util.List;

/**
 * Makes adjudicators known to Assay, which lets nobody else decide. Who is let into the project of
 * adjudications in Label Studio is one; whom the owner has registered in Assay has the roles that
 * the owner gave, and no others.
 */
final class Adjudicators {
  private Adjudicators() {}

  /** Registers the annotator with the roles, unless they are registered. */
  static void register(
      AssayClient assay, ProjectName project, String annotatorId, List<AnnotatorRole> roles) {
    Annotator annotator =
        Annotator.newBuilder().setAnnotatorId(annotatorId).addAllRoles(roles).build();
    try {
      assay.annotators().registerAnnotator(project, annotator);
    } catch (AssayException e) {
      if (e.reason() != ErrorReason.ERROR_REASON_ANNOTATOR_EXISTS) {
        throw e;
      }
    }
  }
}
