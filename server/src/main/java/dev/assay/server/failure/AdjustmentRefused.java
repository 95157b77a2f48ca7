package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** A further charge does not fit what is available, or a refund what is charged. */
public final class AdjustmentRefused extends Failure {
  private static final long serialVersionUID = 1L;

  public AdjustmentRefused(long availableMicros, long chargedMicros) {
    super(
        ErrorReason.ERROR_REASON_ADJUSTMENT_REFUSED,
        Code.FAILED_PRECONDITION,
        "at most "
            + availableMicros
            + " micros can be charged and at most "
            + chargedMicros
            + " refunded; raise the ceiling or adjust by less",
        Map.of(
            "available_micros",
            Long.toString(availableMicros),
            "charged_micros",
            Long.toString(chargedMicros)));
  }
}
