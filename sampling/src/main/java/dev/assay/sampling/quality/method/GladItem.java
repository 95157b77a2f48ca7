package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.SumGrid;

/** One item by {@link Glad}, its votes given and the annotators' abilities being what they are. */
final class GladItem {
  /** Steps that its easiness takes; a handful of votes move it no further. */
  private static final int STEPS = 20;

  private final int[] own;
  private final int classes;
  private final double[] ability;

  /**
   * @param own annotator and class of each vote, in turn
   * @param abilities of the annotators who were learnt of
   * @param stranger the ability of any other
   */
  GladItem(int[] own, int classes, double[] abilities, double stranger) {
    this.own = own;
    this.classes = classes;
    this.ability = new double[own.length / 2];
    for (int vote = 0; vote < ability.length; vote++) {
      int who = own[2 * vote];
      ability[vote] = who < abilities.length ? abilities[who] : stranger;
    }
  }

  /** The probabilities of the classes. */
  double[] row() {
    double easiness = Glad.PRIOR_MEAN;
    double[] row = row(StrictMath.exp(easiness));
    for (int step = 0; step < STEPS && ability.length > 0; step++) {
      double scale = StrictMath.exp(easiness);
      easiness = Glad.moved(easiness, sum(row, scale, false), sum(row, scale, true));
      row = row(StrictMath.exp(easiness));
    }
    return row;
  }

  private SumGrid grid(double scale) {
    double most = StrictMath.log(classes);
    for (double one : ability) {
      most = Math.max(most, Math.abs(one));
    }
    double reach = (1 + most) * (1 + scale);
    return SumGrid.upTo(ability.length * reach * reach);
  }

  private double[] row(double scale) {
    SumGrid grid = grid(scale);
    double logOthers = StrictMath.log(classes - 1);
    double[] row = new double[classes];
    for (int vote = 0; vote < ability.length; vote++) {
      row[own[2 * vote + 1]] += grid.round(ability[vote] * scale + logOthers);
    }
    Posteriors.normalise(row, 0, classes);
    return row;
  }

  /** The slope of the log posterior along the easiness, or what curves it. */
  private double sum(double[] row, double scale, boolean isCurve) {
    SumGrid grid = grid(scale);
    double sum = 0;
    for (int vote = 0; vote < ability.length; vote++) {
      double reach = ability[vote] * scale;
      double right = Glad.sigma(reach);
      double slope = reach * (row[own[2 * vote + 1]] - right);
      sum += grid.round(isCurve ? reach * reach * right * (1 - right) : slope);
    }
    return sum;
  }
}
