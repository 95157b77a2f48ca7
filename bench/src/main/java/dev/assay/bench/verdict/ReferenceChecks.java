package dev.assay.bench.verdict;

import java.util.ArrayList;
import java.util.List;

/** Collects comparisons; of those that belong together the worst stands for all. */
final class ReferenceChecks {
  private final String source;
  private final List<ReferenceCheck> checks = new ArrayList<>();

  ReferenceChecks(String source) {
    this.source = source;
  }

  /** Compares one number. */
  void number(String what, double reference, double ours, double tolerance) {
    checks.add(new ReferenceCheck(source, what, reference, ours, tolerance, 1));
  }

  /** Compares numbers one by one and keeps the pair that is furthest apart. */
  void numbers(String what, List<Double> reference, List<Double> ours, double tolerance) {
    if (reference.size() != ours.size() || reference.isEmpty()) {
      throw new IllegalStateException(
          what + ": " + ours.size() + " numbers for " + reference.size());
    }
    int worst = 0;
    for (int i = 1; i < reference.size(); i++) {
      double apart = Math.abs(reference.get(i) - ours.get(i));
      worst = apart > Math.abs(reference.get(worst) - ours.get(worst)) ? i : worst;
    }
    checks.add(
        new ReferenceCheck(
            source, what, reference.get(worst), ours.get(worst), tolerance, reference.size()));
  }

  List<ReferenceCheck> all() {
    return List.copyOf(checks);
  }
}
