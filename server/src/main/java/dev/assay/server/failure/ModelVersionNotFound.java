package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** No score set of that model version is published. */
public final class ModelVersionNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public ModelVersionNotFound(String modelVersion) {
    super(
        ErrorReason.ERROR_REASON_MODEL_VERSION_NOT_FOUND,
        Code.NOT_FOUND,
        "there are no scores of model version \"" + modelVersion + "\"; PutScores publishes them",
        Map.of("model_version", modelVersion));
  }
}
