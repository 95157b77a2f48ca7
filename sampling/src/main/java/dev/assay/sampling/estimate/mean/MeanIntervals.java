package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.ArcSine;
import dev.assay.sampling.estimate.BetaFit;
import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.Hypergeometric;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Jeffreys;
import dev.assay.sampling.estimate.Logit;
import dev.assay.sampling.estimate.Wald;
import dev.assay.sampling.estimate.Wilson;
import java.util.List;

/** The registry of intervals for a pool's mean from one sample: one line each. */
public final class MeanIntervals {
  private static final List<MeanInterval> ALL =
      List.of(
          new AutoInterval(),
          new SummaryInterval(ArcSine.NAME, ArcSine::of),
          new BernsteinInterval(),
          new SummaryInterval(BetaFit.NAME, BetaFit::of),
          new CountInterval(
              ClopperPearson.NAME, (k, n, count, level) -> ClopperPearson.of(k, n, level)),
          new GammaInterval(),
          new CountInterval(Hypergeometric.NAME, Hypergeometric::of),
          new CountInterval(Jeffreys.NAME, (k, n, count, level) -> Jeffreys.of(k, n, level)),
          new SummaryInterval(Logit.NAME, Logit::of),
          new SummaryInterval(Wald.NAME, Wald::of),
          new CountInterval(Wilson.NAME, (k, n, count, level) -> Wilson.of(k, n, level)));

  private MeanIntervals() {}

  /** All intervals. */
  public static List<MeanInterval> all() {
    return ALL;
  }

  /** The default: chooses by the sample. */
  public static MeanInterval auto() {
    return named(AutoInterval.NAME);
  }

  /** The interval of that name; {@link InvalidInputException} names those there are. */
  public static MeanInterval named(String name) {
    for (MeanInterval interval : ALL) {
      if (interval.name().equals(name)) {
        return interval;
      }
    }
    throw new InvalidInputException(
        "interval", "'" + name + "' is none of " + ALL.stream().map(MeanInterval::name).toList());
  }
}
