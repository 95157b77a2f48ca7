package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Notices.Notice;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks into what webhooks said. An event is only a hint at where to look: every user of Label
 * Studio can read a webhook's secret and send one, and events come late, twice, out of order or not
 * at all. What counts is what Label Studio's API shows.
 */
final class NoticeReader {
  /** Annotations that were deleted before anybody could look. */
  static final String VANISHED = "vanished";

  /** Notices that were looked into. */
  static final String READ = "notices_read";

  private static final int AT_ONCE = 200;

  private final LabelStudioApi api;
  private final BridgeState state;

  NoticeReader(LabelStudioApi api, BridgeState state) {
    this.api = api;
    this.state = state;
  }

  /** Looks into all that wait. One look at a task serves all notices that were there before it. */
  void readAll(Collection<DeskWork> desks) {
    List<Notice> notices = state.notices().oldest(AT_ONCE);
    while (!notices.isEmpty()) {
      Set<Long> looked = new HashSet<>();
      for (Notice notice : notices) {
        Long taskId = taskOf(notice);
        if (taskId != null && looked.add(taskId)) {
          look(taskId, desks);
        }
        Long annotationId = notice.annotationId();
        boolean created = notice.action().equals("ANNOTATION_CREATED");
        if (created && annotationId != null && !state.annotations().knows(annotationId)) {
          state.facts().add(VANISHED, 1);
        }
        state.notices().remove(notice.id());
        state.facts().add(READ, 1);
      }
      notices = state.notices().oldest(AT_ONCE);
    }
  }

  private @Nullable Long taskOf(Notice notice) {
    Long annotationId = notice.annotationId();
    return notice.taskId() == null && annotationId != null
        ? state.annotations().taskOf(annotationId)
        : notice.taskId();
  }

  private void look(long taskId, Collection<DeskWork> desks) {
    LsTask task = api.task(taskId);
    for (DeskWork desk : desks) {
      if (task == null || task.project() != desk.project()) {
        desk.review().gone(taskId);
      } else {
        desk.review().review(task, "WEBHOOK");
      }
    }
  }
}
