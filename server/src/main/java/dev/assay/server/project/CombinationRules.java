package dev.assay.server.project;

import dev.assay.server.request.Violations;
import dev.assay.v1.Combination;
import java.util.HashSet;
import java.util.Set;

/**
 * What a policy may say about the strategies that it weighs, and what it says where it is silent.
 */
final class CombinationRules {
  static final int MAX_TERMS = 8;
  static final double MAX_WEIGHT = 1000;

  private CombinationRules() {}

  /** Reports every value that no policy can have. */
  static void check(
      Combination combination, Set<String> strategies, String field, Violations violations) {
    violations.require(
        combination.getTermsCount() >= 1 && combination.getTermsCount() <= MAX_TERMS,
        field + ".terms",
        "must be from 1 to " + MAX_TERMS);
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < Math.min(combination.getTermsCount(), MAX_TERMS); k++) {
      Combination.Term term = combination.getTerms(k);
      String place = field + ".terms[" + k + "]";
      boolean isKnown =
          violations.require(
              strategies.contains(term.getStrategy()),
              place + ".strategy",
              PolicyRules.oneOf(strategies));
      if (isKnown) {
        violations.require(
            seen.add(term.getStrategy()), place + ".strategy", "is the same as another term's");
      }
      violations.require(
          !term.hasWeight() || (term.getWeight() > 0 && term.getWeight() <= MAX_WEIGHT),
          place + ".weight",
          "must be above 0 and at most " + MAX_WEIGHT);
    }
    violations.require(
        combination.getForm() != Combination.Form.UNRECOGNIZED,
        field + ".form",
        "must be FORM_SUM or FORM_PRODUCT");
    violations.require(
        combination.getNormalization() != Combination.Normalization.UNRECOGNIZED,
        field + ".normalization",
        "must be NORMALIZATION_RANK or NORMALIZATION_MIN_MAX");
  }

  /** The same with its default in every absent field. */
  static Combination complete(Combination combination) {
    Combination.Builder complete = combination.toBuilder();
    complete
        .getTermsBuilderList()
        .forEach(term -> term.setWeight(term.hasWeight() ? term.getWeight() : 1));
    if (combination.getForm() == Combination.Form.FORM_UNSPECIFIED) {
      complete.setForm(Combination.Form.FORM_SUM);
    }
    if (combination.getNormalization() == Combination.Normalization.NORMALIZATION_UNSPECIFIED) {
      complete.setNormalization(Combination.Normalization.NORMALIZATION_RANK);
    }
    return complete.build();
  }
}
