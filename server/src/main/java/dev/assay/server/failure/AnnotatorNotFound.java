package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project knows no annotator of that id. */
public final class AnnotatorNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorNotFound(String annotatorId) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_NOT_FOUND,
        Code.NOT_FOUND,
        "the project knows no annotator \"" + annotatorId + "\"; RegisterAnnotator makes one known",
        Map.of("annotator_id", annotatorId));
  }
}
