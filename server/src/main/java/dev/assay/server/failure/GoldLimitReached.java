package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project would have more gold items than it may. */
public final class GoldLimitReached extends Failure {
  private static final long serialVersionUID = 1L;

  public GoldLimitReached(int limit) {
    super(
        ErrorReason.ERROR_REASON_GOLD_LIMIT_REACHED,
        Code.RESOURCE_EXHAUSTED,
        "a project has at most " + limit + " gold items, retired ones too; put fewer",
        Map.of("limit", Integer.toString(limit)));
  }
}
