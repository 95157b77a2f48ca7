package dev.assay.app.cli;

import java.util.Locale;
import java.util.Set;

/** What people and programs write where there is no label. */
final class NoLabel {
  private static final Set<String> NAMES = Set.of("", "nan", "null");

  private NoLabel() {}

  /** Whether the text stands for no answer rather than for a class. */
  static boolean is(String text) {
    return NAMES.contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
