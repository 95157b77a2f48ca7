package dev.assay.labelstudio.http;

import com.google.gson.JsonObject;

/**
 * A project of Label Studio.
 *
 * @param createdAt as Label Studio writes it; with the id it tells the project from a later one
 *     that got the same id
 */
public record LsProject(
    long id,
    String createdAt,
    String title,
    String description,
    String labelConfig,
    String modelVersion) {

  static LsProject of(JsonObject json) {
    return new LsProject(
        Json.required(json, "id"),
        Json.text(json, "created_at"),
        Json.text(json, "title"),
        Json.text(json, "description"),
        Json.text(json, "label_config"),
        Json.text(json, "model_version"));
  }

  /** Never the same for two projects. */
  public String uid() {
    return id + "@" + createdAt;
  }
}
