package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/**
 * The assignment has its label already: ALREADY_EXISTS for another label, FAILED_PRECONDITION for
 * giving it back, as the caller says.
 */
public final class AssignmentLabeled extends Failure {
  private static final long serialVersionUID = 1L;

  public AssignmentLabeled(int tokenIndex, Code code) {
    super(
        ErrorReason.ERROR_REASON_ASSIGNMENT_LABELED,
        code,
        "the assignment of token "
            + tokenIndex
            + " has its label already; nothing is left to do for it",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
