package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.KdTree;
import dev.assay.sampling.vector.PointMatrix;

/**
 * The local cube method (Grafstroem and Tille 2013, "Doubly balanced spatial sampling with
 * spreading and restitution of auxiliary totals"): the cube method's steps taken among near
 * neighbours, which balances totals and spreads the sample at once.
 */
public final class LocalCube implements Design {

  @Override
  public String name() {
    return "local-cube";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Balances on the size, the number of units and the frame's coordinates, and spreads in the
   * same coordinates, each scaled to unit variance.
   */
  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    double[][] coordinates = frame.requireCoordinates();
    PointMatrix points = PointMatrix.standardised(coordinates);
    int[] units = draw(probabilities, CubeSampling.withOne(coordinates), points, seed);
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param variables to balance on, as in {@link CubeSampling#draw(double[], double[][], long)}
   * @param points for each unit its coordinates to spread in
   * @param seed of the draw
   * @return the drawn units, ascending
   */
  public static int[] draw(
      double[] inclusionProbabilities, double[][] variables, double[][] points, long seed) {
    return draw(inclusionProbabilities, variables, PointMatrix.of(points), seed);
  }

  private static int[] draw(
      double[] inclusionProbabilities, double[][] variables, PointMatrix points, long seed) {
    Require.probabilities(inclusionProbabilities);
    Require.sameLength(inclusionProbabilities.length, points.count(), "points");
    SeededStream random = new SeededStream(seed);
    double[] left = inclusionProbabilities.clone();
    double[][] columns = CubeSampling.columns(inclusionProbabilities, variables);
    BalancingStep step = new BalancingStep(columns, random);
    int[] units = CubeSampling.undecided(left);
    KdTree tree = new KdTree(points.select(units));
    OpenUnits open = new OpenUnits(units.length);
    int[] places = new int[variables.length + 2];
    int[] active = new int[variables.length + 2];
    while (open.size() > 0) {
      int count = gather(open, tree, places, random);
      for (int k = 0; k < count; k++) {
        active[k] = units[places[k]];
      }
      step.take(left, active, count);
      for (int k = 0; k < count; k++) {
        if (left[active[k]] == 0 || left[active[k]] == 1) {
          open.remove(places[k]);
          tree.remove(places[k]);
        }
      }
    }
    return CubeSampling.taken(left);
  }

  /** A random open unit and its nearest open neighbours, as many as the constraints ask for. */
  private static int gather(OpenUnits open, KdTree tree, int[] places, SeededStream random) {
    int centre = open.at(random.nextBelow(open.size()));
    int[] neighbours = new int[places.length - 1];
    int found = tree.nearest(centre, neighbours);
    places[0] = centre;
    System.arraycopy(neighbours, 0, places, 1, found);
    return found + 1;
  }
}
