package dev.assay.report.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis.
 *
 * @param title what is measured, with its unit
 * @param low its left or lower end
 * @param high its right or upper end
 * @param ticks where it is labelled, ascending
 */
public record Axis(String title, double low, double high, List<BigDecimal> ticks) {
  private static final int WANTED_STEPS = 6;
  private static final int MAX_COUNTED_TICKS = 12;

  /**
   * An axis that shows all of a range and ends at round numbers.
   *
   * @param from finite
   * @param to finite, at least {@code from}
   */
  public static Axis covering(String title, double from, double to) {
    double width = to > from ? to - from : Math.max(Math.abs(from), 1);
    BigDecimal step = roundStep(width / WANTED_STEPS);
    BigDecimal low = BigDecimal.valueOf(from).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    BigDecimal high = BigDecimal.valueOf(to).divide(step, 0, RoundingMode.CEILING).multiply(step);
    if (high.compareTo(low) <= 0) {
      high = low.add(step);
    }
    return new Axis(title, low.doubleValue(), high.doubleValue(), ticks(low, high, step));
  }

  /** An axis for the whole numbers from 1 to {@code last}, with room for bars at both ends. */
  public static Axis counting(String title, int last) {
    BigDecimal step = BigDecimal.valueOf((last + MAX_COUNTED_TICKS - 1) / MAX_COUNTED_TICKS);
    List<BigDecimal> ticks = ticks(BigDecimal.ONE, BigDecimal.valueOf(last), step);
    return new Axis(title, 0.4, last + 0.6, ticks);
  }

  private static List<BigDecimal> ticks(BigDecimal low, BigDecimal high, BigDecimal step) {
    int decimals = Math.max(step.stripTrailingZeros().scale(), 0);
    List<BigDecimal> ticks = new ArrayList<>();
    for (BigDecimal tick = low; tick.compareTo(high) <= 0; tick = tick.add(step)) {
      ticks.add(tick.setScale(decimals, RoundingMode.HALF_EVEN));
    }
    return List.copyOf(ticks);
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is at least the wanted width. */
  private static BigDecimal roundStep(double wanted) {
    BigDecimal exact = BigDecimal.valueOf(wanted);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 1);
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      if (step.compareTo(exact) >= 0) {
        return step;
      }
    }
    return power.multiply(BigDecimal.TEN);
  }

  /** Where a value is between the axis' ends: 0 at the lower, 1 at the upper. */
  double part(double value) {
    return (value - low) / (high - low);
  }
}
