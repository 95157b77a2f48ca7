package dev.assay.server.request;

import java.util.List;

/** The levels of the intervals that a request asks for: each the share of cases they hold in. */
public final class Levels {
  /** The most levels of one request. */
  public static final int MAX_COUNT = 10;

  public static final double MIN = 0.5;
  public static final double MAX = 0.999;
  static final List<Double> DEFAULT = List.of(0.9, 0.95);

  private Levels() {}

  /** Checks the field {@code levels}. */
  public static void check(List<Double> levels, Violations violations) {
    FieldRules.inRange(levels.size(), 0, MAX_COUNT, "levels", violations);
    for (int i = 0; i < levels.size(); i++) {
      FieldRules.inRange(levels.get(i), MIN, MAX, "levels[" + i + "]", violations);
    }
  }

  /** The levels of a request that was checked, or 0.9 and 0.95 where it has none. */
  public static List<Double> orDefault(List<Double> levels) {
    return levels.isEmpty() ? DEFAULT : levels;
  }
}
