package dev.assay.server.labels;

import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.LabelSubmission;
import java.util.Set;

/** What an answer must be whatever it answers. */
final class SubmissionRules {
  private SubmissionRules() {}

  /**
   * Checks one answer of a call.
   *
   * @param seen the tokens of the answers before it; its own is added
   */
  static void check(LabelSubmission label, String field, Set<String> seen, Violations violations) {
    AssignmentTokens.check(label.getToken(), field + ".token", violations);
    violations.require(seen.add(label.getToken()), field + ".token", "stands twice in the call");
    violations.require(label.hasValue(), field + ".value", "is required");
    if (label.hasLabelingDuration()) {
      FieldRules.duration(
          label.getLabelingDuration(),
          0,
          FieldRules.MAX_LABELING_MILLIS,
          field + ".labeling_duration",
          violations);
    }
  }
}
