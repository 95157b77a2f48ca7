package dev.assay.bench.metric;

import dev.assay.bench.trial.Pool;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.ItemBeliefs;
import dev.assay.sampling.estimate.metric.Metric;
import java.util.function.Function;

/**
 * Items with the rows that their true labels give them.
 *
 * @param aim what is wanted
 * @param rows one for each item, as the metrics' totals are made of
 * @param beliefs what the model says of the rows
 * @param subset the beliefs about some items
 * @param orderKeys by which ordered designs sort
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record MetricPool(
    Aim aim,
    double[][] rows,
    ItemBeliefs beliefs,
    Function<int[], ItemBeliefs> subset,
    double[] orderKeys)
    implements Pool {

  @Override
  public String metric() {
    return aim.estimated();
  }

  @Override
  public String score() {
    return "for-" + aim.sized();
  }

  @Override
  public int units() {
    return rows.length;
  }

  @Override
  public double truth() {
    Metric estimated = estimated();
    double[] totals = new double[estimated.width()];
    for (double[] row : rows) {
      for (int k = 0; k < totals.length; k++) {
        totals[k] += row[k];
      }
    }
    return estimated.value(totals);
  }

  /** The metric that is estimated. */
  Metric estimated() {
    return aim.estimatedMetric();
  }

  /** The metric that sizes are made for. */
  Metric sized() {
    return aim.sizedMetric();
  }

  /** The same items with another aim. */
  MetricPool with(Aim other) {
    return new MetricPool(other, rows, beliefs, subset, orderKeys);
  }

  /**
   * The same pool after some labels have become other than predicted, of two classes only.
   *
   * @throws IllegalArgumentException for metrics of several labels
   */
  MetricPool drifted(double rate, long seed) {
    if (estimated().width() != Confusion.WIDTH) {
      throw new IllegalArgumentException("drift is of two classes only; leave --drift out");
    }
    SeededStream random = new SeededStream(seed);
    double[][] drifted = rows.clone();
    for (int i = 0; i < drifted.length; i++) {
      if (random.nextUnit() < rate) {
        double[] row = rows[i];
        boolean predicted = row[Confusion.TRUE_POSITIVE] + row[Confusion.FALSE_POSITIVE] > 0;
        drifted[i] = new double[Confusion.WIDTH];
        drifted[i][predicted ? Confusion.FALSE_POSITIVE : Confusion.FALSE_NEGATIVE] = 1;
      }
    }
    return new MetricPool(aim, drifted, beliefs, subset, orderKeys);
  }
}
