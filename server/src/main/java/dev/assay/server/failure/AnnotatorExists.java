package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** An annotator of that id is registered. */
public final class AnnotatorExists extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorExists(String annotatorId) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_EXISTS,
        Code.ALREADY_EXISTS,
        "annotator \"" + annotatorId + "\" is registered already; UpdateAnnotator changes it",
        Map.of("annotator_id", annotatorId));
  }
}
