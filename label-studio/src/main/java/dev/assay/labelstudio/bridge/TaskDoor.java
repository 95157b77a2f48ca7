package dev.assay.labelstudio.bridge;

import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsAnnotation;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;

/**
 * Shows tasks that are in Label Studio to people, or hides them. Label Studio serves a task until
 * as many people as its overlap says have answered it; both the overlap and whether the task counts
 * as done can be set by its API. A hidden task is not deleted: an answer that comes all the same is
 * seen, and recorded as out-of-band.
 */
final class TaskDoor {
  private final LabelStudioApi api;
  private final BridgeState state;
  private final Desk desk;

  TaskDoor(LabelStudioApi api, BridgeState state, Desk desk) {
    this.api = api;
    this.state = state;
    this.desk = desk;
  }

  /**
   * Lets people answer the item as often as it has live leases, beyond those who did.
   *
   * @return false when it has no task, or its task is not there any more
   */
  boolean open(String itemKey) {
    Long taskId = state.items().taskOf(desk, itemKey);
    LsTask task = taskId == null ? null : api.task(taskId);
    if (task == null) {
      return false;
    }
    long answered =
        task.annotations().stream()
            .filter(annotation -> !annotation.wasCancelled())
            .map(LsAnnotation::completedBy)
            .distinct()
            .count();
    int overlap = (int) (answered + state.releases().live(desk, itemKey).size());
    if (task.isLabeled() || task.overlap() != overlap) {
      JsonObject fields = new JsonObject();
      fields.addProperty("overlap", overlap);
      fields.addProperty("is_labeled", false);
      return api.patchTask(task.id(), fields);
    }
    return true;
  }

  /** Opens the item's task if it has a live lease, and hides it otherwise. */
  void adjust(String itemKey) {
    if (!state.releases().live(desk, itemKey).isEmpty()) {
      open(itemKey);
      return;
    }
    Long taskId = state.items().taskOf(desk, itemKey);
    if (taskId != null) {
      JsonObject fields = new JsonObject();
      fields.addProperty("is_labeled", true);
      api.patchTask(taskId, fields);
    }
  }
}
