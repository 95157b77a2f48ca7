package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.UndefinedMetricException;
import java.util.Arrays;
import java.util.List;

/**
 * The plain average of several ratios of the same totals: balanced accuracy, macro F as the average
 * of the classes' own. A ratio whose denominator is 0, as of a class that is neither predicted nor
 * there, is left out of the average; none left is undefined.
 */
public final class AverageOfRatios implements Metric {
  private final String name;
  private final List<LinearRatio> ratios;
  private final List<LinearRatio> presences;

  /** The average of at least one ratio, all of one width. */
  public AverageOfRatios(String name, List<LinearRatio> ratios) {
    this(name, ratios, ratios);
  }

  /**
   * The same with ratios that count as 0 where their denominator is 0, unless that of their
   * presence is 0, too: a class that is there and never predicted has precision 0.
   */
  AverageOfRatios(String name, List<LinearRatio> ratios, List<LinearRatio> presences) {
    this.name = name;
    this.ratios = List.copyOf(ratios);
    this.presences = List.copyOf(presences);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int width() {
    return ratios.get(0).width();
  }

  @Override
  public double value(double[] totals) {
    double sum = 0;
    int defined = 0;
    for (int r = 0; r < ratios.size(); r++) {
      LinearRatio ratio = ratios.get(r);
      sum += ratio.isDefined(totals) ? ratio.value(totals) : 0;
      defined += presences.get(r).isDefined(totals) ? 1 : 0;
    }
    if (defined == 0) {
      throw new UndefinedMetricException(name);
    }
    return sum / defined;
  }

  @Override
  public void gradient(double[] totals, double[] gradient) {
    double[] part = new double[gradient.length];
    Arrays.fill(gradient, 0);
    int defined = 0;
    for (int r = 0; r < ratios.size(); r++) {
      LinearRatio ratio = ratios.get(r);
      if (ratio.isDefined(totals)) {
        ratio.gradient(totals, part);
        for (int k = 0; k < part.length; k++) {
          gradient[k] += part[k];
        }
      }
      defined += presences.get(r).isDefined(totals) ? 1 : 0;
    }
    if (defined == 0) {
      throw new UndefinedMetricException(name);
    }
    for (int k = 0; k < part.length; k++) {
      gradient[k] /= defined;
    }
  }
}
