package dev.assay.server.estimation;

import dev.assay.server.answer.Use;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.ClassPrevalence;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.EstimatePrevalenceResponse;
import dev.assay.v1.WithheldEstimate;

/**
 * The share of each class in the pool; what the model of the time predicted is the control variate.
 */
public final class EstimatePrevalence
    implements Query<EstimatePrevalenceRequest, EstimatePrevalenceResponse> {
  private final EstimationLimits limits;
  private final AnswersByState<EstimatePrevalenceRequest, EstimatePrevalenceResponse> answers;

  public EstimatePrevalence(Store store, SettledStates states, EstimationLimits limits) {
    this.limits = limits;
    this.answers = new AnswersByState<>(store, states, Use.PREVALENCE, this::compute);
  }

  @Override
  public void validate(EstimatePrevalenceRequest request, Violations violations) {
    EstimateBuilder.check(request.getLevelsList(), request.getBasis(), violations);
  }

  @Override
  public EstimatePrevalenceResponse answer(EstimatePrevalenceRequest request) {
    return answers.get(request.getProject(), request);
  }

  private EstimatePrevalenceResponse compute(
      Tables tables, ProjectRow project, SettledState state, EstimatePrevalenceRequest request) {
    EstimateBuilder builder =
        new EstimateBuilder(limits, request.getBasis(), request.getLevelsList());
    PoolSample sample = PoolSample.of(state);
    EstimatePrevalenceResponse.Builder response = EstimatePrevalenceResponse.newBuilder();
    for (int k = 0; k < project.definition().getLabelSchema().getClassNamesCount(); k++) {
      response.addClasses(
          ClassPrevalence.newBuilder()
              .setClassName(project.definition().getLabelSchema().getClassNames(k))
              .setPrevalence(estimate(sample, k, builder)));
    }
    return response.build();
  }

  private static Estimate estimate(PoolSample sample, int classIndex, EstimateBuilder builder) {
    if (sample.rounds().waves().isEmpty()) {
      return builder.withheld(
          EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_TOO_FEW_LABELS, "no item is settled yet; label some"));
    }
    Question question = new ClassShare(classIndex);
    double known = 0;
    for (int i = 0; i < sample.known().size(); i++) {
      known += question.z(sample.known().get(i)) * sample.knownResponses()[i];
    }
    return builder.build(
        Evidence.of(sample.rounds(), question),
        AllDraws::share,
        sample.rounds(),
        known / sample.poolCount(),
        (double) sample.remainingCount() / sample.poolCount(),
        sample.poolCount());
  }
}
