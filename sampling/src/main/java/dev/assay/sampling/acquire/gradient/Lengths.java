package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.acquire.Utilities;

/** Utilities from lengths. */
final class Lengths {
  private Lengths() {}

  /**
   * Each length over the greatest.
   *
   * @param lengths at least 0; NaN where nothing is known, which becomes the mean of the others;
   *     changed
   */
  static Utilities utilities(double[] lengths) {
    double greatest = 0;
    for (double length : lengths) {
      greatest = length > greatest ? length : greatest;
    }
    double sum = 0;
    int known = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (!Double.isNaN(lengths[i])) {
        lengths[i] = greatest > 0 ? lengths[i] / greatest : 0;
        sum += lengths[i];
        known++;
      }
    }
    double mean = known == 0 ? 1 : sum / known;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Double.isNaN(lengths[i]) ? mean : lengths[i];
    }
    return new Utilities(lengths);
  }
}
