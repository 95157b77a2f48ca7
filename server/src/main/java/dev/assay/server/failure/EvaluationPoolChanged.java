package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** Scores were published or gold was set aside while the round was drawn. */
public final class EvaluationPoolChanged extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationPoolChanged() {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_POOL_CHANGED,
        Code.ABORTED,
        "scores were published or gold was set aside while the round was drawn; ask again",
        Map.of());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
