package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The assignment was given back before. */
public final class AssignmentReturned extends Failure {
  private static final long serialVersionUID = 1L;

  public AssignmentReturned(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_ASSIGNMENT_RETURNED,
        Code.FAILED_PRECONDITION,
        "the assignment of token "
            + tokenIndex
            + " was given back before; ask NextBatch for new work",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
