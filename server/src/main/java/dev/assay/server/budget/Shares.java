package dev.assay.server.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares of amounts, exact: the decimal that the share is written as, times the amount. */
final class Shares {
  private Shares() {}

  /**
   * The share of the amount, rounded down.
   *
   * @param share from 0 to 1
   */
  static long of(double share, long amount) {
    return BigDecimal.valueOf(share)
        .multiply(BigDecimal.valueOf(amount))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }
}
