package dev.assay.bench.error;

import dev.assay.sampling.design.Sample;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.mean.Control;
import dev.assay.sampling.estimate.mean.LabelledSample;

/** Reveals the labels of drawn items. */
final class Labelling {
  private Labelling() {}

  /** Items drawn at most once, with their inclusion probabilities and beliefs. */
  static LabelledSample once(
      ErrorPool pool, int[] units, double[] inclusion, SampleSize size, boolean withControl) {
    LabelledSample sample =
        LabelledSample.of(pool.units(), pick(pool.errors(), units))
            .withInclusionProbability(pick(inclusion, units), size);
    return withControl ? sample.withControl(control(pool, units)) : sample;
  }

  /** Draws with replacement from strata, with their probabilities within the stratum. */
  static LabelledSample repeated(ErrorPool pool, Sample drawn, Strata strata) {
    return stratified(
            LabelledSample.of(pool.units(), pick(pool.errors(), drawn.units())),
            drawn.units(),
            strata)
        .withDrawProbability(drawn.drawProbabilities(strata));
  }

  /** With the stratum of each label. */
  static LabelledSample stratified(LabelledSample sample, int[] units, Strata strata) {
    int[] stratum = new int[units.length];
    for (int k = 0; k < units.length; k++) {
      stratum[k] = strata.stratumOf()[units[k]];
    }
    int[] sizes = strata.sizes();
    long[] counts = new long[sizes.length];
    for (int h = 0; h < counts.length; h++) {
      counts[h] = sizes[h];
    }
    return sample.withStrata(new dev.assay.sampling.estimate.mean.Strata(stratum, counts));
  }

  /** The beliefs about the drawn items, as control variate. */
  static Control control(ErrorPool pool, int[] units) {
    return Control.ofTotal(pick(pool.beliefs(), units), pool.beliefTotal());
  }

  static double[] pick(double[] values, int[] units) {
    double[] picked = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      picked[k] = values[units[k]];
    }
    return picked;
  }
}
