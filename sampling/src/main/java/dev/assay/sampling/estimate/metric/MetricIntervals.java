package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.BetaFit;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Logit;
import dev.assay.sampling.estimate.SignedGamma;
import dev.assay.sampling.estimate.Wald;
import java.util.List;

/** The registry of intervals for metrics: one line each. */
public final class MetricIntervals {
  private static final MetricEstimator DEFAULT = new DifferenceOfTotals();

  private static final List<MetricInterval> ALL =
      List.of(
          new Auto(),
          new Summary(BetaFit.NAME, BetaFit::of),
          new Summary(Logit.NAME, Logit::of),
          new ResidualGamma(),
          new Summary(Wald.NAME, Wald::of));

  private MetricIntervals() {}

  /** All intervals. */
  public static List<MetricInterval> all() {
    return ALL;
  }

  /** The default: chooses by the sample. */
  public static MetricInterval auto() {
    return ALL.get(0);
  }

  /** The interval of that name; {@link InvalidInputException} names those there are. */
  public static MetricInterval named(String name) {
    for (MetricInterval interval : ALL) {
      if (interval.name().equals(name)) {
        return interval;
      }
    }
    throw new InvalidInputException(
        "interval", "'" + name + "' is none of " + ALL.stream().map(MetricInterval::name).toList());
  }

  /** With beliefs the signed gamma; without, the logit of a share and Wald's of anything else. */
  private record Auto() implements MetricInterval {
    @Override
    public String name() {
      return "auto";
    }

    @Override
    public Interval of(Metric metric, MetricSample sample, double level) {
      boolean share = metric.least() == 0 && metric.greatest() == 1;
      String choice = sample.hasBeliefs() ? SignedGamma.NAME : share ? Logit.NAME : Wald.NAME;
      return named(choice).of(metric, sample, level);
    }
  }

  /** From the default estimate and its variance alone. */
  private record Summary(String name, Formula formula) implements MetricInterval {
    /** From value, variance and level to an interval. */
    @FunctionalInterface
    interface Formula {
      Interval of(double value, double variance, double level);
    }

    @Override
    public Interval of(Metric metric, MetricSample sample, double level) {
      MetricEstimate estimate = DEFAULT.estimate(metric, sample);
      Interval interval = formula.of(estimate.value(), estimate.variance(), level);
      double low = Math.max(metric.least(), interval.low());
      double high = Math.min(metric.greatest(), interval.high());
      return new Interval(low, Math.max(low, high), level, name);
    }
  }
}
