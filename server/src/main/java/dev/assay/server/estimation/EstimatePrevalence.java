package dev.assay.server.estimation;

import dev.assay.sampling.estimate.ConfusionControl;
import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.server.answer.LabelSpace;
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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of each class in the pool; what the model of the time predicted, as far as the labels
 * say that it is worth anything, is the control variate.
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

  private StatedAnswer<EstimatePrevalenceResponse> compute(
      Tables tables, ProjectRow project, SettledState state, EstimatePrevalenceRequest request) {
    EstimateBuilder builder =
        new EstimateBuilder(limits, request.getBasis(), request.getLevelsList());
    List<String> classNames = project.definition().getLabelSchema().getClassNamesList();
    List<StatedEstimate> shares =
        shares(state, LabelSpace.of(project.definition()), classNames.size(), builder);
    return StatedAnswer.of(state, shares, estimates -> response(classNames, estimates));
  }

  /** The share of each class in the pool. */
  static List<StatedEstimate> shares(
      SettledState state, LabelSpace space, int classCount, EstimateBuilder builder) {
    PoolSample sample = PoolSample.of(state);
    if (sample.rounds().waves().isEmpty()) {
      StatedEstimate withheld =
          builder.withheld(
              EstimateBuilder.reason(
                  WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
                  "no item is settled yet; label some"));
      return Collections.nCopies(classCount, withheld);
    }
    Evidence evidence = Evidence.of(sample.rounds(), new WholePool());
    DifferenceEstimate weighed = evidence.difference();
    ConfusionControl control =
        space.allows(Use.PREDICTED_CLASS)
            ? control(evidence, classCount, weighed.designWeights())
            : null;
    return IntStream.range(0, classCount)
        .parallel() // each by itself, so that no sum depends on it
        .mapToObj(k -> control == null ? new LabelShare(k) : new ClassShare(k, control.in(k)))
        .map(share -> evidence.asking(sample.rounds(), share, weighed))
        .map(asked -> estimate(sample, asked, builder))
        .toList();
  }

  private static EstimatePrevalenceResponse response(
      List<String> classNames, List<Estimate> estimates) {
    EstimatePrevalenceResponse.Builder response = EstimatePrevalenceResponse.newBuilder();
    for (int k = 0; k < classNames.size(); k++) {
      response.addClasses(
          ClassPrevalence.newBuilder()
              .setClassName(classNames.get(k))
              .setPrevalence(estimates.get(k)));
    }
    return response.build();
  }

  private static ConfusionControl control(
      Evidence evidence, int classCount, DesignWeights weights) {
    int[] predicted = new int[evidence.items().size()];
    int[] verdicts = new int[predicted.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = evidence.items().get(i).predictedClass();
      verdicts[i] = evidence.items().get(i).verdictClass();
    }
    return new ConfusionControl(classCount, predicted, verdicts, weights);
  }

  private static StatedEstimate estimate(
      PoolSample sample, Evidence evidence, EstimateBuilder builder) {
    double known = 0;
    for (int i = 0; i < sample.known().size(); i++) {
      known += evidence.question().z(sample.known().get(i)) * sample.knownResponses()[i];
    }
    return builder.build(
        evidence,
        AllDraws::share,
        sample.rounds(),
        known / sample.poolCount(),
        (double) sample.remainingCount() / sample.poolCount(),
        sample.poolCount());
  }
}
