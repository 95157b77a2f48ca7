package dev.assay.sampling.design;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Enumerates ordered pivotal sampling: all outcomes of all fights, equal states merged. */
final class PivotalLaw {

  /** Who is taken so far, who survives; what the survivor carries is the same in every branch. */
  private record State(int taken, int survivor) {}

  private PivotalLaw() {}

  static SampleLaw enumerate(double[] probabilities, int[] order) {
    SampleLaw.checkUnits(probabilities.length);
    Map<State, Double> states = new HashMap<>();
    states.put(new State(0, order[0]), 1.0);
    double carried = probabilities[order[0]];
    for (int k = 1; k < order.length; k++) {
      int unit = order[k];
      double sum = carried + probabilities[unit];
      Map<State, Double> next = new HashMap<>();
      for (Map.Entry<State, Double> entry : states.entrySet()) {
        fight(next, entry.getKey(), entry.getValue(), unit, probabilities[unit], sum);
      }
      states = next;
      carried = sum < 1 ? sum : sum - 1;
    }
    return end(probabilities.length, states, carried);
  }

  private static void fight(
      Map<State, Double> next,
      State state,
      double weight,
      int unit,
      double probability,
      double sum) {
    int survivor = state.survivor();
    if (sum < 1) {
      double unitSurvives = sum == 0 ? 0 : probability / sum;
      next.merge(new State(state.taken(), unit), weight * unitSurvives, Double::sum);
      next.merge(state, weight * (1 - unitSurvives), Double::sum);
    } else {
      double survivorTaken = sum == 2 ? 1 : (1 - probability) / (2 - sum);
      State unitLeft = new State(state.taken() | 1 << survivor, unit);
      State survivorLeft = new State(state.taken() | 1 << unit, survivor);
      next.merge(unitLeft, weight * survivorTaken, Double::sum);
      next.merge(survivorLeft, weight * (1 - survivorTaken), Double::sum);
    }
  }

  private static SampleLaw end(int units, Map<State, Double> states, double carried) {
    double left = carried < 1e-12 ? 0 : carried > 1 - 1e-12 ? 1 : carried;
    SortedMap<Integer, Double> law = new TreeMap<>();
    states.forEach(
        (state, weight) -> {
          if (weight * left > 0) {
            law.merge(state.taken() | 1 << state.survivor(), weight * left, Double::sum);
          }
          if (weight * (1 - left) > 0) {
            law.merge(state.taken(), weight * (1 - left), Double::sum);
          }
        });
    return SampleLaw.of(units, law);
  }
}
