package dev.assay.sampling.estimate;

/**
 * Moves beliefs g, all by the same rule, to where the labels say that they are on average: upwards
 * g + (1 - g) s, downwards g (1 + s). A model that is sure of itself and wrong is no control
 * variate at all; after the shift it is one that is no worse than a constant. The beliefs 1 - g
 * shift to the complement.
 *
 * <p>Labels count as in {@link ConfusionControl}, and one average label agrees with the beliefs; so
 * do the units that no label stands for, where the rounds tell of such.
 *
 * @param shift s in [-1, 1]
 */
public record BeliefShift(double shift) {
  public BeliefShift {
    if (!(shift >= -1 && shift <= 1)) {
      throw new InvalidInputException("shift", "is " + shift + "; give a shift in [-1, 1]");
    }
  }

  /** The shift that the labels of an estimate ask for. */
  public static BeliefShift of(DifferenceEstimate estimate) {
    DesignWeights weights = estimate.designWeights();
    double sum = 0;
    double rise = 0;
    double yes = 0;
    double no = 0;
    for (int i = 0; i < weights.count(); i++) {
      double influence = weights.drawn(i);
      sum += influence;
      rise += influence * (estimate.z(i) - estimate.g(i));
      yes += influence * estimate.g(i);
      no += influence * (1 - estimate.g(i));
    }
    double room = rise > 0 ? no : yes;
    double prior = sum / weights.count() + estimate.unseen().influence();
    return new BeliefShift(room + prior > 0 ? Math.min(Math.max(rise / (room + prior), -1), 1) : 0);
  }

  /** The belief after the shift, in [0, 1] where it was there before. */
  public double of(double belief) {
    return total(belief, 1);
  }

  /** The sum of the beliefs of so many units after the shift, from what it was before. */
  public double total(double sum, double count) {
    return shift > 0 ? sum + (count - sum) * shift : sum * (1 + shift);
  }
}
