package dev.assay.bench.kernel;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.mean.Control;
import dev.assay.sampling.estimate.mean.LabelledSample;
import dev.assay.sampling.estimate.mean.MeanEstimate;
import dev.assay.sampling.estimate.mean.MeanEstimators;
import dev.assay.sampling.estimate.mean.MeanIntervals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The default estimate with its interval, from 10,000 labels of a pool of a million. */
@State(Scope.Benchmark)
public class EstimateBenchmark {
  private static final int LABELS = 10_000;
  private static final long POOL = 1_000_000;
  private static final double LEVEL = 0.9;
  private static final long SEED = 1;

  private double[] errors = {};
  private double[] beliefs = {};
  private double[] probabilities = {};

  /** Errors as believed, probabilities in proportion to their deviation. */
  @Setup
  public void makeLabels() {
    SeededStream random = new SeededStream(SEED);
    errors = new double[LABELS];
    beliefs = new double[LABELS];
    probabilities = new double[LABELS];
    for (int i = 0; i < LABELS; i++) {
      double unit = random.nextUnit();
      beliefs[i] = unit * unit * unit;
      errors[i] = random.nextUnit() < beliefs[i] ? 1 : 0;
      double deviation = Math.sqrt(beliefs[i] * (1 - beliefs[i]));
      probabilities[i] = (0.5 + 2 * deviation) * LABELS / POOL;
    }
  }

  /** From columns to estimate and interval, all checks included. */
  @Benchmark
  public void estimate(Blackhole sink) {
    LabelledSample sample =
        LabelledSample.of(POOL, errors)
            .withInclusionProbability(probabilities, SampleSize.FIXED)
            .withControl(Control.ofTotal(beliefs, POOL / 4.0));
    MeanEstimate estimate = MeanEstimators.unbiased(sample).estimate(sample);
    Interval interval = MeanIntervals.auto().of(sample, LEVEL);
    sink.consume(estimate);
    sink.consume(interval);
  }
}
