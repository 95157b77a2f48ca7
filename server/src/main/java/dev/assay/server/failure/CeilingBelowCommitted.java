package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The ceiling asked for is below what is charged and held. */
public final class CeilingBelowCommitted extends Failure {
  private static final long serialVersionUID = 1L;

  public CeilingBelowCommitted(long committedMicros) {
    super(
        ErrorReason.ERROR_REASON_CEILING_BELOW_COMMITTED,
        Code.FAILED_PRECONDITION,
        "charges and holds are "
            + committedMicros
            + " micros already; set a ceiling of at least that",
        Map.of("committed_micros", Long.toString(committedMicros)));
  }
}
