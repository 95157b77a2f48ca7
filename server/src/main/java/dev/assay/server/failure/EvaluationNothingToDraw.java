package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** No item is left that could be drawn. */
public final class EvaluationNothingToDraw extends Failure {
  private static final long serialVersionUID = 1L;

  public EvaluationNothingToDraw(String modelVersion) {
    super(
        ErrorReason.ERROR_REASON_EVALUATION_NOTHING_TO_DRAW,
        Code.FAILED_PRECONDITION,
        "no item is left that model version \""
            + modelVersion
            + "\" has scored, that nobody was served and that is of the part; EstimateAccuracy"
            + " tells what the labels say",
        Map.of("model_version", modelVersion));
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
