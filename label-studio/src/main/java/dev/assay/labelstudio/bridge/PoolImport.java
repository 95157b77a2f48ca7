package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioApi.TaskPage;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.v1.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tasks of the pool's project as items, a page at a time. A page is noted when Assay and
 * the state file have it, so that a broken import goes on where it was; a page that is read twice
 * changes nothing.
 */
final class PoolImport {
  static final int PAGE_SIZE = 500;
  private static final Logger LOG = LoggerFactory.getLogger(PoolImport.class);
  private static final String PAGE = "pool_page";
  private static final String TOTAL = "pool_total";

  private final LabelStudioApi api;
  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;
  private final ItemKeys keys;

  PoolImport(
      LabelStudioApi api,
      AssayClient assay,
      BridgeState state,
      BridgeConfig config,
      ItemKeys keys) {
    this.api = api;
    this.assay = assay;
    this.state = state;
    this.config = config;
    this.keys = keys;
  }

  /** Reads on from the last page that was not full, or from the first where tasks have gone. */
  void run() {
    int page = (int) Math.max(1, state.facts().number(PAGE));
    boolean last = false;
    while (!last) {
      TaskPage tasks = api.tasks(config.poolProject(), page, PAGE_SIZE, null);
      if (page > 1 && tasks.total() < state.facts().number(TOTAL)) {
        page = 1;
        state.facts().put(TOTAL, 0);
        continue;
      }
      take(tasks);
      last = tasks.tasks().size() < PAGE_SIZE;
      if (!last) {
        page++;
      }
      int reached = page;
      state.together(
          () -> {
            state.facts().put(PAGE, reached);
            state.facts().put(TOTAL, tasks.total());
          });
    }
  }

  private void take(TaskPage page) {
    Map<String, LsTask> fresh = new LinkedHashMap<>();
    for (LsTask task : page.tasks()) {
      String key = keys.ofData(task.data());
      if (state.items().find(key) == null) {
        fresh.putIfAbsent(key, task);
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    assay
        .pool()
        .putItems(
            config.assayProject(),
            fresh.keySet().stream().map(key -> Item.newBuilder().setId(key).build()));
    boolean inPlace = config.lever() == BridgeConfig.LeverKind.SCORE;
    state.together(
        () ->
            fresh.forEach(
                (key, task) -> {
                  state.items().add(key, task.data().toString());
                  if (inPlace) {
                    state.items().setTask(Desk.VOTES, key, task.id());
                  }
                }));
    LOG.atInfo()
        .addKeyValue("new", fresh.size())
        .addKeyValue("items", state.items().count())
        .addKeyValue("tasks", page.total())
        .log("event=pool_read");
  }
}
