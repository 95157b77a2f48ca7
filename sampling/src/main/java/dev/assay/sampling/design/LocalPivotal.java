package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.KdTree;
import dev.assay.sampling.vector.PointMatrix;

/**
 * The local pivotal method, second variant (Grafstroem, Lundstroem and Schelin 2012, "Spatially
 * balanced sampling through the pivotal method"): a random unit fights its nearest undecided
 * neighbour, so that near units seldom come together and the sample is spread over the space.
 *
 * <p>Fixed size where the probabilities add up to a whole number, exact inclusion probabilities.
 */
public final class LocalPivotal implements Design {

  /** How near to 0 or 1 a probability counts as decided: above the rounding of its fights. */
  static final double DECIDED = 1e-12;

  @Override
  public String name() {
    return "local-pivotal";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Neighbours are near in the frame's coordinates, each scaled to unit variance.
   */
  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    PointMatrix points = PointMatrix.standardised(frame.requireCoordinates());
    return Sample.inRandomOrder(name(), draw(probabilities, points, seed), probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param points for each unit its coordinates, finite, of equal dimension
   * @param seed of the draw
   * @return the drawn units, ascending; see {@link OrderedPivotal#draw} on their number
   */
  public static int[] draw(double[] inclusionProbabilities, double[][] points, long seed) {
    return draw(inclusionProbabilities, PointMatrix.of(points), seed);
  }

  private static int[] draw(double[] inclusionProbabilities, PointMatrix points, long seed) {
    Require.probabilities(inclusionProbabilities);
    Require.sameLength(inclusionProbabilities.length, points.count(), "points");
    UnitSet taken = new UnitSet(inclusionProbabilities.length);
    UnitSet open = new UnitSet(inclusionProbabilities.length);
    for (int i = 0; i < inclusionProbabilities.length; i++) {
      if (inclusionProbabilities[i] == 1) {
        taken.add(i);
      } else if (inclusionProbabilities[i] > 0) {
        open.add(i);
      }
    }
    int[] units = open.ascending();
    double[] left = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      left[k] = inclusionProbabilities[units[k]];
    }
    fight(left, new KdTree(points.select(units)), new SeededStream(seed), taken.count());
    for (int k = 0; k < units.length; k++) {
      if (left[k] == 1) {
        taken.add(units[k]);
      }
    }
    return taken.ascending();
  }

  /** Decides every probability to 0 or 1. */
  private static void fight(double[] left, KdTree tree, SeededStream random, int certain) {
    OpenUnits open = new OpenUnits(left.length);
    int[] neighbour = new int[1];
    int takenSoFar = certain;
    while (open.size() > 1) {
      int a = open.at(random.nextBelow(open.size()));
      tree.nearest(a, neighbour);
      int b = neighbour[0];
      settle(left, a, b, random.nextUnit());
      for (int unit : new int[] {a, b}) {
        if (left[unit] < DECIDED || left[unit] > 1 - DECIDED) {
          left[unit] = left[unit] < DECIDED ? 0 : 1;
          takenSoFar += (int) left[unit];
          open.remove(unit);
          tree.remove(unit);
        }
      }
    }
    if (open.size() == 1) {
      int last = open.at(0);
      double tolerance = Require.TOTAL_TOLERANCE * (takenSoFar + 1);
      boolean in =
          left[last] > tolerance && (left[last] >= 1 - tolerance || random.nextUnit() < left[last]);
      left[last] = in ? 1 : 0;
    }
  }

  /** The fight of two units: one of them leaves it decided. */
  private static void settle(double[] left, int a, int b, double chance) {
    double sum = left[a] + left[b];
    if (sum < 1) {
      boolean bSurvives = chance * sum < left[b];
      left[a] = bSurvives ? 0 : sum;
      left[b] = bSurvives ? sum : 0;
    } else {
      boolean aTaken = chance * (2 - sum) < 1 - left[b];
      left[a] = aTaken ? 1 : sum - 1;
      left[b] = aTaken ? sum - 1 : 1;
    }
  }
}
