package dev.assay.app.demo;

import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One JSON object on one line, its fields in the order in which they are put. */
final class JsonLine {
  private final StringJoiner fields = new StringJoiner(",", "{", "}");

  JsonLine put(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** A number with six decimals, or null. */
  JsonLine put(String name, @Nullable Double value) {
    return raw(name, value == null ? "null" : String.format(Locale.ROOT, "%.6f", value));
  }

  JsonLine put(String name, @Nullable String value) {
    return raw(name, value == null ? "null" : quoted(value));
  }

  JsonLine put(String name, @Nullable Boolean value) {
    return raw(name, String.valueOf(value));
  }

  private JsonLine raw(String name, String value) {
    fields.add(quoted(name) + ":" + value);
    return this;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
