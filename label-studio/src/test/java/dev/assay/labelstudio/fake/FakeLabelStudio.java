package dev.assay.labelstudio.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Label Studio keeps, and what its users do. The comments that begin with "Observed" name
 * behaviour of the real server that a bridge must live with.
 */
public final class FakeLabelStudio {
  public static final String CHOICES =
      "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"answer\" toName=\"text\"><Choice"
          + " value=\"cat\"/><Choice value=\"dog\"/><Choice value=\"bird\"/></Choices></View>";

  final Map<Long, JsonObject> projects = new TreeMap<>();
  final Map<Long, FakeTask> tasks = new TreeMap<>();
  final Map<Long, JsonObject> webhooks = new TreeMap<>();
  final FakeWebhooks delivery = new FakeWebhooks();
  private long ticks;
  private long lastId;

  /** Every moment is another one. */
  String now() {
    return Instant.parse("2026-01-01T00:00:00.000001Z")
        .plusMillis(++ticks)
        .plusNanos(1000)
        .toString();
  }

  /** How webhooks are delivered. */
  public FakeWebhooks delivery() {
    return delivery;
  }

  public synchronized long createProject(String title, String labelConfig) {
    JsonObject fields = new JsonObject();
    fields.addProperty("title", title);
    fields.addProperty("label_config", labelConfig);
    return addProject(fields).get("id").getAsLong();
  }

  synchronized JsonObject addProject(JsonObject fields) {
    JsonObject project = new JsonObject();
    project.addProperty("id", ++lastId);
    project.addProperty("created_at", now());
    project.addProperty("description", "");
    project.addProperty("model_version", "");
    project.addProperty("sampling", "Sequential sampling");
    project.addProperty("maximum_annotations", 1);
    // Observed: payloads and answers carry the invite token.
    project.addProperty("token", "invite-secret");
    fields.asMap().forEach(project::add);
    projects.put(lastId, project);
    return project;
  }

  public synchronized JsonObject project(long id) {
    return Objects.requireNonNull(projects.get(id)).deepCopy();
  }

  public synchronized void changeConfig(long id, String labelConfig) {
    Objects.requireNonNull(projects.get(id)).addProperty("label_config", labelConfig);
    event("PROJECT_UPDATED", id, payload -> {});
  }

  /** Imports a task and returns its id. */
  public synchronized long importTask(long project, String text) {
    JsonObject data = new JsonObject();
    data.addProperty("text", text);
    return addTask(project, data, new JsonObject()).id;
  }

  /**
   * Observed: on SQLite the id of a deleted task is given again, also to a task of another project.
   */
  synchronized FakeTask addTask(long project, JsonObject data, JsonObject meta) {
    long id = tasks.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    FakeTask task = new FakeTask(id, project, data, meta, now());
    tasks.put(id, task);
    return task;
  }

  /**
   * Imports a task with an answer. Observed: no event of the annotation is sent, and nobody is its
   * {@code updated_by}.
   */
  public synchronized void importAnnotation(long taskId, long user, String choice) {
    FakeTask task = task(taskId);
    JsonObject annotation = annotation(user, choice, false);
    annotation.add("updated_by", JsonNull.INSTANCE);
    task.annotations.add(annotation);
    task.updatedAt = now();
  }

  /** The task that the user gets next, or nothing. */
  public synchronized Optional<Long> next(long user, long projectId) {
    JsonObject project = Objects.requireNonNull(projects.get(projectId));
    List<FakeTask> open =
        tasks.values().stream()
            .filter(task -> task.project == projectId && !task.labeled && !task.touchedBy(user))
            .toList();
    if (project.get("sampling").getAsString().equals("Uncertainty sampling")) {
      String version = project.get("model_version").getAsString();
      Optional<Long> lowest =
          open.stream()
              .filter(task -> score(task, version).isPresent())
              .min(Comparator.comparingDouble(task -> score(task, version).orElseThrow()))
              .map(task -> task.id);
      // Observed: without a prediction of exactly that version the choice is random.
      return lowest.isPresent()
          ? lowest
          : open.stream().reduce((first, second) -> second).map(t -> t.id);
    }
    return open.stream().map(task -> task.id).findFirst();
  }

  private static Optional<Double> score(FakeTask task, String version) {
    return task.predictions.stream()
        .filter(prediction -> prediction.get("model_version").getAsString().equals(version))
        .map(prediction -> prediction.get("score").getAsDouble())
        .findFirst();
  }

  /** The user answers a task. Observed: nothing stops an answer beyond the task's overlap. */
  public long annotate(long user, long taskId, String choice) {
    return annotateAs(user, user, taskId, choice);
  }

  /** Observed: whoever sends an annotation may write any user into {@code completed_by}. */
  public long annotateAs(long sender, long completedBy, long taskId, String choice) {
    JsonObject annotation;
    long project;
    synchronized (this) {
      annotation = annotation(completedBy, choice, false);
      annotation.addProperty("updated_by", sender);
      project = add(taskId, annotation);
    }
    JsonObject sent = annotation.deepCopy();
    event("ANNOTATION_CREATED", project, payload -> payload.add("annotation", sent));
    return annotation.get("id").getAsLong();
  }

