package dev.assay.sampling.estimate.mean;

import java.util.Arrays;

/** The stratified school sample as its counts: 9 of 100, 24 of 50, 15 of 50 schools are hits. */
final class SchoolCounts {
  private static final int[] HITS = {9, 24, 15};
  private static final int[] LABELS = {100, 50, 50};

  private SchoolCounts() {}

  static LabelledSample sample() {
    double[] value = new double[200];
    int[] stratum = new int[200];
    int next = 0;
    for (int k = 0; k < 3; k++) {
      Arrays.fill(stratum, next, next + LABELS[k], k);
      Arrays.fill(value, next, next + HITS[k], 1);
      next += LABELS[k];
    }
    return LabelledSample.of(6194, value)
        .withStrata(new Strata(stratum, new long[] {4421, 755, 1018}));
  }
}
