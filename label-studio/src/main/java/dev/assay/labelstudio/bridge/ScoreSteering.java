package dev.assay.labelstudio.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Steers by score: all tasks are in Label Studio, and the leased ones have the lowest scores of the
 * version that the project samples by.
 *
 * <p>Label Studio serves the lowest score first, but only among predictions of exactly the
 * project's model version; without one it serves at random and says nothing. Bulk imports drop
 * scores outside [0, 1] with a 201. So the scores are ranks within (0, 1), each push is a version
 * of its own that covers the leased tasks and no other, and what was really made is compared with
 * what was sent.
 */
final class ScoreSteering implements Lever {
  static final String VERSION = "score_version";
  private static final String DIRTY = "scores_dirty";

  private final LabelStudioApi api;
  private final BridgeState state;
  private final Conditions conditions;
  private final TaskDoor door;
  private final long project;

  ScoreSteering(LabelStudioApi api, BridgeState state, Conditions conditions, long project) {
    this.api = api;
    this.state = state;
    this.conditions = conditions;
    this.door = new TaskDoor(api, state, Desk.VOTES);
    this.project = project;
  }

  @Override
  public void publish() {
    List<Release> leased = state.releases().in(Desk.VOTES, State.LEASED);
    leased.forEach(release -> door.open(release.itemKey()));
    if (!leased.isEmpty()) {
      state.together(
          () -> {
            leased.forEach(release -> state.releases().set(release.id(), State.OPEN));
            state.facts().put(DIRTY, "yes");
          });
    }
    if (state.facts().find(DIRTY) != null) {
      push();
      state.facts().remove(DIRTY);
    }
  }

  @Override
  public void adjust(String itemKey) {
    door.adjust(itemKey);
  }

  private void push() {
    Set<Long> tasks = new LinkedHashSet<>();
    for (Release release : state.releases().in(Desk.VOTES, State.OPEN)) {
      Long taskId = state.items().taskOf(Desk.VOTES, release.itemKey());
      if (taskId != null) {
        tasks.add(taskId);
      }
    }
    if (tasks.isEmpty()) {
      return;
    }
    state.facts().add(VERSION, 1);
    String version = version(state);
    JsonArray predictions = new JsonArray();
    int rank = 0;
    for (long task : tasks) {
      JsonObject prediction = new JsonObject();
      prediction.addProperty("task", task);
      prediction.add("result", new JsonArray());
      prediction.addProperty("score", score(++rank, tasks.size()));
      prediction.addProperty("model_version", version);
      predictions.add(prediction);
    }
    long made = api.importPredictions(project, predictions);
    if (made == predictions.size()) {
      conditions.clear("scores_dropped");
    } else {
      conditions.raise(
          "scores_dropped", "Label Studio made " + made + " predictions of " + predictions.size());
    }
    JsonObject fields = new JsonObject();
    fields.addProperty("model_version", version);
    fields.addProperty("sampling", "Uncertainty sampling");
    api.patchProject(project, fields);
  }

  /** The model version that is pushed now. */
  static String version(BridgeState state) {
    return "assay-" + state.facts().number(VERSION);
  }

  /** The score of a rank from 1, strictly within 0 and 1: the first is served first. */
  static double score(int rank, int count) {
    return (double) rank / (count + 1);
  }
}
