package dev.assay.bench.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the default strategy is held to on a set.
 *
 * @param curve its curve over that of random labels, at least
 * @param efficiency RE, at least; 0 where none is promised
 */
record LearningGoal(double curve, double efficiency) {
  /** No estimate is farther from the truth on average, in standard errors. */
  static final double MOST_BIAS = 2.6;

  /** The least coverage of the nominal 90 %. */
  static final double LEAST_COVERAGE = .88;

  /** The greatest coverage of the nominal 90 %. */
  static final double MOST_COVERAGE = .97;

  private static final Map<String, LearningGoal> GOALS =
      Map.of(
          "digits", new LearningGoal(.05, 4),
          "digits-drift", new LearningGoal(.045, 2.2),
          "digits-flips", new LearningGoal(.045, 0),
          "digits-rare", new LearningGoal(.05, 0),
          "breast-cancer", new LearningGoal(.012, 4),
          "mnist", new LearningGoal(.045, 1.8),
          "mnist-drift", new LearningGoal(.045, 1.5),
          "credit", new LearningGoal(.003, .95));

  /** The goal of a set; null of one that none was set for. */
  static @Nullable LearningGoal of(String set) {
    return GOALS.get(set);
  }

  String text() {
    return efficiency > 0
        ? String.format(Locale.ROOT, "%+.3f, %.2f", curve, efficiency)
        : String.format(Locale.ROOT, "%+.3f, -", curve);
  }

  /** Whether it is kept, or what breaks it. */
  String verdict(double gain, double ratio, double bias, double coverage) {
    List<String> broken = new ArrayList<>();
    if (gain < curve) {
      broken.add("curve");
    }
    if (ratio < efficiency) {
      broken.add("RE");
    }
    if (!(Math.abs(bias) <= MOST_BIAS)) {
      broken.add("bias");
    }
    if (coverage < LEAST_COVERAGE || coverage > MOST_COVERAGE) {
      broken.add("coverage");
    }
    return broken.isEmpty() ? "kept" : "broken: " + String.join(", ", broken);
  }
}
