package dev.assay.server.demo.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis that ends at round numbers.
 *
 * @param title what is measured, with its unit
 * @param low its first tick
 * @param high its last tick
 * @param step between ticks
 */
public record Axis(String title, BigDecimal low, BigDecimal high, BigDecimal step) {
  private static final int WANTED_TICKS = 6;

  /**
   * An axis that shows all of a range.
   *
   * @param title what is measured, with its unit
   * @param from finite
   * @param to finite, at least {@code from}
   */
  public static Axis covering(String title, double from, double to) {
    double width = to > from ? to - from : Math.max(Math.abs(from), 1);
    BigDecimal step = roundStep(width / WANTED_TICKS);
    BigDecimal low = BigDecimal.valueOf(from).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    BigDecimal high = BigDecimal.valueOf(to).divide(step, 0, RoundingMode.CEILING).multiply(step);
    return new Axis(title, low, high.compareTo(low) > 0 ? high : low.add(step), step);
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is at least the wanted width. */
  private static BigDecimal roundStep(double wanted) {
    BigDecimal exact = BigDecimal.valueOf(wanted).stripTrailingZeros();
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 1);
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      if (step.compareTo(exact) >= 0) {
        return step;
      }
    }
    return power.multiply(BigDecimal.TEN);
  }

  List<BigDecimal> ticks() {
    List<BigDecimal> ticks = new ArrayList<>();
    for (BigDecimal tick = low; tick.compareTo(high) <= 0; tick = tick.add(step)) {
      ticks.add(tick);
    }
    return ticks;
  }

  String label(BigDecimal tick) {
    int decimals = Math.max(step.stripTrailingZeros().scale(), 0);
    return tick.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Where a value is between the axis' ends: 0 at the first tick, 1 at the last. */
  double part(double value) {
    return (value - low.doubleValue()) / (high.doubleValue() - low.doubleValue());
  }
}
