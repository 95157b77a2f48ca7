package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project has no evaluation of that id. */
public final class EvaluationNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationNotFound(String evaluationId) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_NOT_FOUND,
        Code.NOT_FOUND,
        "the project has no evaluation \""
            + evaluationId
            + "\"; ListEvaluations shows those there are",
        Map.of("evaluation_id", evaluationId));
  }
}
