package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The evaluation is completed, cancelled, or has drawn all its rounds. */
public final class EvaluationOver extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationOver(String evaluationId) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_ENDED,
        Code.FAILED_PRECONDITION,
        "evaluation \"" + evaluationId + "\" has ended or has drawn all its rounds; make another",
        Map.of("evaluation_id", evaluationId));
  }
}
