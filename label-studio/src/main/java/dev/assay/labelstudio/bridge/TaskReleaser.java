package dev.assay.labelstudio.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Items.ItemEntry;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Releases work just in time: a task is imported when its item is leased, so that nobody can label
 * what was not paid for. Label Studio serves tasks in the order of import.
 *
 * <p>An import whose answer was lost may have made its tasks. So the bridge notes that it is
 * importing before it does; where that note is found, the tasks of the project are read first and
 * those that are there are taken as they are.
 */
final class TaskReleaser implements Lever {
  private static final String IMPORTING = "_importing";
  private static final int PAGE_SIZE = 200;

  private final LabelStudioApi api;
  private final BridgeState state;
  private final TaskDoor door;
  private final Desk desk;
  private final long project;

  TaskReleaser(LabelStudioApi api, BridgeState state, Desk desk, long project) {
    this.api = api;
    this.state = state;
    this.door = new TaskDoor(api, state, desk);
    this.desk = desk;
    this.project = project;
  }

  @Override
  public void publish() {
    List<Release> leased = state.releases().in(desk, State.LEASED);
    if (leased.isEmpty()) {
      return;
    }
    if (state.facts().find(desk + IMPORTING) != null) {
      adoptImported();
    }
    Map<String, Release> missing = new LinkedHashMap<>();
    for (Release release : leased) {
      if (!door.open(release.itemKey())) {
        state.items().forgetTask(desk, release.itemKey());
        missing.putIfAbsent(release.itemKey(), release);
      }
    }
    importTasks(List.copyOf(missing.values()));
    for (String key : missing.keySet()) {
      if (state.releases().live(desk, key).size() > 1) {
        door.open(key); // it is imported for one answer
      }
    }
    leased.forEach(release -> state.releases().set(release.id(), State.OPEN));
  }

  @Override
  public void adjust(String itemKey) {
    door.adjust(itemKey);
  }

  private void importTasks(List<Release> releases) {
    if (releases.isEmpty()) {
      return;
    }
    JsonArray tasks = new JsonArray();
    releases.forEach(release -> tasks.add(task(release)));
    state.facts().put(desk + IMPORTING, "yes");
    List<Long> ids = api.importTasks(project, tasks);
    state.together(
        () -> {
          for (int i = 0; i < ids.size(); i++) {
            state.items().setTask(desk, releases.get(i).itemKey(), ids.get(i));
          }
          state.facts().remove(desk + IMPORTING);
        });
  }

  private JsonObject task(Release release) {
    ItemEntry item = state.items().find(release.itemKey());
    if (item == null) {
      throw new IllegalStateException(
          "a lease names the item " + release.itemKey() + ", which is not there");
    }
    JsonObject data = Json.object(Json.parse(item.data()));
    if (desk == Desk.ADJUDICATION) {
      data.addProperty(AdjudicationProject.VOTES_FIELD, release.shown());
    }
    JsonObject meta = new JsonObject();
    meta.addProperty(ItemKeys.META_FIELD, release.itemKey());
    JsonObject task = new JsonObject();
    task.add("data", data);
    task.add("meta", meta);
    return task;
  }

  private void adoptImported() {
    int page = 1;
    while (true) {
      List<LsTask> tasks = api.tasks(project, page++, PAGE_SIZE, null).tasks();
      for (LsTask task : tasks) {
        String key = Json.text(task.meta(), ItemKeys.META_FIELD);
        if (state.items().find(key) != null && state.items().taskOf(desk, key) == null) {
          state.items().setTask(desk, key, task.id());
        }
      }
      if (tasks.size() < PAGE_SIZE) {
        break;
      }
    }
    state.facts().remove(desk + IMPORTING);
  }
}
