package dev.assay.server.pool;

import java.util.Locale;

/**
 * How the cells of a partition are named: "site=north/predicted=7". What would be ambiguous in an
 * attribute's name or value ("%", "/", "=", and "(" which begins {@link #MISSING}) is written as
 * "%" and its code in two hexadecimal digits.
 */
final class StratumNames {
  /** The value of an item that the dimension has no value for. */
  static final String MISSING = "(none)";

  /** What the dimension of the predicted class begins with. */
  static final String PREDICTED = "predicted=";

  private StratumNames() {}

  static String escape(String text) {
    int first = firstAmbiguous(text, 0);
    if (first == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isAmbiguous(c)) {
        escaped.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static int firstAmbiguous(String text, int from) {
    int i = from;
    while (i < text.length() && !isAmbiguous(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isAmbiguous(char c) {
    return c == '%' || c == '/' || c == '=' || c == '(';
  }

  /**
   * The name of the stratum that differs from another in one dimension alone, that of the predicted
   * class.
   *
   * @param place of the dimension among those of the definition
   */
  static String withPredicted(String name, int place, String className) {
    String[] parts = name.split("/", -1);
    parts[place] = PREDICTED + escape(className);
    return String.join("/", parts);
  }
}