  /** Observed: a skip is a cancelled annotation, and the task stays open for others. */
  public long skip(long user, long taskId) {
    JsonObject annotation;
    long project;
    synchronized (this) {
      annotation = annotation(user, null, true);
      project = add(taskId, annotation);
    }
    JsonObject sent = annotation.deepCopy();
    event("ANNOTATION_CREATED", project, payload -> payload.add("annotation", sent));
    return annotation.get("id").getAsLong();
  }

  private long add(long taskId, JsonObject annotation) {
    FakeTask task = task(taskId);
    annotation.addProperty("task", taskId);
    task.annotations.add(annotation);
    task.updatedAt = now();
    task.recount();
    return task.project;
  }

  /** The user changes an answer. */
  public void change(long user, long annotationId, String choice) {
    JsonObject sent;
    long project;
    synchronized (this) {
      FakeTask task = taskOfAnnotation(annotationId);
      JsonObject annotation = find(task, annotationId);
      annotation.add("result", result(choice));
      annotation.addProperty("was_cancelled", false);
      annotation.addProperty("updated_at", now());
      annotation.addProperty("updated_by", user);
      task.updatedAt = now();
      task.recount();
      project = task.project;
      sent = annotation.deepCopy();
    }
    event("ANNOTATION_UPDATED", project, payload -> payload.add("annotation", sent));
  }

  /** Observed: the event of a deletion holds the annotation's id and nothing else. */
  public void deleteAnnotation(long annotationId) {
    long project;
    synchronized (this) {
      FakeTask task = taskOfAnnotation(annotationId);
      task.annotations.remove(find(task, annotationId));
      task.recount();
      project = task.project;
    }
    event("ANNOTATIONS_DELETED", project, payload -> payload.add("annotations", ids(annotationId)));
  }

  public void deleteTask(long taskId) {
    FakeTask task;
    synchronized (this) {
      task = Objects.requireNonNull(tasks.remove(taskId));
    }
    event("TASKS_DELETED", task.project, payload -> payload.add("tasks", ids(taskId)));
  }

  /** Observed: deleting all tasks of a project sends its webhook nothing. */
  public synchronized void deleteAllTasks(long project) {
    tasks.values().removeIf(task -> task.project == project);
  }

  /** The tasks of a project that annotators are served, by id. */
  public synchronized List<Long> openTasks(long project) {
    return tasks.values().stream()
        .filter(task -> task.project == project && !task.labeled)
        .map(task -> task.id)
        .toList();
  }

  /** The text of a task. */
  public synchronized String text(long taskId) {
    return task(taskId).data.get("text").getAsString();
  }

  /** The task as every user sees it. */
  public synchronized JsonObject shown(long taskId) {
    return task(taskId).json();
  }

  synchronized FakeTask task(long id) {
    FakeTask task = tasks.get(id);
    if (task == null) {
      throw new NoSuchElementException("no task " + id);
    }
    return task;
  }

  private FakeTask taskOfAnnotation(long annotationId) {
    return tasks.values().stream()
        .filter(
            task ->
                task.annotations.stream().anyMatch(a -> a.get("id").getAsLong() == annotationId))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject find(FakeTask task, long annotationId) {
    return task.annotations.stream()
        .filter(annotation -> annotation.get("id").getAsLong() == annotationId)
        .findFirst()
        .orElseThrow();
  }

  private JsonObject annotation(long user, @Nullable String choice, boolean cancelled) {
    String now = now();
    JsonObject annotation = new JsonObject();
    annotation.addProperty("id", ++lastId);
    annotation.addProperty("created_at", now);
    annotation.addProperty("updated_at", now);
    annotation.addProperty("completed_by", user);
    annotation.addProperty("updated_by", user);
    annotation.addProperty("was_cancelled", cancelled);
    annotation.addProperty("lead_time", 2.5);
    annotation.add("result", choice == null ? new JsonArray() : result(choice));
    return annotation;
  }

  private static JsonArray result(String choice) {
    JsonArray choices = new JsonArray();
    choices.add(choice);
    JsonObject value = new JsonObject();
    value.add("choices", choices);
    JsonObject region = new JsonObject();
    region.addProperty("from_name", "answer");
    region.addProperty("to_name", "text");
    region.addProperty("type", "choices");
    region.add("value", value);
    JsonArray result = new JsonArray();
    result.add(region);
    return result;
  }

  private static JsonArray ids(long id) {
    JsonObject element = new JsonObject();
    element.add("id", new JsonPrimitive(id));
    JsonArray array = new JsonArray();
    array.add((JsonElement) element);
    return array;
  }

  private void event(String action, long project, java.util.function.Consumer<JsonObject> fill) {
    JsonObject payload = new JsonObject();
    payload.addProperty("action", action);
    List<JsonObject> receivers;
    synchronized (this) {
      payload.add("project", Objects.requireNonNull(projects.get(project)).deepCopy());
      receivers =
          new ArrayList<>(
              webhooks.values().stream()
                  .filter(webhook -> webhook.get("project").getAsLong() == project)
                  .toList());
    }
    fill.accept(payload);
    receivers.forEach(webhook -> delivery.send(webhook, payload));
  }
}
