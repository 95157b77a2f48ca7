package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import dev.assay.server.answer.Use;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
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

  public EstimatePrevalence(Store store, EstimationLimits limits) {
    this.limits = limits;
    this.answers = new AnswersByState<>(store, Use.PREVALENCE, this::compute);
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
      Tables tables, ProjectRow project, EstimatePrevalenceRequest request) {
    EstimateBuilder builder =
        new EstimateBuilder(limits, request.getBasis(), request.getLevelsList());
    PoolSample sample = PoolSample.read(tables, project.projectId());
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
          WithheldEstimate.Reason.REASON_TOO_FEW_LABELS, "no item is settled yet; label some");
    }
    Evidence evidence =
        Evidence.of(
            sample.rounds(),
            item -> true,
            WaveRow::candidateCount,
            wave -> wave.classControls().length == 0 ? 0 : wave.classControls()[classIndex],
            item -> Answer.classIndex(item.verdict().text()) == classIndex ? 1 : 0,
            item -> item.drawn().predictedClass() == classIndex ? 1 : 0);
    double known = 0;
    for (int i = 0; i < sample.known().size(); i++) {
      known +=
          Answer.classIndex(sample.known().get(i).verdict().text()) == classIndex
              ? sample.knownResponses()[i]
              : 0;
    }
    return builder.build(
        evidence,
        AllDraws::classShare,
        sample.rounds(),
        known / sample.poolCount(),
        (double) sample.remainingCount() / sample.poolCount(),
        sample.poolCount());
  }
}
