package dev.assay.client;

import java.math.BigDecimal;

/**
 * Amounts of money between their two forms: decimal numbers for people, and the contract's integers
 * of millionths of a currency unit.
 *
 * <pre>{@code
 * long price = Micros.of("0.05");    // 50_000
 * Micros.toBigDecimal(price);        // 0.050000
 * }</pre>
 */
public final class Micros {
  private static final int SCALE = 6;

  private Micros() {}

  /**
   * Reads a decimal amount.
   *
   * @param amount in whole units of the currency, for example {@code "12.50"}
   * @return the amount in millionths
   * @throws NumberFormatException if the text is no decimal number
   * @throws ArithmeticException if the amount has more than six decimals, or is too large for a
   *     long
   */
  public static long of(String amount) {
    return of(new BigDecimal(amount));
  }

  /**
   * Converts a decimal amount.
   *
   * @param amount in whole units of the currency
   * @return the amount in millionths
   * @throws ArithmeticException if the amount has more than six decimals, or is too large for a
   *     long
   */
  public static long of(BigDecimal amount) {
    return amount.movePointRight(SCALE).longValueExact();
  }

  /**
   * Converts to a decimal amount.
   *
   * @param micros the amount in millionths
   * @return the amount in whole units, with six decimals
   */
  public static BigDecimal toBigDecimal(long micros) {
    return BigDecimal.valueOf(micros, SCALE);
  }
}
