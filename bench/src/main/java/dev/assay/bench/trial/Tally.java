package dev.assay.bench.trial;

import java.util.List;
import java.util.OptionalDouble;

/** Sums over the draws of one cell and one split. Not for several threads. */
final class Tally {
  private long draws;
  private double errors;
  private double squares;
  private double fourths;
  private double exact;
  private double within;
  private int realisations;
  private boolean isExact = true;
  private long[] covered = {};
  private double[] lows = {};
  private double[] highs = {};
  private String[] names = {};

  /** Draws a trial so many times. */
  void run(Trial trial, double truth, int count, long seed) {
    OptionalDouble known = trial.exactError();
    isExact &= known.isPresent();
    exact += known.orElse(0);
    realisations++;
    double sum = 0;
    double sumOfSquares = 0;
    for (int k = 0; k < count; k++) {
      Outcome outcome = trial.draw(Seeds.of(seed, k));
      double off = outcome.estimate() - truth;
      double error = Math.abs(off) < Claim.ROUNDING ? 0 : off;
      sum += error;
      sumOfSquares += error * error;
      fourths += error * error * error * error;
      see(outcome.claims());
    }
    draws += count;
    errors += sum;
    squares += sumOfSquares;
    within += sumOfSquares - sum * sum / count;
  }

  private void see(List<Claim> claims) {
    if (names.length != claims.size()) {
      covered = new long[claims.size()];
      lows = new double[claims.size()];
      highs = new double[claims.size()];
      names = claims.stream().map(Claim::method).toArray(String[]::new);
    }
    for (int k = 0; k < covered.length; k++) {
      covered[k] += claims.get(k).held() ? 1 : 0;
      lows[k] += claims.get(k).low();
      highs[k] += claims.get(k).high();
    }
  }

  /** The mean squared error: exact where a formula gives it, else simulated. */
  double meanSquaredError() {
    return isExact ? exact / realisations : squares / draws;
  }

  boolean isExact() {
    return isExact;
  }

  /** The standard error of the mean squared error over the draws, as a share of it. */
  double relativeError() {
    double second = squares / draws;
    double fourth = fourths / draws;
    return isExact || second == 0
        ? 0
        : Math.sqrt(Math.max(0, fourth / (second * second) - 1) / draws);
  }

  long draws() {
    return draws;
  }

  double bias() {
    return errors / draws;
  }

  /** The variance of {@link #bias} over the draws. */
  double biasVariance() {
    return within / Math.max(1, draws - realisations) / draws;
  }

  int claimCount() {
    return covered.length;
  }

  String method(int k) {
    return names[k];
  }

  double coverage(int k) {
    return (double) covered[k] / draws;
  }

  double low(int k) {
    return lows[k] / draws;
  }

  double high(int k) {
    return highs[k] / draws;
  }
}
