package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.SeededStream;

/**
 * Random numbers of a Beta distribution: the share of one gamma number in the sum of two (Marsaglia
 * and Tsang 2000, "A simple method for generating gamma variables").
 */
final class BetaDraw {
  private static final double SQUEEZE = 0.0331;

  private BetaDraw() {}

  /**
   * A number in [0, 1].
   *
   * @param a at least 0; with b at 0 as well the distribution has no form, and the number is 1/2
   * @param b at least 0
   */
  static double of(double a, double b, SeededStream random) {
    double first = gamma(a, random);
    double second = gamma(b, random);
    return first + second > 0 ? first / (first + second) : 0.5;
  }

  /** A gamma number of that shape and scale 1; 0 for shapes so small that it underflows. */
  private static double gamma(double shape, SeededStream random) {
    if (shape == 0) {
      return 0;
    }
    if (shape < 1) {
      double power = StrictMath.pow(random.nextOpenUnit(), 1 / shape);
      return gamma(shape + 1, random) * power;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal(random);
      double root = 1 + c * x;
      double v = root * root * root;
      double u = random.nextOpenUnit();
      boolean sure = u < 1 - SQUEEZE * x * x * x * x;
      if (v > 0 && (sure || StrictMath.log(u) < 0.5 * x * x + d * (1 - v + StrictMath.log(v)))) {
        return d * v;
      }
    }
  }

  /** One normal number (Box and Muller 1958). */
  private static double normal(SeededStream random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(random.nextOpenUnit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextUnit());
  }
}
