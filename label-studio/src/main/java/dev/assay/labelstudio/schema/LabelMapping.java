package dev.assay.labelstudio.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.client.LabelSchemas;
import dev.assay.labelstudio.http.Json;
import dev.assay.v1.LabelSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * How one control of a labelling configuration is a label schema.
 *
 * @param controlName the control's name: {@code from_name} in results
 * @param control its kind
 * @param isMultiLabel whether any subset of the classes is an answer, rather than exactly one
 * @param classNames the classes in the configuration's order
 */
public record LabelMapping(
    String controlName, Control control, boolean isMultiLabel, List<String> classNames) {
  /** Stands between the levels of a taxonomy in a class name. */
  public static final String LEVELS = " > ";

  /** The controls that can be mapped. */
  public enum Control {
    CHOICES("Choices", "choices"),
    RATING("Rating", "rating"),
    TAXONOMY("Taxonomy", "taxonomy");

    private final String tag;
    private final String field;

    Control(String tag, String field) {
      this.tag = tag;
      this.field = field;
    }

    String tag() {
      return tag;
    }
  }

  /** The label schema of the Assay project. */
  public LabelSchema schema() {
    return isMultiLabel ? LabelSchemas.multiLabel(classNames) : LabelSchemas.multiclass(classNames);
  }

  /**
   * The classes that an annotation's result names.
   *
   * @throws UnmappableAnswerException if it is no answer under the schema
   */
  public List<String> answer(JsonArray result) throws UnmappableAnswerException {
    List<String> chosen = new ArrayList<>();
    int regions = 0;
    for (JsonElement element : result) {
      JsonObject region = Json.object(element);
      if (Json.text(region, "from_name").equals(controlName)) {
        regions++;
        chosen.addAll(classes(Json.objectOrEmpty(region, "value")));
      }
    }
    if (regions > 1) {
      throw new UnmappableAnswerException("\"" + controlName + "\" is answered more than once");
    }
    for (String name : chosen) {
      if (!classNames.contains(name)) {
        throw new UnmappableAnswerException("\"" + name + "\" is no class of the project");
      }
    }
    if (!isMultiLabel && chosen.size() != 1) {
      throw new UnmappableAnswerException(
          "\"" + controlName + "\" has " + chosen.size() + " answers instead of one");
    }
    return chosen.stream().distinct().toList();
  }

  private List<String> classes(JsonObject value) throws UnmappableAnswerException {
    List<String> classes = new ArrayList<>();
    switch (control) {
      case CHOICES -> Json.array(value, control.field).forEach(c -> classes.add(c.getAsString()));
      case RATING -> {
        Long rating = Json.number(value, control.field);
        if (rating != null) {
          classes.add(rating.toString());
        }
      }
      case TAXONOMY -> {
        for (JsonElement path : Json.array(value, control.field)) {
          if (!path.isJsonArray()) {
            throw new UnmappableAnswerException("a taxonomy answer is no path");
          }
          List<String> levels = new ArrayList<>();
          path.getAsJsonArray().forEach(level -> levels.add(level.getAsString()));
          classes.add(String.join(LEVELS, levels));
        }
      }
    }
    return classes;
  }
}
