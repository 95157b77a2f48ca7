package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project has an evaluation of that id. */
public final class EvaluationExists extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationExists(String evaluationId) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_EXISTS,
        Code.ALREADY_EXISTS,
        "the project has an evaluation \"" + evaluationId + "\"; choose another id, or none",
        Map.of("evaluation_id", evaluationId));
  }
}
