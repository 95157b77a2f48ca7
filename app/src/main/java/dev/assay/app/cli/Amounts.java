package dev.assay.app.cli;

import dev.assay.client.Micros;
import java.math.BigDecimal;

/** Amounts of money as people write them: whole units of the currency with up to six decimals. */
final class Amounts {
  private static final int USUAL_DECIMALS = 2;

  private Amounts() {}

  static long parse(String text, String option) {
    try {
      return Micros.of(text);
    } catch (NumberFormatException e) {
      throw new InputException(option + " must be an amount such as 12.50; it is \"" + text + "\"");
    } catch (ArithmeticException e) {
      throw new InputException(
          option + " must have at most six decimals and fit 64 bits; it is \"" + text + "\"");
    }
  }

  /** At least two decimals, more where they are not zero. */
  static String show(long micros) {
    BigDecimal amount = Micros.toBigDecimal(micros).stripTrailingZeros();
    return amount.setScale(Math.max(USUAL_DECIMALS, amount.scale())).toPlainString();
  }

  static String show(long micros, String currencyCode) {
    return show(micros) + " " + currencyCode;
  }
}
