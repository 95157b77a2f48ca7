package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The agreement asked for would take more steps than one call may. */
public final class AgreementTooLarge extends Failure {
  private static final long serialVersionUID = 1L;

  public AgreementTooLarge(long steps, long limit) {
    super(
        ErrorReason.ERROR_REASON_AGREEMENT_TOO_LARGE,
        Code.FAILED_PRECONDITION,
        "this would take "
            + steps
            + " steps, and a call takes at most "
            + limit
            + "; ask for fewer resamples or coefficients, or for the pairs of one annotator",
        Map.of("steps", Long.toString(steps), "limit", Long.toString(limit)));
  }
}
