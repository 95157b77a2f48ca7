package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The amount is in another currency than the project's. */
public final class CurrencyMismatch extends Failure {
  private static final long serialVersionUID = 1L;

  public CurrencyMismatch(String currencyCode) {
    super(
        ErrorReason.ERROR_REASON_CURRENCY_MISMATCH,
        Code.INVALID_ARGUMENT,
        "the currency must be the project's, " + currencyCode + "; convert the amount",
        Map.of("currency_code", currencyCode));
  }
}
