package dev.assay.labelstudio.bridge;

import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsAnnotation;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Items.ItemEntry;
import java.util.Objects;

/**
 * Shows tasks that are in Label Studio to annotators, or hides them. Label Studio serves a task
 * until as many people as its overlap says have answered it; both the overlap and whether the task
 * counts as done can be set by its API. A hidden task is not deleted: an answer that comes all the
 * same is seen, and recorded as out-of-band.
 */
final class TaskDoor {
  private final LabelStudioApi api;
  private final BridgeState state;

  TaskDoor(LabelStudioApi api, BridgeState state) {
    this.api = api;
    this.state = state;
  }

  /**
   * Lets annotators answer the item as often as it has live leases, beyond those who did.
   *
   * @return false when the task is not there any more
   */
  boolean open(ItemEntry item) {
    LsTask task = api.task(Objects.requireNonNull(item.taskId()));
    if (task == null) {
      return false;
    }
    long answered =
        task.annotations().stream()
            .filter(annotation -> !annotation.wasCancelled())
            .map(LsAnnotation::completedBy)
            .distinct()
            .count();
    int overlap = (int) (answered + state.releases().live(item.key()).size());
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
    ItemEntry item = state.items().find(itemKey);
    if (item == null || item.taskId() == null) {
      return;
    }
    if (!state.releases().live(itemKey).isEmpty()) {
      open(item);
      return;
    }
    JsonObject fields = new JsonObject();
    fields.addProperty("is_labeled", true);
    api.patchTask(item.taskId(), fields);
  }
}
