package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The training set that is asked for cannot be made of what is settled. */
public final class TrainingSetImpossible extends Failure {
  private static final long serialVersionUID = 1L;

  /**
   * @param step what failed: "split", "compression" or "balance"
   * @param why one line that says what would help
   */
  public TrainingSetImpossible(String step, String why) {
    super(
        ErrorReason.ERROR_REASON_TRAINING_SET_IMPOSSIBLE,
        Code.FAILED_PRECONDITION,
        "no " + step + " of this training set: " + why,
        Map.of("step", step));
  }
}
