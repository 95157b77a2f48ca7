package dev.assay.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The name that somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The one that the fewest insertions, deletions and replacements of a character lead to; null
   * where that takes more than a third of the name, and more than two.
   */
  static @Nullable String of(String written, List<String> names) {
    int least = Math.max(2, written.length() / 3) + 1;
    String nearest = null;
    for (String name : names) {
      int distance = distance(written, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /** Levenshtein (1966). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
