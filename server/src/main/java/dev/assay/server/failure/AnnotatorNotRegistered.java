package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The policy gives work to registered annotators only. */
public final class AnnotatorNotRegistered extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorNotRegistered(String annotatorId) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_NOT_REGISTERED,
        Code.FAILED_PRECONDITION,
        "annotator \""
            + annotatorId
            + "\" is not registered, and the policy gives work to registered annotators only;"
            + " RegisterAnnotator makes one known",
        Map.of("annotator_id", annotatorId));
  }
}
