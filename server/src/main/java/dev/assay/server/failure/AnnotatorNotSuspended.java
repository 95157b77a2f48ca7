package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** There is no suspension to take back. */
public final class AnnotatorNotSuspended extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorNotSuspended(String annotatorId) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_NOT_SUSPENDED,
        Code.FAILED_PRECONDITION,
        "annotator \"" + annotatorId + "\" is not suspended; there is nothing to take back",
        Map.of("annotator_id", annotatorId));
  }
}
