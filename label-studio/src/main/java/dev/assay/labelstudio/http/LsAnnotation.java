package dev.assay.labelstudio.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One annotation as Label Studio's API shows it.
 *
 * @param completedBy whose it is said to be: whoever posted it could write any user here
 * @param updatedBy the user who sent it, as Label Studio authenticated them; null when it came by
 *     import
 * @param leadTimeSeconds how long it took, or null
 */
public record LsAnnotation(
    long id,
    String createdAt,
    String updatedAt,
    @Nullable Long completedBy,
    @Nullable Long updatedBy,
    boolean wasCancelled,
    JsonArray result,
    @Nullable Double leadTimeSeconds) {

  static LsAnnotation of(JsonObject json) {
    JsonElement lead = json.get("lead_time");
    return new LsAnnotation(
        Json.required(json, "id"),
        Json.text(json, "created_at"),
        Json.text(json, "updated_at"),
        Json.user(json, "completed_by"),
        Json.user(json, "updated_by"),
        Json.truth(json, "was_cancelled"),
        Json.array(json, "result"),
        lead != null && lead.isJsonPrimitive() ? lead.getAsDouble() : null);
  }

  /** Never the same for two annotations: ids are given again after a deletion. */
  public String key() {
    return id + "@" + createdAt;
  }
}
