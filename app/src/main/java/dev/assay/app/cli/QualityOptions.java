package dev.assay.app.cli;

import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.DynamicRedundancy;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The fields of a policy that are about the quality of labels. */
final class QualityOptions {
  @Option(
      names = "--verdict-method",
      paramLabel = "NAME",
      description = "What decides among votes: auto, agreement, one-coin, crowdlab and others.")
  private @Nullable String verdictMethod;

  @Option(
      names = "--dynamic-redundancy",
      paramLabel = "FIELDS",
      description =
          "Buys votes by need: none, default, or confidence=0.95. What is not named is the"
              + " server's default.")
  private @Nullable String dynamicRedundancy;

  @Option(
      names = "--gold",
      paramLabel = "FIELDS",
      description =
          "Checks of annotators: none, default, or fields such as"
              + " probation_share=0.2,trusted_share=0.05,max_uses=50,promotion_votes=3. What is not"
              + " named is the server's default.")
  private @Nullable String gold;

  @Option(
      names = "--adjudication",
      paramLabel = "FIELDS",
      description =
          "What an adjudicator looks at: none, default, or fields such as"
              + " min_agreement=1,min_probability=0.8,audit_share=0.02,max_rounds=2,"
              + "escalate_after=1d,show_votes=true. What is not named is the server's default.")
  private @Nullable String adjudication;

  /** Sets what was given and adds the paths of it, as an update mask names them. */
  void applyTo(Policy.Builder policy, List<String> paths) {
    if (verdictMethod != null) {
      policy.setVerdictMethod(verdictMethod);
      paths.add("policy.verdict_method");
    }
    if (dynamicRedundancy != null) {
      paths.add("policy.dynamic_redundancy");
      if (!FieldsOption.isNone(dynamicRedundancy)) {
        policy.setDynamicRedundancy(
            FieldsOption.parse(
                dynamicRedundancy, DynamicRedundancy.newBuilder(), "--dynamic-redundancy"));
      }
    }
    if (gold != null) {
      paths.add("policy.gold");
      if (!FieldsOption.isNone(gold)) {
        policy.setGold(FieldsOption.parse(gold, GoldPolicy.newBuilder(), "--gold"));
      }
    }
    if (adjudication != null) {
      paths.add("policy.adjudication");
      if (!FieldsOption.isNone(adjudication)) {
        policy.setAdjudication(
            FieldsOption.parse(adjudication, AdjudicationPolicy.newBuilder(), "--adjudication"));
      }
    }
  }
}
