package dev.assay.labelstudio.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Items.ItemEntry;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Releases work just in time: a task is imported when its item is leased, so that nobody can label
 * what was not paid for. Label Studio serves tasks in the order of import.
 *
 * <p>An import whose answer was lost may have made its tasks. So the bridge notes that it is
 * importing before it does; where that note is found, the tasks of the project are read first and
 * those that are there are taken as they are.
 */
final class TaskReleaser implements Lever {
  private static final String IMPORTING = "importing";
  private static final int PAGE_SIZE = 200;

  private final LabelStudioApi api;
  private final BridgeState state;
  private final TaskDoor door;
  private final long workProject;

  TaskReleaser(LabelStudioApi api, BridgeState state, long workProject) {
    this.api = api;
    this.state = state;
    this.door = new TaskDoor(api, state);
    this.workProject = workProject;
  }

  @Override
  public void publish() {
    List<Release> leased = state.releases().in(State.LEASED);
    if (leased.isEmpty()) {
      return;
    }
    if (state.facts().find(IMPORTING) != null) {
      adoptImported();
    }
    Set<String> missing = new LinkedHashSet<>();
    for (Release release : leased) {
      ItemEntry item = item(release.itemKey());
      if (item.taskId() == null) {
        missing.add(item.key());
      } else if (!door.open(item)) {
        state.items().setTask(item.key(), null);
        missing.add(item.key());
      }
    }
    importTasks(new ArrayList<>(missing));
    for (String key : missing) {
      if (state.releases().live(key).size() > 1) {
        door.open(item(key)); // it is imported for one answer
      }
    }
    leased.forEach(release -> state.releases().set(release.id(), State.OPEN));
  }

  @Override
  public void adjust(String itemKey) {
    door.adjust(itemKey);
  }

  private void importTasks(List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    JsonArray tasks = new JsonArray();
    for (String key : keys) {
      JsonObject meta = new JsonObject();
      meta.addProperty(ItemKeys.META_FIELD, key);
      JsonObject task = new JsonObject();
      task.add("data", Json.parse(item(key).data()));
      task.add("meta", meta);
      tasks.add(task);
    }
    state.facts().put(IMPORTING, "yes");
    List<Long> ids = api.importTasks(workProject, tasks);
    state.together(
        () -> {
          for (int i = 0; i < ids.size(); i++) {
            state.items().setTask(keys.get(i), ids.get(i));
          }
          state.facts().remove(IMPORTING);
        });
  }

  private void adoptImported() {
    int page = 1;
    while (true) {
      List<LsTask> tasks = api.tasks(workProject, page++, PAGE_SIZE, null).tasks();
      for (LsTask task : tasks) {
        ItemEntry item = state.items().find(Json.text(task.meta(), ItemKeys.META_FIELD));
        if (item != null && item.taskId() == null) {
          state.items().setTask(item.key(), task.id());
        }
      }
      if (tasks.size() < PAGE_SIZE) {
        break;
      }
    }
    state.facts().remove(IMPORTING);
  }

  private ItemEntry item(String key) {
    ItemEntry item = state.items().find(key);
    if (item == null) {
      throw new IllegalStateException("a lease names the item " + key + ", which is not there");
    }
    return item;
  }
}
