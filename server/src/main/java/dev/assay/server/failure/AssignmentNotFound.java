package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project has no assignment with that token. */
public final class AssignmentNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public AssignmentNotFound(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_ASSIGNMENT_NOT_FOUND,
        Code.NOT_FOUND,
        "token "
            + tokenIndex
            + " is of no assignment of this project; send back the token that NextBatch gave",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
