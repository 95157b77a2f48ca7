package dev.assay.bench.kernel;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.CubeSampling;
import dev.assay.sampling.design.LocalPivotal;
import dev.assay.sampling.design.WaterFilling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Balanced and spread draws of 1,000 units from 100,000. */
@State(Scope.Benchmark)
public class SpreadBenchmark {
  private static final int UNITS = 100_000;
  private static final int BUDGET = 1_000;
  private static final int VARIABLES = 5;
  private static final int DIMENSIONS = 2;
  private static final double FLOOR = 0.5;
  private static final long SEED = 1;

  private double[] probabilities = {};
  private double[][] variables = {};
  private double[][] points = {};
  private long seed = SEED;

  /** Uniform sizes, variables and coordinates. */
  @Setup
  public void makePool() {
    SeededStream random = new SeededStream(SEED);
    double[] sizes = new double[UNITS];
    variables = new double[VARIABLES][UNITS];
    points = new double[UNITS][DIMENSIONS];
    for (int i = 0; i < UNITS; i++) {
      sizes[i] = random.nextUnit();
      for (int d = 0; d < VARIABLES; d++) {
        variables[d][i] = random.nextUnit();
      }
      for (int d = 0; d < DIMENSIONS; d++) {
        points[i][d] = random.nextUnit();
      }
    }
    probabilities = WaterFilling.inclusionProbabilities(sizes, BUDGET, FLOOR);
  }

  /** Each draw has a seed of its own. */
  @Setup(Level.Invocation)
  public void nextSeed() {
    seed++;
  }

  /** The cube method with 5 balancing variables beside the size. */
  @Benchmark
  public int[] cube() {
    return CubeSampling.draw(probabilities, variables, seed);
  }

  /** The local pivotal method in 2 dimensions. */
  @Benchmark
  public int[] localPivotal() {
    return LocalPivotal.draw(probabilities, points, seed);
  }
}
