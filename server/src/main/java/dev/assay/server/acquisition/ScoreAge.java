package dev.assay.server.acquisition;

import com.google.protobuf.util.Durations;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Policy;
import dev.assay.v1.ScoreState;
import dev.assay.v1.StaleScores;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How old the published scores of a project are, and what its policy makes of it.
 *
 * @param scores the published ones, or null
 * @param millis since they were published; 0 where there are none
 * @param isStale whether the policy's strategy looks at scores and these are too old for it
 * @param isRefused whether nothing is chosen, then
 */
record ScoreAge(@Nullable ScoreSetRow scores, long millis, boolean isStale, boolean isRefused) {

  static ScoreAge of(Tables tables, ProjectRow project, long nowMillis) {
    Long scoreSetId = tables.progress().get(project.projectId()).scoreSetId();
    ScoreSetRow scores = scoreSetId == null ? null : tables.scores().find(scoreSetId);
    if (scores == null) {
      return new ScoreAge(null, 0, false, false);
    }
    Policy policy = project.definition().getPolicy();
    long millis = Math.max(nowMillis - scores.publishedMillis(), 0);
    boolean stale =
        policy.hasMaxScoreAge()
            && millis > Durations.toMillis(policy.getMaxScoreAge())
            && PolicyStrategy.looksAtScores(policy);
    return new ScoreAge(
        scores, millis, stale, stale && policy.getStaleScores() == StaleScores.STALE_SCORES_REFUSE);
  }

  /** What a wave's inputs keep of it; null where there are no scores. */
  @Nullable ScoreState state(Tables tables) {
    ScoreSetRow known = scores;
    return known == null
        ? null
        : ScoreState.newBuilder()
            .setModelVersion(known.modelVersion())
            .setAge(Durations.fromMillis(millis))
            .setLabelsSince(labelsAfter(tables, known.projectId(), known.publishedMillis()))
            .setStale(isStale)
            .build();
  }

  /**
   * Labels are numbered in the order of their times, so those after one are found by halving, in
   * some twenty reads of one row.
   */
  private static long labelsAfter(Tables tables, long projectId, long timeMillis) {
    long last = tables.labels().lastId(projectId);
    long by = 0;
    long after = last + 1;
    while (after - by > 1) {
      long middle = (by + after) >>> 1;
      List<LabelRow> found = tables.labels().list(projectId, middle - 1, null, null, 1);
      if (Objects.requireNonNull(found.get(0)).createdMillis() <= timeMillis) {
        by = middle;
      } else {
        after = middle;
      }
    }
    return last - by;
  }
}
