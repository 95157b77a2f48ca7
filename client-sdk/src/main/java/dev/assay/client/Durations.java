package dev.assay.client;

import java.time.Duration;
import java.util.Locale;

/** The one rule for spans of time given by callers. */
final class Durations {
  private Durations() {}

  static Duration requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %s: use more than 0", name, value));
    }
    return value;
  }
}
