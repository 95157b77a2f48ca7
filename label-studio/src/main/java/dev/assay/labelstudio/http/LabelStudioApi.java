package dev.assay.labelstudio.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of Label Studio's API that the bridge makes. Thread-safe. */
public final class LabelStudioApi {
  private final LabelStudioHttp http;

  public LabelStudioApi(LabelStudioHttp http) {
    this.http = http;
  }

  /** A page of tasks. */
  public record TaskPage(List<LsTask> tasks, long total) {}

  /** A webhook that is registered. */
  public record Webhook(long id, String url) {}

  /** Whether Label Studio answers at all. */
  public boolean isUp() {
    return http.isUp();
  }

  public LsProject project(long id) {
    return LsProject.of(Json.object(http.send("GET", "/api/projects/" + id + "/", null)));
  }

  /** All projects that the user sees. */
  public List<LsProject> projects() {
    List<LsProject> projects = new ArrayList<>();
    JsonObject page = Json.object(http.send("GET", "/api/projects/?page_size=1000", null));
    Json.array(page, "results").forEach(each -> projects.add(LsProject.of(Json.object(each))));
    return projects;
  }

  public LsProject createProject(JsonObject fields) {
    return LsProject.of(Json.object(http.send("POST", "/api/projects/", fields)));
  }

  public LsProject patchProject(long id, JsonObject fields) {
    return LsProject.of(Json.object(http.send("PATCH", "/api/projects/" + id + "/", fields)));
  }

  /**
   * One page of a project's tasks with their annotations. Label Studio answers 404 beyond the last
   * page, which is returned as an empty one.
   *
   * @param page from 1
   * @param updatedAfter as Label Studio writes times; null for all tasks in the order of their ids
   */
  public TaskPage tasks(long projectId, int page, int pageSize, @Nullable String updatedAfter) {
    String path =
        "/api/tasks/?project=%d&fields=all&page=%d&page_size=%d"
            .formatted(projectId, page, pageSize);
    if (updatedAfter != null) {
      path += "&query=" + URLEncoder.encode(changedSince(updatedAfter), StandardCharsets.UTF_8);
    }
    JsonObject answer;
    try {
      answer = Json.object(http.send("GET", path, null));
    } catch (LabelStudioException e) {
      if (e.kind() == LabelStudioException.Kind.NOT_FOUND && page > 1) {
        return new TaskPage(List.of(), 0);
      }
      throw e;
    }
    List<LsTask> tasks = new ArrayList<>();
    Json.array(answer, "tasks").forEach(task -> tasks.add(LsTask.of(Json.object(task))));
    return new TaskPage(tasks, Json.required(answer, "total"));
  }

  private static String changedSince(String time) {
    JsonObject item = new JsonObject();
    item.addProperty("filter", "filter:tasks:updated_at");
    item.addProperty("operator", "greater");
    item.addProperty("type", "Datetime");
    item.addProperty("value", time);
    JsonArray items = new JsonArray();
    items.add(item);
    JsonObject filters = new JsonObject();
    filters.addProperty("conjunction", "and");
    filters.add("items", items);
    JsonArray ordering = new JsonArray();
    ordering.add("tasks:updated_at");
    JsonObject query = new JsonObject();
    query.add("filters", filters);
    query.add("ordering", ordering);
    return query.toString();
  }

  /** One task, or null when there is none of that id any more. */
  public @Nullable LsTask task(long id) {
    try {
      return LsTask.of(Json.object(http.send("GET", "/api/tasks/" + id + "/", null)));
    } catch (LabelStudioException e) {
      if (e.kind() == LabelStudioException.Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Changes fields of a task.
   *
   * @return false when there is no such task any more
   */
  public boolean patchTask(long id, JsonObject fields) {
    try {
      http.send("PATCH", "/api/tasks/" + id + "/", fields);
      return true;
    } catch (LabelStudioException e) {
      if (e.kind() == LabelStudioException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Imports tasks and returns their ids in the order given.
   *
   * @param tasks objects with {@code data} and {@code meta}
   */
  public List<Long> importTasks(long projectId, JsonArray tasks) {
    JsonObject answer =
        Json.object(
            http.send(
                "POST", "/api/projects/" + projectId + "/import?return_task_ids=true", tasks));
    List<Long> ids = new ArrayList<>();
    Json.array(answer, "task_ids").forEach(id -> ids.add(id.getAsLong()));
    if (ids.size() != tasks.size()) {
      throw new LabelStudioException(
          LabelStudioException.Kind.UNINTELLIGIBLE,
          "Label Studio made " + ids.size() + " tasks of " + tasks.size());
    }
    return ids;
  }

  /**
   * Pushes scores.
   *
   * @return how many predictions were really made: Label Studio drops some with a 201
   */
  public long importPredictions(long projectId, JsonArray predictions) {
    JsonElement answer =
        http.send("POST", "/api/projects/" + projectId + "/import/predictions", predictions);
    return Json.required(Json.object(answer), "created");
  }

  public List<Webhook> webhooks(long projectId) {
    List<Webhook> webhooks = new ArrayList<>();
    JsonElement answer = http.send("GET", "/api/webhooks/?project=" + projectId, null);
    if (answer.isJsonArray()) {
      for (JsonElement each : answer.getAsJsonArray()) {
        JsonObject webhook = Json.object(each);
        webhooks.add(new Webhook(Json.required(webhook, "id"), Json.text(webhook, "url")));
      }
    }
    return webhooks;
  }

  public void deleteWebhook(long id) {
    http.send("DELETE", "/api/webhooks/" + id + "/", null);
  }

  /** Registers a webhook for all actions of a project. */
  public void createWebhook(long projectId, String url, Map<String, String> headers) {
    JsonObject secret = new JsonObject();
    headers.forEach(secret::addProperty);
    JsonObject fields = new JsonObject();
    fields.addProperty("project", projectId);
    fields.addProperty("url", url);
    fields.addProperty("send_payload", true);
    fields.addProperty("send_for_all_actions", true);
    fields.addProperty("is_active", true);
    fields.add("headers", secret);
    http.send("POST", "/api/webhooks/", fields);
  }
}
