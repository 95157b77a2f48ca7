package dev.assay.server.estimation;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.JudgedVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a project's model versions, each on what was left when it was published, from the
 * labels of the waves that were drawn while it was current (prequential: tested first, then trained
 * on).
 */
final class VersionErrors {
  /** The most versions that are judged, the latest first. */
  static final int MAX_VERSIONS = 12;

  private static final int PAGE = 100;

  private final Tables tables;
  private final ProjectRow project;
  private final SettledState state;
  private final EstimationLimits limits;

  VersionErrors(Tables tables, ProjectRow project, SettledState state, EstimationLimits limits) {
    this.tables = tables;
    this.project = project;
    this.state = state;
    this.limits = limits;
  }

  /** Those that others have taken the place of, in the order in which they were published. */
  List<JudgedVersion> replaced() {
    long projectId = project.projectId();
    ProgressRow progress = tables.progress().get(projectId);
    Long current = progress.scoreSetId();
    List<JudgedVersion> judged = new ArrayList<>();
    for (ScoreSetRow latest : tables.scores().latest(projectId, Long.MAX_VALUE, MAX_VERSIONS + 1)) {
      boolean isReplaced = current != null && latest.scoreSetId() < current;
      JudgedVersion version = latest.used() && isReplaced ? judge(latest.modelVersion()) : null;
      if (version != null) {
        judged.add(version);
      }
    }
    Collections.reverse(judged);
    return judged;
  }

  /** How many have been used before those that are judged here, whether or not they could be. */
  int earlierCount() {
    long projectId = project.projectId();
    List<ScoreSetRow> page = tables.scores().latest(projectId, Long.MAX_VALUE, MAX_VERSIONS + 1);
    int count = 0;
    while (!page.isEmpty()) {
      page = tables.scores().latest(projectId, page.get(page.size() - 1).scoreSetId(), PAGE);
      count += (int) page.stream().filter(ScoreSetRow::used).count();
    }
    return count;
  }

  /** Null where too little is known of it. */
  private @Nullable JudgedVersion judge(String modelVersion) {
    JudgedItems judged = JudgedItems.of(tables, project, state, modelVersion);
    long before = labelsBefore(modelVersion);
    if (judged.withheld() != null || before == 0) {
      return null;
    }
    WaveSample sample = judged.sample();
    Evidence evidence = Evidence.of(sample, ModelErrors.asBelieved());
    int count = evidence.items().size();
    int served = sample.servedCount();
    if (count < limits.minLabels() || limits.areTooMany(served - sample.items().size(), served)) {
      return null;
    }
    Reading reading = EstimateAccuracy.shifted(ModelErrors.asBelieved(), evidence, sample);
    return JudgedVersion.newBuilder()
        .setModelVersion(modelVersion)
        .setLabelCount(before)
        .setJudgedCount(count)
        .setError(reading.mean())
        .setStandardError(Math.max(reading.standardError(), 0.5 / count))
        .build();
  }

  private long labelsBefore(String modelVersion) {
    long afterWave =
        tables.scores().revisions(project.projectId(), modelVersion).get(0).afterWave();
    return state.sample().items().stream().filter(item -> item.waveNumber() <= afterWave).count();
  }
}
