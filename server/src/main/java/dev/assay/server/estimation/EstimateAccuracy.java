package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.WithheldEstimate;
import java.util.List;

/** The accuracy of a model version on the items that it is judged by. */
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

  private StatedAnswer<EstimateAccuracyResponse> compute(
      Tables tables, ProjectRow project, SettledState state, EstimateAccuracyRequest request) {
    EstimateBuilder builder =
        new EstimateBuilder(limits, request.getBasis(), request.getLevelsList());
    JudgedItems judged = JudgedItems.of(tables, project, state, request.getModelVersion());
    StatedEstimate accuracy = estimate(judged, builder);
    String modelVersion = judged.modelVersion();
    return StatedAnswer.of(
        state,
        List.of(accuracy),
        estimates ->
            EstimateAccuracyResponse.newBuilder()
                .setModelVersion(modelVersion)
                .setAccuracy(estimates.get(0))
                .build());
  }

  /** How often the version is right on the items that it is judged by. */
  static StatedEstimate estimate(JudgedItems judged, EstimateBuilder builder) {
    WithheldEstimate withheld = judged.withheld();
    return withheld == null
        ? estimate(judged.sample(), judged.opinions(), builder)
        : builder.withheld(withheld);
  }

  private static StatedEstimate estimate(
      WaveSample sample, WaveOpinions opinions, EstimateBuilder builder) {
    ModelErrors errors = ModelErrors.asBelieved(opinions);
    Evidence evidence = Evidence.of(sample, errors);
    StatedEstimate stated =
        builder.build(
            evidence,
            believed -> shifted(errors, believed, sample),
            sample,
            1,
            -1,
            evidence.populationCount());
    return OpinionGain.told(stated, sample, opinions);
  }

  /** The model's errors, with what is believed of them moved to where the labels say they are. */
  static Reading shifted(ModelErrors errors, Evidence believed, WaveSample sample) {
    BeliefShift shift = BeliefShift.of(believed.difference());
    return AllDraws.share(Evidence.of(sample, errors.shifted(shift)));
  }
}
