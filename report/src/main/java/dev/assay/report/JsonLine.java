package dev.assay.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** One JSON object in one line. Numbers keep six significant digits; what is not finite is null. */
public final class JsonLine {
  private static final MathContext DIGITS = new MathContext(6);

  private final StringBuilder text = new StringBuilder();

  /** Adds a text. */
  public JsonLine put(String name, String value) {
    name(name).append('"').append(escape(value)).append('"');
    return this;
  }

  /** Adds a number. */
  public JsonLine put(String name, double value) {
    name(name)
        .append(
            Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString()
                : "null");
    return this;
  }

  /** Adds a whole number. */
  public JsonLine put(String name, long value) {
    name(name).append(value);
    return this;
  }

  /** Adds a truth value. */
  public JsonLine put(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  /** Adds an array of objects. */
  public JsonLine put(String name, List<JsonLine> values) {
    name(name).append('[');
    for (int k = 0; k < values.size(); k++) {
      text.append(k == 0 ? "" : ",").append(values.get(k));
    }
    text.append(']');
    return this;
  }

  private StringBuilder name(String name) {
    return text.append(text.length() == 0 ? "" : ",").append('"').append(name).append("\":");
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return "{" + text + "}";
  }
}
