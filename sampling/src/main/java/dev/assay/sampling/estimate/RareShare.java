package dev.assay.sampling.estimate;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** The share of the pool that is in a known part of it and has a rare property there. */
final class RareShare {
  private RareShare() {}

  /**
   * Sums over the labels in the part; where none of those could have been missed, one more event is
   * taken to weigh what the rounds' labels weigh on average, or nothing where the part is empty.
   */
  static SignedGamma.Side side(
      DifferenceEstimate drawn,
      IntPredicate part,
      IntToDoubleFunction event,
      boolean partHasUnits) {
    DesignWeights weights = drawn.designWeights();
    double count = drawn.populationCount();
    double sum = 0;
    double variance = 0;
    double squares = 0;
    double mass = 0;
    for (int i = 0; i < weights.count(); i++) {
      if (part.test(i)) {
        double x = event.applyAsDouble(i);
        double jump = weights.jump(i) / count;
        sum += jump * x;
        variance += weights.varianceTerm(i, x, x);
        double units = weights.unseen(i);
        squares += units * jump * jump;
        mass += units;
      }
    }
    double typical = partHasUnits ? drawn.typicalJump() * drawn.typicalJump() : 0;
    return new SignedGamma.Side(
        sum, variance / (count * count), mass > 0 ? squares / mass : typical);
  }

  /** The part of the share that is certain given the past. */
  static double certain(DifferenceEstimate drawn, IntPredicate part, IntToDoubleFunction event) {
    DesignWeights weights = drawn.designWeights();
    double sum = 0;
    for (int i = 0; i < weights.count(); i++) {
      if (part.test(i)) {
        sum += weights.certain(i) * event.applyAsDouble(i);
      }
    }
    return sum / drawn.populationCount();
  }
}
