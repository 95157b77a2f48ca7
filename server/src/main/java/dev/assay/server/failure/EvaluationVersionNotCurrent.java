package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The model version is not the one whose scores are used, or its scores were published again. */
public final class EvaluationVersionNotCurrent extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationVersionNotCurrent(String modelVersion, String currentVersion) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_VERSION_NOT_CURRENT,
        Code.FAILED_PRECONDITION,
        "the scores in use are those of model version \""
            + currentVersion
            + "\", or were published again since, and not \""
            + modelVersion
            + "\"; UseModelVersion takes a version up, and a new evaluation goes by new scores",
        Map.of("model_version", modelVersion, "current_version", currentVersion));
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
