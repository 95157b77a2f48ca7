package dev.assay.server.project;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.StoppingPolicy;

/** What a policy may say about stopping, in the ranges that the rules can be asked with. */
public final class StoppingPolicyRules {
  public static final double MIN_CONFIDENCE = 0.51;
  public static final double MAX_CONFIDENCE = 0.999;
  public static final double DEFAULT_CONFIDENCE = 0.9;
  public static final int MAX_ROUNDS = 11;

  private StoppingPolicyRules() {}

  /** Reports every value that no policy can have. */
  static void check(Policy policy, String policyField, Violations violations) {
    if (!policy.hasStopping()) {
      return;
    }
    StoppingPolicy stopping = policy.getStopping();
    String field = policyField + ".stopping";
    if (stopping.getConfidence() != 0) {
      FieldRules.inRange(
          stopping.getConfidence(),
          MIN_CONFIDENCE,
          MAX_CONFIDENCE,
          field + ".confidence",
          violations);
    }
    FieldRules.inRange(stopping.getTargetAccuracy(), 0, 1, field + ".target_accuracy", violations);
    FieldRules.inRange(stopping.getLeastGain(), 0, 1, field + ".least_gain", violations);
    FieldRules.inRange(stopping.getRounds(), 0, MAX_ROUNDS, field + ".rounds", violations);
    violations.require(
        stopping.getRounds() == 0 || stopping.getLeastGain() > 0,
        field + ".rounds",
        "needs least_gain, which the rounds must have reached together");
    violations.require(
        stopping.getTargetAccuracy() != 0 || stopping.getLeastGain() != 0,
        field,
        "has no rule: give target_accuracy or least_gain");
  }

  /**
   * Refuses rules where there is no accuracy that they could be about.
   *
   * @throws dev.assay.server.failure.InvalidRequest where the project's answers are not one class
   */
  static void requireAccuracy(Project project) {
    Violations violations = new Violations();
    violations.require(
        !project.getPolicy().hasStopping() || LabelSpace.of(project).allows(Use.ACCURACY),
        "project.policy.stopping",
        "needs a label schema where an answer is one class: clear it");
    violations.throwIfAny();
  }

  static void complete(Policy.Builder policy) {
    if (policy.hasStopping() && policy.getStopping().getConfidence() == 0) {
      policy.getStoppingBuilder().setConfidence(DEFAULT_CONFIDENCE);
    }
  }
}
