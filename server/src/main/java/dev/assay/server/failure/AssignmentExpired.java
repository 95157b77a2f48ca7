package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The lease has ended, so there is nothing to give back. */
public final class AssignmentExpired extends Failure {
  private static final long serialVersionUID = 1L;

  public AssignmentExpired(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_ASSIGNMENT_EXPIRED,
        Code.FAILED_PRECONDITION,
        "the lease of token "
            + tokenIndex
            + " has ended, so there is nothing to give back; a label for it is still taken",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
