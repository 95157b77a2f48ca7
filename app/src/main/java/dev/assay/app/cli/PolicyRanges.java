package dev.assay.app.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.assay.server.project.AdjudicationRules;
import dev.assay.server.project.GoldRules;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.QuotaRules;
import dev.assay.server.project.StoppingPolicyRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of a policy's numbers, for its schema. Where 0 stands for the default or for none, the
 * range begins there; the server's rules may leave a gap behind it.
 */
final class PolicyRanges {
  /** Both ends may be taken. */
  record Range(double min, double max) {}

  private static final Range SHARE = new Range(0, 1);

  private static final Map<String, Range> RANGES =
      Map.ofEntries(
          Map.entry("Policy.exploration_share", new Range(PolicyRules.MIN_EXPLORATION_SHARE, 1)),
          Map.entry("Policy.sharpness", new Range(0, PolicyRules.MAX_SHARPNESS)),
          Map.entry("Policy.wave_size", new Range(0, PolicyRules.MAX_WAVE_SIZE)),
          Map.entry("Policy.agreeing_votes", new Range(0, PolicyRules.MAX_AGREEING_VOTES)),
          Map.entry("Policy.max_votes", new Range(0, PolicyRules.MAX_VOTES)),
          Map.entry("Policy.diversity_radius", SHARE),
          Map.entry("Policy.min_scored_share", SHARE),
          Map.entry("Policy.measure", SHARE),
          Map.entry(
              "Policy.max_items_per_annotator", new Range(0, PolicyRules.MAX_ITEMS_PER_ANNOTATOR)),
          Map.entry(
              "Policy.representative_every", new Range(0, QuotaRules.MAX_REPRESENTATIVE_EVERY)),
          Map.entry("Policy.recluster_every", new Range(0, QuotaRules.MAX_RECLUSTER_EVERY)),
          Map.entry("GoldPolicy.probation_share", new Range(0, GoldRules.MAX_SHARE)),
          Map.entry("GoldPolicy.trusted_share", new Range(0, GoldRules.MAX_SHARE)),
          Map.entry(
              "GoldPolicy.good_accuracy",
              new Range(GoldRules.MIN_ACCURACY, GoldRules.MAX_ACCURACY)),
          Map.entry(
              "GoldPolicy.bad_accuracy", new Range(GoldRules.MIN_ACCURACY, GoldRules.MAX_ACCURACY)),
          Map.entry(
              "GoldPolicy.false_suspension", new Range(GoldRules.MIN_ERROR, GoldRules.MAX_ERROR)),
          Map.entry(
              "GoldPolicy.missed_suspension", new Range(GoldRules.MIN_ERROR, GoldRules.MAX_ERROR)),
          Map.entry("GoldPolicy.max_uses", new Range(0, GoldRules.MAX_USES)),
          Map.entry("GoldPolicy.promotion_votes", new Range(0, PolicyRules.MAX_VOTES)),
          Map.entry("DynamicRedundancy.confidence", new Range(0, PolicyRules.MAX_CONFIDENCE)),
          Map.entry("AdjudicationPolicy.min_agreement", SHARE),
          Map.entry("AdjudicationPolicy.min_probability", SHARE),
          Map.entry("AdjudicationPolicy.audit_share", SHARE),
          Map.entry("AdjudicationPolicy.max_rounds", new Range(0, AdjudicationRules.MAX_ROUNDS)),
          Map.entry("QuotaPolicy.max_raise", new Range(0, QuotaRules.MAX_RAISE)),
          Map.entry("DriftPolicy.false_alarm", new Range(0, QuotaRules.MAX_FALSE_ALARM)),
          Map.entry("DriftPolicy.max_exploration_share", SHARE),
          Map.entry("StoppingPolicy.confidence", new Range(0, StoppingPolicyRules.MAX_CONFIDENCE)),
          Map.entry("StoppingPolicy.target_accuracy", SHARE),
          Map.entry("StoppingPolicy.least_gain", SHARE),
          Map.entry("StoppingPolicy.rounds", new Range(0, StoppingPolicyRules.MAX_ROUNDS)));

  private PolicyRanges() {}

  /** The range of a number, or null where it is not limited by itself. */
  static @Nullable Range of(FieldDescriptor field) {
    return RANGES.get(field.getContainingType().getName() + "." + field.getName());
  }
}
