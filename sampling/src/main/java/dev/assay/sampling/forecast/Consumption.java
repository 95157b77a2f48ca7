package dev.assay.sampling.forecast;

import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * What a stock was consumed by in equal bins of time, and from that how long the rest will last.
 *
 * <p>The bins, those of the past and those to come, are taken to be independent with one mean and
 * one variance. Their law is not named: what is consumed in a bin is a sum over the events in it,
 * and the sum over the bins to come is close to normal where there are some of them.
 *
 * <p><b>Implementation note.</b> Let the n bins have the mean m and the standard deviation s, and
 * let S(k) be what the next k bins consume. The predictive pivot (S(k) - k m) / (s sqrt(k + k^2/n))
 * has about Student's t law with n - 1 degrees of freedom: k s^2 is the noise to come, k^2 s^2 / n
 * that of the mean (Hahn and Meeker 1991, Statistical Intervals, 4.8: the sum of k further
 * observations). The stock r has lasted less than k bins exactly when S(k) &gt;= r, so the ends of
 * the interval for the time of exhaustion are the roots k of
 *
 * <pre>(r - k m)^2 = t^2 s^2 (k + k^2/n)</pre>
 *
 * of which the smaller is below r/m and the greater above. It is the argument of Fieller (1954) for
 * a ratio, with the noise of the future added. Where m is not greater than t s / sqrt(n), the mean
 * itself is not told from 0: the quadratic has one positive root, and the interval no upper end.
 * The pivot falls in k throughout, so that both roots are quantiles of one predictive law, whose
 * median is r/m. A resampling of the bins would need as many for its tails and a seed, and has too
 * short intervals where n is small.
 */
public final class Consumption {
  private final int binCount;
  private final double mean;
  private final double deviation;

  private Consumption(int binCount, double mean, double deviation) {
    this.binCount = binCount;
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * What the bins say.
   *
   * @param bins what was consumed in each bin, at least 2, finite
   */
  public static Consumption of(double[] bins) {
    if (bins.length < 2) {
      throw new IllegalArgumentException("there are " + bins.length + " bins; give at least 2");
    }
    double sum = 0;
    for (double bin : bins) {
      sum += bin;
    }
    double mean = sum / bins.length;
    double squares = 0;
    for (double bin : bins) {
      squares += (bin - mean) * (bin - mean);
    }
    if (!Double.isFinite(squares)) {
      throw new IllegalArgumentException("the bins are not finite, or too large to be squared");
    }
    return new Consumption(bins.length, mean, Math.sqrt(squares / (bins.length - 1)));
  }

  /** The mean of a bin. */
  public double rate() {
    return mean;
  }

  /** How far from {@link #rate} the rate in the long run may be, with the probability. */
  public double rateMargin(double level) {
    return critical(level) * deviation / Math.sqrt(binCount);
  }

  /** The number of bins, not whole, after which the stock is exhausted as likely as not. */
  public double medianBins(double stock) {
    requireConsumed(stock);
    return stock / mean;
  }

  /**
   * The numbers of bins, not whole, between which the stock is exhausted with the probability.
   *
   * @param stock positive
   * @param level in (0, 1)
   */
  public Range bins(double stock, double level) {
    requireConsumed(stock);
    double t = critical(level);
    double noise = t * t * deviation * deviation;
    double square = mean * mean - noise / binCount;
    double half = stock * mean + noise / 2;
    double root = Math.sqrt(half * half - square * stock * stock);
    // The smaller root in the form that does not cancel; it is the only positive one where the
    // square's factor is not positive.
    double earliest = stock * stock / (half + root);
    double latest = square > 0 ? (half + root) / square : Double.POSITIVE_INFINITY;
    return new Range(earliest, latest);
  }

  private double critical(double level) {
    return StudentLaw.criticalValue(level, binCount - 1.0);
  }

  private void requireConsumed(double stock) {
    if (!(mean > 0)) {
      throw new IllegalStateException("nothing is consumed: the stock lasts for ever");
    }
    if (!(stock > 0)) {
      throw new IllegalArgumentException("the stock is " + stock + "; give a positive number");
    }
  }

  /**
   * Numbers of bins.
   *
   * @param latest infinite where there is no upper end
   */
  public record Range(double earliest, double latest) {}
}
