package dev.assay.bench.kernel;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.OrderedPivotal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Water-filling, sort and ordered pivotal draw of one unit in a hundred, over a whole pool. */
@State(Scope.Benchmark)
public class OrderedPivotalBenchmark {
  private static final int ONE_IN = 100;
  private static final long SEED = 1;

  /** The number of units. */
  @Param({"1000000", "10000000"})
  public int units;

  private double[] keys = {};
  private double[] sizes = {};
  private long seed = SEED;

  /** Scores of a pool: most small, some great. */
  @Setup
  public void makePool() {
    SeededStream random = new SeededStream(SEED);
    keys = new double[units];
    for (int i = 0; i < units; i++) {
      double unit = random.nextUnit();
      keys[i] = unit * unit * unit;
    }
    sizes = new double[units];
  }

  /** The draw overwrites the sizes, so each starts from a fresh copy, which is not timed. */
  @Setup(Level.Invocation)
  public void restoreSizes() {
    for (int i = 0; i < units; i++) {
      sizes[i] = Math.sqrt(keys[i] * (1 - keys[i]));
    }
    seed++;
  }

  /** The drawn units. */
  @Benchmark
  public int[] drawInPlace() {
    return OrderedPivotal.drawInPlace(
        sizes, keys, units / (double) ONE_IN, Frame.RECOMMENDED_FLOOR_SHARE, seed);
  }
}
