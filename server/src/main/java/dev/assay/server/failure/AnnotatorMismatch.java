package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The assignment was leased to another annotator. */
public final class AnnotatorMismatch extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorMismatch(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_MISMATCH,
        Code.PERMISSION_DENIED,
        "the assignment of token "
            + tokenIndex
            + " was leased to another annotator; send it with the annotator_id that it was leased to",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
