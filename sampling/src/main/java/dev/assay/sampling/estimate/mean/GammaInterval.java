package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.GammaMidP;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;

/**
 * {@link GammaMidP} of one sample as a single round. Where more than half of the values' weight is
 * 1, it counts what is left to 1 instead: the rarer side is the one that a gamma fits.
 */
final class GammaInterval implements MeanInterval {
  @Override
  public String name() {
    return GammaMidP.NAME;
  }

  @Override
  public Interval of(LabelledSample sample, double level) {
    DifferenceEstimate direct = estimate(sample, false);
    return direct.mean() <= 0.5
        ? GammaMidP.of(direct, level)
        : GammaMidP.of(estimate(sample, true), level).complement();
  }

  private DifferenceEstimate estimate(LabelledSample sample, boolean complement) {
    double[] z = sample.values();
    double[] g = new double[z.length];
    double total = 0;
    if (sample.hasControl()) {
      Control control = sample.control(name());
      total = control.total();
      for (int i = 0; i < g.length; i++) {
        g[i] = control.labelled(i);
      }
    }
    if (complement) {
      for (int i = 0; i < z.length; i++) {
        z[i] = 1 - z[i];
        g[i] = sample.hasControl() ? 1 - g[i] : 0;
      }
      total = sample.hasControl() ? sample.populationCount() - total : 0;
    }
    Round[] round = {new Round(sample.populationCount(), total, z.length)};
    return MultiRoundDifference.estimate(
        sample.populationCount(),
        round,
        new double[] {1},
        sample.sampleSize(),
        new int[z.length],
        z,
        g,
        sample.inclusionProbabilities(name()));
  }
}
