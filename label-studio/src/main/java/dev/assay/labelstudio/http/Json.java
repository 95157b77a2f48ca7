package dev.assay.labelstudio.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads of JSON that may lack what is looked for. */
public final class Json {
  private Json() {}

  /**
   * Parses a text.
   *
   * @throws LabelStudioException if it is no JSON
   */
  public static JsonElement parse(String text) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException e) {
      throw unintelligible("is no JSON");
    }
  }

  /** The element as an object. */
  public static JsonObject object(JsonElement element) {
    if (!element.isJsonObject()) {
      throw unintelligible("is no object");
    }
    return element.getAsJsonObject();
  }

  /** The named array; empty when absent or null. */
  public static JsonArray array(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element != null && element.isJsonArray() ? element.getAsJsonArray() : new JsonArray();
  }

  /** The named object; empty when absent or null. */
  public static JsonObject objectOrEmpty(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element != null && element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
  }

  /** The named text; empty when absent or null. */
  public static String text(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element != null && element.isJsonPrimitive() ? element.getAsString() : "";
  }

  /** The named whole number, or null when absent. */
  public static @Nullable Long number(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null || !element.isJsonPrimitive()) {
      return null;
    }
    try {
      return element.getAsLong();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The named whole number. */
  public static long required(JsonObject object, String name) {
    Long number = number(object, name);
    if (number == null) {
      throw unintelligible("has no number \"" + name + "\"");
    }
    return number;
  }

  /** The named truth; false when absent. */
  public static boolean truth(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element != null && element.isJsonPrimitive() && element.getAsBoolean();
  }

  /** A user: Label Studio writes the number in lists and an object in single tasks. */
  public static @Nullable Long user(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element != null && element.isJsonObject()
        ? number(element.getAsJsonObject(), "id")
        : number(object, name);
  }

  /** The same text for equal values, whatever the order of their fields. */
  public static String canonical(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, JsonElement> sorted = new TreeMap<>(element.getAsJsonObject().asMap());
      JsonObject copy = new JsonObject();
      sorted.forEach((name, value) -> copy.add(name, Json.parse(canonical(value))));
      return copy.toString();
    }
    if (element.isJsonArray()) {
      JsonArray copy = new JsonArray();
      element.getAsJsonArray().forEach(value -> copy.add(Json.parse(canonical(value))));
      return copy.toString();
    }
    return element.toString();
  }

  private static LabelStudioException unintelligible(String what) {
    return new LabelStudioException(
        LabelStudioException.Kind.UNINTELLIGIBLE, "an answer of Label Studio " + what);
  }
}
