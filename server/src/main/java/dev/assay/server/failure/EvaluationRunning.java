package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** Another evaluation of the project runs. */
public final class EvaluationRunning extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationRunning(String evaluationId) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_RUNNING,
        Code.FAILED_PRECONDITION,
        "evaluation \"" + evaluationId + "\" runs; wait until its items are judged, or cancel it",
        Map.of("evaluation_id", evaluationId));
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
