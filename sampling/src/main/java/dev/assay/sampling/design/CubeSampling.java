package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * The cube method with the fast flight phase (Deville and Tille 2004; Chauvet and Tille 2006, "A
 * fast algorithm for balanced sampling"): exact inclusion probabilities, fixed size, and a sample
 * whose Horvitz-Thompson totals of the balancing variables equal the population's, but for
 * rounding.
 */
public final class CubeSampling implements Design {

  /*
   * Flight: keep q + 1 undecided units for q constraints, step (BalancingStep), replace the decided
   * ones by the next in a random order. Each step costs O(q^3) whatever N is, and decides at least one
   * unit. The first constraint is pi itself, whose total is the size.
   *
   * Landing: when q or fewer are undecided, constraints are dropped from the last, one at a time,
   * until the size alone is left: order variables by how much they matter.
   */

  private static final long ORDER_STREAM = 1;

  @Override
  public String name() {
    return "cube";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Balances on the size, the number of units and the frame's coordinates, in this order.
   */
  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    double[][] variables = withOne(frame.requireCoordinates());
    return Sample.inRandomOrder(name(), draw(probabilities, variables, seed), probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param variables one array of all units for each balancing variable, finite, most important
   *     first; the size is balanced before all of them
   * @param seed of the draw
   * @return the drawn units, ascending, as many as the probabilities add up to where that is whole
   */
  public static int[] draw(double[] inclusionProbabilities, double[][] variables, long seed) {
    Require.probabilities(inclusionProbabilities);
    SeededStream random = new SeededStream(seed);
    double[] left = inclusionProbabilities.clone();
    double[][] columns = columns(inclusionProbabilities, variables);
    BalancingStep step = new BalancingStep(columns, random);
    int[] order = undecided(left);
    new SeededStream(seed, ORDER_STREAM).shuffle(order);
    int[] active = new int[Math.min(order.length, variables.length + 2)];
    System.arraycopy(order, 0, active, 0, active.length);
    int next = active.length;
    int count = active.length;
    while (count > 0) {
      step.take(left, active, count);
      int kept = 0;
      for (int k = 0; k < count; k++) {
        if (left[active[k]] > 0 && left[active[k]] < 1) {
          active[kept++] = active[k];
        }
      }
      while (kept < active.length && next < order.length) {
        active[kept++] = order[next++];
      }
      count = kept;
    }
    return taken(left);
  }

  /** The variables with a constant one before them: its total is the number of units. */
  static double[][] withOne(double[][] variables) {
    double[][] extended = new double[variables.length + 1][];
    extended[0] = new double[variables[0].length];
    Arrays.fill(extended[0], 1);
    System.arraycopy(variables, 0, extended, 1, variables.length);
    return extended;
  }

  /** For each unit its constraint column: pi_i / pi_i = 1 and each x_i / pi_i. */
  static double[][] columns(double[] probabilities, double[][] variables) {
    for (double[] variable : variables) {
      Require.sameLength(probabilities.length, variable.length, "balancing variable");
      Require.finite(variable, "balancing variable");
    }
    double[][] columns = new double[probabilities.length][variables.length + 1];
    for (int i = 0; i < probabilities.length; i++) {
      columns[i][0] = 1;
      for (int d = 0; d < variables.length && probabilities[i] > 0; d++) {
        columns[i][d + 1] = variables[d][i] / probabilities[i];
      }
    }
    return columns;
  }

  /** The units strictly between 0 and 1. */
  static int[] undecided(double[] left) {
    UnitSet open = new UnitSet(left.length);
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0 && left[i] < 1) {
        open.add(i);
      }
    }
    return open.ascending();
  }

  static int[] taken(double[] decided) {
    UnitSet taken = new UnitSet(decided.length);
    for (int i = 0; i < decided.length; i++) {
      if (decided[i] == 1) {
        taken.add(i);
      }
    }
    return taken.ascending();
  }
}
