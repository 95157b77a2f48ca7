package dev.assay.server.project;

import com.google.protobuf.util.Durations;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.AdjudicationPolicy;

/** What a policy may say about adjudication, and what it says where it is silent. */
public final class AdjudicationRules {
  public static final int MAX_ROUNDS = 10;
  public static final int DEFAULT_ROUNDS = 2;
  public static final long MIN_ESCALATION_MILLIS = 60_000L;
  public static final long MAX_ESCALATION_MILLIS = 90L * 24 * 3600 * 1000;
  public static final long DEFAULT_ESCALATION_MILLIS = 24L * 3600 * 1000;

  private AdjudicationRules() {}

  /** Reports every value that no policy can have. */
  static void check(AdjudicationPolicy policy, String field, Violations violations) {
    FieldRules.inRange(policy.getMinAgreement(), 0, 1, field + ".min_agreement", violations);
    FieldRules.inRange(policy.getMinProbability(), 0, 1, field + ".min_probability", violations);
    FieldRules.inRange(policy.getAuditShare(), 0, 1, field + ".audit_share", violations);
    FieldRules.inRange(policy.getMaxRounds(), 0, MAX_ROUNDS, field + ".max_rounds", violations);
    if (policy.hasEscalateAfter()) {
      FieldRules.duration(
          policy.getEscalateAfter(),
          MIN_ESCALATION_MILLIS,
          MAX_ESCALATION_MILLIS,
          field + ".escalate_after",
          violations);
    }
  }

  /** The same with its default in every absent field. */
  static AdjudicationPolicy complete(AdjudicationPolicy policy) {
    AdjudicationPolicy.Builder complete = policy.toBuilder();
    if (policy.getMaxRounds() == 0) {
      complete.setMaxRounds(DEFAULT_ROUNDS);
    }
    if (!policy.hasEscalateAfter()) {
      complete.setEscalateAfter(Durations.fromMillis(DEFAULT_ESCALATION_MILLIS));
    }
    return complete.build();
  }
}
