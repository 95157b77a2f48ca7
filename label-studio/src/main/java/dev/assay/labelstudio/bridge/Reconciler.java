package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what webhooks lost: Label Studio sends each once, waits a second, and ignores the answer;
 * imports of annotations and some deletions it does not tell at all. Changed tasks are asked for
 * often, all tasks now and then: a deletion shows only by absence.
 */
final class Reconciler {
  private static final String WATERMARK = "_poll_watermark";
  private static final int PAGE_SIZE = 200;

  /** Label Studio stamps a task before the transaction that changes it is seen by others. */
  private static final long OVERLAP_SECONDS = 10;

  private final LabelStudioApi api;
  private final BridgeState state;
  private final TaskReview review;
  private final BridgeConfig config;
  private final Desk desk;
  private final long project;
  private final InstantSource clock;
  private long nextMillis;
  private long nextFullMillis;
  private volatile long lastMillis;

  Reconciler(
      LabelStudioApi api,
      BridgeState state,
      TaskReview review,
      BridgeConfig config,
      Desk desk,
      long project,
      InstantSource clock) {
    this.api = api;
    this.state = state;
    this.review = review;
    this.config = config;
    this.desk = desk;
    this.project = project;
    this.clock = clock;
  }

  /** When the last poll ended; 0 before the first. */
  long lastMillis() {
    return lastMillis;
  }

  /** Whether the next poll is one of all tasks. */
  boolean isFullDue() {
    return clock.millis() >= nextFullMillis;
  }

  /** Polls if it is time. */
  void runIfDue() {
    if (clock.millis() >= nextFullMillis) {
      full();
    } else if (clock.millis() >= nextMillis) {
      changed();
    }
  }

  private void full() {
    Set<Long> seen = new HashSet<>();
    String newest = pages(null, seen);
    for (long taskId : state.items().tasks(desk)) {
      if (!seen.contains(taskId)) {
        review.gone(taskId);
      }
    }
    done(newest);
    nextFullMillis = clock.millis() + config.fullReconcile().toMillis();
  }

  private void changed() {
    String watermark = state.facts().find(desk + WATERMARK);
    done(pages(watermark == null ? null : before(watermark), new HashSet<>()));
  }

  private void done(@Nullable String newest) {
    if (newest != null) {
      state.facts().put(desk + WATERMARK, newest);
    }
    lastMillis = clock.millis();
    nextMillis = lastMillis + config.reconcile().toMillis();
  }

  /** Reviews every task of the pages and returns the latest time of change among them. */
  private @Nullable String pages(@Nullable String updatedAfter, Set<Long> seen) {
    String newest = null;
    int page = 1;
    while (true) {
      List<LsTask> tasks = api.tasks(project, page++, PAGE_SIZE, updatedAfter).tasks();
      for (LsTask task : tasks) {
        seen.add(task.id());
        review.review(task, "POLL");
        if (newest == null || newest.compareTo(task.updatedAt()) < 0) {
          newest = task.updatedAt();
        }
      }
      if (tasks.size() < PAGE_SIZE) {
        return newest;
      }
    }
  }

  private static String before(String time) {
    try {
      return Instant.parse(time).minusSeconds(OVERLAP_SECONDS).toString();
    } catch (DateTimeException e) {
      return time;
    }
  }
}
