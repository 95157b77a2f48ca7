package dev.assay.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object in one line, its fields in the order in which they are put. */
public final class JsonLine {
  private static final MathContext SIGNIFICANT = new MathContext(6);

  private final JsonObject fields = new JsonObject();

  /** Adds a text, or null. */
  public JsonLine put(String name, @Nullable String value) {
    fields.addProperty(name, value);
    return this;
  }

  /** Adds a truth value, or null. */
  public JsonLine put(String name, @Nullable Boolean value) {
    fields.addProperty(name, value);
    return this;
  }

  /** Adds a whole number. */
  public JsonLine put(String name, long value) {
    fields.addProperty(name, value);
    return this;
  }

  /** Adds a number with six significant digits; what is not finite is null. */
  public JsonLine put(String name, double value) {
    fields.addProperty(
        name,
        Double.isFinite(value)
            ? new BigDecimal(value).round(SIGNIFICANT).stripTrailingZeros()
            : null);
    return this;
  }

  /** Adds a number with so many decimals, or null; what is not finite is null. */
  public JsonLine put(String name, @Nullable Double value, int decimals) {
    fields.addProperty(
        name,
        value == null || !Double.isFinite(value)
            ? null
            : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
    return this;
  }

  /** Adds an array of objects. */
  public JsonLine put(String name, List<JsonLine> values) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(value.fields));
    fields.add(name, array);
    return this;
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
