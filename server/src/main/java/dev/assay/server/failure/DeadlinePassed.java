package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The call's deadline passed before the work was begun. */
public final class DeadlinePassed extends Failure {
  private static final long serialVersionUID = 1L;

  public DeadlinePassed() {
    super(
        ErrorReason.ERROR_REASON_DEADLINE_PASSED,
        Code.DEADLINE_EXCEEDED,
        "the deadline passed before the work was begun; nothing was changed",
        Map.of());
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
