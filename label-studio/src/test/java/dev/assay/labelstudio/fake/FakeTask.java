package dev.assay.labelstudio.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A task as Label Studio keeps it. */
final class FakeTask {
  final long id;
  final long project;
  final JsonObject data;
  final JsonObject meta;
  final List<JsonObject> annotations = new ArrayList<>();
  final List<JsonObject> predictions = new ArrayList<>();
  int overlap = 1;
  boolean labeled;
  String updatedAt;

  FakeTask(long id, long project, JsonObject data, JsonObject meta, String now) {
    this.id = id;
    this.project = project;
    this.data = data;
    this.meta = meta;
    this.updatedAt = now;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("id", id);
    json.addProperty("project", project);
    json.add("data", data);
    json.add("meta", meta);
    json.addProperty("overlap", overlap);
    json.addProperty("is_labeled", labeled);
    json.addProperty("updated_at", updatedAt);
    JsonArray copies = new JsonArray();
    annotations.forEach(annotation -> copies.add(annotation.deepCopy()));
    json.add("annotations", copies);
    return json;
  }

  /** Counts people, not annotations: one user may answer a task twice, and it counts once. */
  void recount() {
    long people =
        annotations.stream()
            .filter(annotation -> !annotation.get("was_cancelled").getAsBoolean())
            .map(annotation -> annotation.get("completed_by").toString())
            .distinct()
            .count();
    labeled = people >= overlap;
  }

  boolean touchedBy(long user) {
    return annotations.stream().anyMatch(a -> a.get("completed_by").getAsLong() == user);
  }
}
