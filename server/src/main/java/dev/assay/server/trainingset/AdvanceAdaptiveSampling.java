package dev.assay.server.trainingset;

import dev.assay.sampling.compress.AdaptiveFractions;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.v1.AdaptiveSamplingState;
import dev.assay.v1.AdvanceAdaptiveSamplingRequest;
import dev.assay.v1.AdvanceAdaptiveSamplingResponse;
import java.util.List;

/** Says how much of each class an adaptive compression keeps next. */
public final class AdvanceAdaptiveSampling
    implements Query<AdvanceAdaptiveSamplingRequest, AdvanceAdaptiveSamplingResponse> {
  private static final int MAX_CLASSES = 1_000;

  /** How far fractions may be from adding up to 1. */
  private static final double TOLERANCE = 1e-6;

  @Override
  public void validate(AdvanceAdaptiveSamplingRequest request, Violations violations) {
    List<Double> accuracies = request.getClassAccuraciesList();
    FieldRules.inRange(accuracies.size(), 2, MAX_CLASSES, "class_accuracies", violations);
    shares(accuracies, "class_accuracies", violations);
    if (request.hasState()) {
      AdaptiveSamplingState state = request.getState();
      FieldRules.inRange(
          state.getRound(), 0, AdaptiveFractions.MAX_ROUNDS - 1, "state.round", violations);
      violations.require(
          state.getClassFractionsCount() == accuracies.size(),
          "state.class_fractions",
          "must be as many as class_accuracies: these accuracies are of other classes");
      violations.require(
          state.getBestAccuraciesCount() == accuracies.size(),
          "state.best_accuracies",
          "must be as many as class_accuracies");
      shares(state.getClassFractionsList(), "state.class_fractions", violations);
      shares(state.getBestAccuraciesList(), "state.best_accuracies", violations);
      double sum = state.getClassFractionsList().stream().mapToDouble(value -> value).sum();
      violations.require(
          Math.abs(sum - 1) <= TOLERANCE, "state.class_fractions", "must add up to 1");
    }
  }

  private static void shares(List<Double> values, String field, Violations violations) {
    for (int k = 0; k < values.size(); k++) {
      FieldRules.inRange(values.get(k), 0, 1, field + "[" + k + "]", violations);
    }
  }

  @Override
  public AdvanceAdaptiveSamplingResponse answer(AdvanceAdaptiveSamplingRequest request) {
    double[] accuracies = array(request.getClassAccuraciesList());
    AdaptiveFractions next =
        request.hasState()
            ? new AdaptiveFractions(
                    request.getState().getRound(),
                    array(request.getState().getClassFractionsList()),
                    array(request.getState().getBestAccuraciesList()),
                    request.getState().getSeed())
                .advance(accuracies)
            : AdaptiveFractions.start(accuracies, request.getSeed());
    AdaptiveSamplingState.Builder state =
        AdaptiveSamplingState.newBuilder().setRound(next.round()).setSeed(next.seed());
    AdvanceAdaptiveSamplingResponse.Builder response = AdvanceAdaptiveSamplingResponse.newBuilder();
    double even = 1.0 / accuracies.length;
    for (int c = 0; c < accuracies.length; c++) {
      state.addClassFractions(next.fractions()[c]).addBestAccuracies(next.best()[c]);
      if (next.round() > 0 && next.fractions()[c] > even) {
        response.addSensitiveClasses(c);
      } else if (next.round() > 0 && next.fractions()[c] < even) {
        response.addStableClasses(c);
      }
    }
    return response.setState(state).build();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
