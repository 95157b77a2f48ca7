package dev.assay.server.estimation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.AdviceThresholds;
import dev.assay.v1.GetAdviceRequest;
import dev.assay.v1.GetAdviceResponse;
import java.util.Map;

/** What the present facts of a project speak for. */
public final class GetAdvice implements Query<GetAdviceRequest, GetAdviceResponse> {
  /** What figures are held against where the request does not say. */
  public static final AdviceThresholds DEFAULTS =
      AdviceThresholds.newBuilder()
          .setLeastGain(0.002)
          .setHalfWidth(0.05)
          .setRetrainGrowth(0.25)
          .setLabelError(0.05)
          .setLargestLabel(0.5)
          .setDisagreement(2.5)
          .setBeliefShift(0.1)
          .setExplained(0.1)
          .build();

  /** The most that a threshold can be, for those that are no shares. */
  private static final Map<String, Double> MOST =
      Map.of("retrain_growth", 100.0, "largest_label", 100.0, "disagreement", 100.0);

  private final Store store;
  private final SettledStates states;
  private final EstimationLimits limits;

  public GetAdvice(Store store, SettledStates states, EstimationLimits limits) {
    this.store = store;
    this.states = states;
    this.limits = limits;
  }

  @Override
  public void validate(GetAdviceRequest request, Violations violations) {
    for (Map.Entry<FieldDescriptor, Object> field :
        request.getThresholds().getAllFields().entrySet()) {
      String name = field.getKey().getName();
      FieldRules.inRange(
          (Double) field.getValue(),
          0,
          MOST.getOrDefault(name, 1.0),
          "thresholds." + name,
          violations);
    }
  }

  @Override
  public GetAdviceResponse answer(GetAdviceRequest request) {
    AdviceThresholds thresholds = DEFAULTS.toBuilder().mergeFrom(request.getThresholds()).build();
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          LabelSpace.of(project.definition()).require(Use.ACCURACY);
          AdviceFacts facts =
              AdviceFacts.of(tables, project, states.get(tables, project), limits, thresholds);
          return GetAdviceResponse.newBuilder()
              .addAllAdvice(AdviceRules.of(facts, thresholds))
              .setThresholds(thresholds)
              .setModelVersion(facts.modelVersion())
              .build();
        });
  }
}
