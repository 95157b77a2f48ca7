package dev.assay.labelstudio.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** One task with its annotations. */
public record LsTask(
    long id,
    long project,
    JsonObject data,
    JsonObject meta,
    boolean isLabeled,
    int overlap,
    String updatedAt,
    List<LsAnnotation> annotations) {

  static LsTask of(JsonObject json) {
    List<LsAnnotation> annotations = new ArrayList<>();
    for (JsonElement annotation : Json.array(json, "annotations")) {
      annotations.add(LsAnnotation.of(Json.object(annotation)));
    }
    Long overlap = Json.number(json, "overlap");
    return new LsTask(
        Json.required(json, "id"),
        Json.required(json, "project"),
        Json.objectOrEmpty(json, "data"),
        Json.objectOrEmpty(json, "meta"),
        Json.truth(json, "is_labeled"),
        overlap == null ? 1 : overlap.intValue(),
        Json.text(json, "updated_at"),
        List.copyOf(annotations));
  }
}
