package dev.assay.server.estimation;

import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.WithheldEstimate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The items that a model version is judged by.
 *
 * <p>The model may have been trained on every label that was there before. So the population is
 * what was left then, and the labels are those of the waves drawn since, while the version was
 * current: each such wave is one round. Where the version was taken up again, they are those drawn
 * since it last was. Where items were set aside as gold since, the population is what was left
 * after that.
 *
 * @param modelVersion empty when there is none
 * @param withheld why nothing can be said of it; null where there is something
 * @param opinions what is believed of its errors
 */
record JudgedItems(
    String modelVersion,
    @Nullable WithheldEstimate withheld,
    WaveSample sample,
    WaveOpinions opinions) {

  /**
   * The items of a model version.
   *
   * @param wanted the version; empty for the current one
   * @throws ModelVersionNotFound when there is no such version
   */
  static JudgedItems of(Tables tables, ProjectRow project, SettledState state, String wanted) {
    String modelVersion = wanted.isEmpty() ? current(tables, project.projectId()) : wanted;
    WaveSample none = state.sample().until(0);
    if (modelVersion == null) {
      return new JudgedItems(
          "",
          EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_NO_SCORES,
              "no scores are published; PutScores publishes them"),
          none,
          WaveOpinions.NONE);
    }
    if (project.definition().getPolicy().getVerdictMethod().equals(Crowdlab.NAME)) {
      return new JudgedItems(
          modelVersion,
          EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_VERDICTS_FROM_SCORES,
              "verdicts by "
                  + Crowdlab.NAME
                  + " rest on the scores, so that a model would be judged by itself; another"
                  + " verdict_method gives verdicts by votes alone"),
          none,
          WaveOpinions.NONE);
    }
    List<ScoreSetRow> revisions = tables.scores().revisions(project.projectId(), modelVersion);
    if (revisions.isEmpty()) {
      throw new ModelVersionNotFound(modelVersion);
    }
    WaveSample sample = sample(state, revisions);
    return new JudgedItems(
        modelVersion,
        sample.waves().isEmpty()
            ? EstimateBuilder.reason(
                WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
                "no item drawn since the scores were published is settled; label some")
            : null,
        sample,
        WaveOpinions.read(tables, project.projectId()));
  }

  private static WaveSample sample(SettledState state, List<ScoreSetRow> revisions) {
    Set<Long> scoreSets =
        revisions.stream()
            .map(ScoreSetRow::scoreSetId)
            .collect(Collectors.toCollection(HashSet::new));
    return lastRun(state.sample(), scoreSets)
        .only(wave -> isOf(wave, scoreSets))
        .untilFirstUnsettled()
        .sinceLastSetAside(state.setAside())
        .ifAnySpeaks(WaveRow::judgedVariance);
  }

  /** From the wave on after which the version was current without a break until it ended. */
  private static WaveSample lastRun(WaveSample sample, Set<Long> scoreSets) {
    List<WaveRow> waves = sample.waves();
    int end = waves.size();
    while (end > 0 && isOfAnother(waves.get(end - 1), scoreSets)) {
      end--;
    }
    int start = end;
    while (start > 0 && !isOfAnother(waves.get(start - 1), scoreSets)) {
      start--;
    }
    return sample.until(end).from(start);
  }

  private static boolean isOfAnother(WaveRow wave, Set<Long> scoreSets) {
    Long scoreSetId = wave.scoreSetId();
    return scoreSetId == null || !scoreSets.contains(scoreSetId);
  }

  private static boolean isOf(WaveRow wave, Set<Long> scoreSets) {
    Long scoreSetId = wave.scoreSetId();
    return scoreSetId != null && scoreSets.contains(scoreSetId) && wave.judgedCount() > 0;
  }

  private static @Nullable String current(Tables tables, long projectId) {
    Long scoreSetId = tables.progress().get(projectId).scoreSetId();
    ScoreSetRow current = scoreSetId == null ? null : tables.scores().find(scoreSetId);
    return current == null ? null : current.modelVersion();
  }
}
