package dev.assay.server.project;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.SelfTuning;
import java.util.HashSet;
import java.util.Set;

/** What a policy may say about choosing among strategies, and what it says where it is silent. */
final class SelfTuningRules {
  static final int MIN_STRATEGIES = 2;
  static final int MAX_STRATEGIES = 8;
  static final int MIN_WINDOW = 5;
  static final int MAX_WINDOW = 200;
  static final int DEFAULT_WINDOW = 20;
  static final double MIN_PROBABILITY = 0.01;
  static final double DEFAULT_PROBABILITY = 0.1;
  static final double DEFAULT_MEMORY = 0.25;

  private SelfTuningRules() {}

  /** Reports every value that no policy can have. */
  static void check(
      SelfTuning tuning, Set<String> strategies, String field, Violations violations) {
    int count = tuning.getStrategiesCount();
    FieldRules.inRange(count, MIN_STRATEGIES, MAX_STRATEGIES, field + ".strategies", violations);
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < Math.min(count, MAX_STRATEGIES); k++) {
      String place = field + ".strategies[" + k + "]";
      if (violations.require(
          strategies.contains(tuning.getStrategies(k)), place, PolicyRules.oneOf(strategies))) {
        violations.require(seen.add(tuning.getStrategies(k)), place, "is the same as another");
      }
    }
    if (tuning.getWindow() != 0) {
      FieldRules.inRange(tuning.getWindow(), MIN_WINDOW, MAX_WINDOW, field + ".window", violations);
    }
    if (tuning.getLeastProbability() != 0) {
      FieldRules.inRange(
          tuning.getLeastProbability(),
          MIN_PROBABILITY,
          1.0 / Math.max(count, 1),
          field + ".least_probability",
          violations);
    }
    if (tuning.hasMemory()) {
      FieldRules.inRange(tuning.getMemory(), 0, 1, field + ".memory", violations);
    }
  }

  /** The same with its default in every absent field. */
  static SelfTuning complete(SelfTuning tuning) {
    SelfTuning.Builder complete = tuning.toBuilder();
    if (tuning.getWindow() == 0) {
      complete.setWindow(DEFAULT_WINDOW);
    }
    if (tuning.getLeastProbability() == 0) {
      complete.setLeastProbability(DEFAULT_PROBABILITY);
    }
    if (!tuning.hasMemory()) {
      complete.setMemory(DEFAULT_MEMORY);
    }
    return complete.build();
  }
}
