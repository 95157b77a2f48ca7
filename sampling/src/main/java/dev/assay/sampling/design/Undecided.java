package dev.assay.sampling.design;

import dev.assay.sampling.Require;

/**
 * The units whose draw chance decides, apart from those taken with certainty and those never taken.
 *
 * @param certain the units of probability 1, ascending
 * @param units those strictly between 0 and 1, ascending
 * @param probabilities of those units, aligned
 * @param size how many of those units a fixed-size design draws
 */
@SuppressWarnings("ArrayRecordComponent") // a step inside one draw, neither kept nor compared
record Undecided(int[] certain, int[] units, double[] probabilities, int size) {

  /** Splits a population; the total must be whole. */
  static Undecided of(double[] inclusionProbabilities) {
    int total = Require.wholeTotal(inclusionProbabilities);
    UnitSet ones = new UnitSet(inclusionProbabilities.length);
    UnitSet open = new UnitSet(inclusionProbabilities.length);
    for (int i = 0; i < inclusionProbabilities.length; i++) {
      if (inclusionProbabilities[i] == 1) {
        ones.add(i);
      } else if (inclusionProbabilities[i] > 0) {
        open.add(i);
      }
    }
    int[] units = open.ascending();
    double[] probabilities = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      probabilities[k] = inclusionProbabilities[units[k]];
    }
    return new Undecided(ones.ascending(), units, probabilities, total - ones.count());
  }

  /** The drawn units of the whole population, ascending, from positions drawn among these. */
  int[] withCertain(int populationSize, int[] positions) {
    UnitSet drawn = new UnitSet(populationSize);
    for (int unit : certain) {
      drawn.add(unit);
    }
    for (int position : positions) {
      drawn.add(units[position]);
    }
    return drawn.ascending();
  }

  /** Joint probabilities of the whole population from those among these units. */
  double[][] joint(double[] inclusionProbabilities, double[][] among) {
    int populationSize = inclusionProbabilities.length;
    double[][] joint = new double[populationSize][populationSize];
    for (int i = 0; i < populationSize; i++) {
      for (int j = 0; j < populationSize; j++) {
        // Right wherever one of the two is certain or impossible; the rest follows.
        joint[i][j] = inclusionProbabilities[i] * inclusionProbabilities[j];
      }
    }
    for (int k = 0; k < units.length; k++) {
      for (int l = 0; l < units.length; l++) {
        joint[units[k]][units[l]] = k == l ? probabilities[k] : among[k][l];
      }
    }
    return joint;
  }
}
