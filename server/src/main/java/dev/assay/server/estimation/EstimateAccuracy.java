package dev.assay.server.estimation;

import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.server.answer.Use;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.WithheldEstimate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of a model version on the items that had not been served when its scores were
 * published.
 *
 * <p>The model may have been trained on every label that was there before. So the population is
 * what was left then, and the labels are those of the waves drawn since, while the version was
 * current: each such wave is one round. Where items were set aside as gold since, the population is
 * what was left after that.
 */
public final class EstimateAccuracy
    implements Query<EstimateAccuracyRequest, EstimateAccuracyResponse> {
  private final EstimationLimits limits;
  private final AnswersByState<EstimateAccuracyRequest, EstimateAccuracyResponse> answers;

  public EstimateAccuracy(Store store, SettledStates states, EstimationLimits limits) {
    this.limits = limits;
    this.answers = new AnswersByState<>(store, states, Use.ACCURACY, this::compute);
  }

  @Override
  public void validate(EstimateAccuracyRequest request, Violations violations) {
    FieldRules.modelVersion(request.getModelVersion(), 0, "model_version", violations);
    EstimateBuilder.check(request.getLevelsList(), request.getBasis(), violations);
  }

  @Override
  public EstimateAccuracyResponse answer(EstimateAccuracyRequest request) {
    return answers.get(request.getProject(), request);
  }

  private EstimateAccuracyResponse compute(
      Tables tables, ProjectRow project, SettledState state, EstimateAccuracyRequest request) {
    EstimateBuilder builder =
        new EstimateBuilder(limits, request.getBasis(), request.getLevelsList());
    String modelVersion = modelVersion(tables, project, request);
    EstimateAccuracyResponse.Builder response = EstimateAccuracyResponse.newBuilder();
    if (modelVersion == null) {
      return response
          .setAccuracy(
              builder.withheld(
                  WithheldEstimate.Reason.REASON_NO_SCORES,
                  "no scores are published; PutScores publishes them"))
          .build();
    }
    if (project.definition().getPolicy().getVerdictMethod().equals(Crowdlab.NAME)) {
      return response
          .setModelVersion(modelVersion)
          .setAccuracy(
              builder.withheld(
                  WithheldEstimate.Reason.REASON_VERDICTS_FROM_SCORES,
                  "verdicts by "
                      + Crowdlab.NAME
                      + " rest on the scores, so that a model would be judged by itself; another"
                      + " verdict_method gives verdicts by votes alone"))
          .build();
    }
    List<ScoreSetRow> revisions = tables.scores().revisions(project.projectId(), modelVersion);
    if (revisions.isEmpty()) {
      throw new ModelVersionNotFound(modelVersion);
    }
    return response
        .setModelVersion(modelVersion)
        .setAccuracy(estimate(state, revisions, builder))
        .build();
  }

  private static Estimate estimate(
      SettledState state, List<ScoreSetRow> revisions, EstimateBuilder builder) {
    Set<Long> scoreSets =
        revisions.stream()
            .map(ScoreSetRow::scoreSetId)
            .collect(Collectors.toCollection(HashSet::new));
    WaveSample sample =
        state
            .sample()
            .only(wave -> isOf(wave, scoreSets))
            .untilFirstUnsettled()
            .sinceLastSetAside(state.setAside());
    if (sample.waves().isEmpty()) {
      return builder.withheld(
          WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
          "no item drawn since the scores were published is settled; label some");
    }
    Evidence evidence = Evidence.of(sample, new ModelErrors());
    return builder.build(evidence, AllDraws::share, sample, 1, -1, evidence.populationCount());
  }

  private static boolean isOf(WaveRow wave, Set<Long> scoreSets) {
    Long scoreSetId = wave.scoreSetId();
    return scoreSetId != null && scoreSets.contains(scoreSetId) && wave.judgedCount() > 0;
  }

  private static @Nullable String modelVersion(
      Tables tables, ProjectRow project, EstimateAccuracyRequest request) {
    if (!request.getModelVersion().isEmpty()) {
      return request.getModelVersion();
    }
    Long scoreSetId = tables.progress().get(project.projectId()).scoreSetId();
    ScoreSetRow current = scoreSetId == null ? null : tables.scores().find(scoreSetId);
    return current == null ? null : current.modelVersion();
  }
}
